import { type AutodialerCall, AutodialerRefusal } from './call.ts'

/** Lets a request in: a method and a media type that are served, from a caller who may use the service. */
export async function admit(call: AutodialerCall): Promise<void> {
  const { decide } = call
  if (!(await decide.methodServed(call))) throw new AutodialerRefusal('methodNotAllowed')
  if (!(await decide.mediaTypeServed(call))) throw new AutodialerRefusal('unsupportedMediaType')
  const account = await decide.authenticate(call)
  if (account === undefined) throw new AutodialerRefusal('unauthenticated')
  if (!(await decide.permits(call, account))) throw new AutodialerRefusal('forbidden')
}
