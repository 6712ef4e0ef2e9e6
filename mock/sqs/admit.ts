import { type SqsCall, type SqsPermission, SqsRefusal } from './call.ts'

/** Lets a caller in for an operation, and says for which tenant they call. */
export async function admit(call: SqsCall, permission: SqsPermission): Promise<string> {
  const { decide } = call
  const account = await decide.authenticate(call)
  if (account === undefined) throw new SqsRefusal('unauthenticated')
  if (!(await decide.permits(call, account, permission))) throw new SqsRefusal('forbidden')
  const tenant = await decide.tenant(call)
  if (tenant === undefined) {
    throw new SqsRefusal('invalid', [{ field: 'tenant', description: 'tenant is mandatory' }])
  }
  return tenant
}
