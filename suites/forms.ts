import { check } from '../helpers/checks/check.ts'
import type { CheckContext } from '../helpers/checks/context.ts'
import { onceARun } from '../helpers/checks/once.ts'
import type { Contract } from '../helpers/contract/contract.ts'
import type { Answer } from '../helpers/target/answer.ts'
import { show } from '../helpers/target/describe.ts'
import type { UpdateRequest } from '../helpers/target/update-request.ts'
import { Violation } from '../helpers/verdict/signals.ts'

/**
 * Whether other methods may be tried: the address is the one of a group, or of the update alone. One of all groups may take
 * what is sent to it for all of them.
 */
const takesMethods = ({ update: { path } }: Contract) => /\{id\}|\/update$/.test(path)

/** Whether no operation is documented to have that method at the address of the update. */
function hasNo(method: string): (contract: Contract) => boolean {
  return ({ update }) => !update.methods.includes(method)
}

/** What each form of a request comes to that is none of an update. */
export const formChecks = [
  check(
    'media-type-text',
    'SHOULD refuse JSON labelled as plain text by its content type',
    { of: 'media-type-not-json' },
    async (t) => {
      t.expectOutcome(await asText(t), 'unsupportedMediaType')
    },
  ),

  check(
    'media-type-changes-nothing',
    'MUST leave the group as it was when it refuses JSON labelled as plain text',
    { of: 'refusal-changes-nothing', needs: ['read-back'], after: ['other-group-kept'] },
    async (t) => {
      const { byText } = await refusedForms(t)
      if (byText === 'served') return t.note('not refused')
      if (byText) throw byText
    },
  ),

  check(
    'method-get',
    'MUST refuse the method GET as not allowed',
    { of: 'method-not-allowed', onlyRefused: true, appliesTo: hasNo('GET') },
    async (t) => {
      t.expectOutcome(await byGet(t), 'methodNotAllowed')
    },
  ),

  check(
    'method-allow',
    'INFERRED to name the methods that are allowed when it answers 405',
    { of: 'allowed-methods-told', after: ['method-get', 'robust-method-patch'], appliesTo: hasNo('PATCH') },
    async (t) => {
      // The question of the check of this method.
      const byPatch = () => t.group.update().withMethod('PATCH').another()
      const answer = await t.sendOnce('robust-method-patch', byPatch, false)
      if (answer.status !== 405) return t.note(`PATCH was answered with ${answer.status}`)
      const allowed = answer.header('allow')
      const methods = (allowed ?? '').split(',').map((method) => method.trim())
      const { method } = t.contract.update
      t.expect(
        methods.includes(method),
        `an Allow header that names ${method}`,
        show(allowed ?? 'no Allow header'),
        answer,
      )
    },
  ),

  check(
    'method-changes-nothing',
    'MUST leave the group as it was when it refuses an update by another method',
    {
      of: 'refusal-changes-nothing',
      needs: ['read-back'],
      after: ['other-group-kept', 'media-type-changes-nothing'],
      appliesTo: takesMethods,
    },
    async (t) => {
      const { byMethod } = await refusedForms(t)
      if (byMethod) throw byMethod
    },
  ),
]

/** Whether it is refused, and in which form, is asked once. */
export function asText(t: CheckContext): Promise<Answer> {
  return t.sendOnce('labelled as text', () => labelledAsText(t), false)
}

/** JSON labelled as plain text: refused where the documents know that, and free elsewhere. */
function labelledAsText(t: CheckContext): UpdateRequest {
  return t.group.update().withHeader('Content-Type', 'text/plain').free()
}

export function byGet(t: CheckContext): Promise<Answer> {
  const make = () => t.group.update().withMethod('GET').refusedBy('methodNotAllowed')
  return t.sendOnce('method GET', make, false)
}

/** One group, sent an update in a form that may be refused, and then in others: what either left changed. */
const refusedForms = onceARun(async (t) => {
  let before = await t.updated(t.group)
  await t.passASecond(before)
  const labelled = await t.send(labelledAsText(t))
  const byText = t.isAccepted(labelled) ? 'served' : await t.problemUnchanged(t.group, before)
  if (!takesMethods(t.contract)) return { byText, byMethod: undefined }
  if (byText) {
    before = await t.updated(t.group)
    await t.passASecond(before)
  }
  const refused: UpdateRequest[] = []
  // DELETE comes last, and only for a group that the run made: it may be served.
  const methods = [...otherMethods(t), ...(t.group.own ? freeOf(t, ['DELETE']) : [])]
  for (const method of methods) {
    const update = t.group.update().withMethod(method).another()
    if (t.isRefusal(await t.send(update))) refused.push(update)
    else if (method === 'DELETE') {
      // Removed, it shows no more what the others did.
      await replaceGroup(t)
      return { byText, byMethod: undefined }
    }
  }
  const isNoneServed = refused.length === methods.length
  const look = () => (isNoneServed ? t.problemUnchanged(t.group, before) : carriedOut(t, refused))
  const byMethod = await t.attempt(look).catch(violationIn)
  // It may be gone.
  if (byMethod) await replaceGroup(t)
  return { byText, byMethod }
})

/** A group that is gone is one that changed. */
function violationIn(error: unknown): Violation {
  if (error instanceof Violation) return error
  throw error
}

/** Methods that write, none of which is documented at the address of the update. */
export function otherMethods(t: CheckContext): string[] {
  return takesMethods(t.contract) ? freeOf(t, ['PATCH', 'POST', 'PUT']) : []
}

function freeOf({ contract }: CheckContext, methods: readonly string[]): string[] {
  return methods.filter((method) => hasNo(method)(contract))
}

/** A method that is served may leave anything behind but what another one was refused with. */
async function carriedOut(
  t: CheckContext,
  refused: readonly UpdateRequest[],
): Promise<Violation | undefined> {
  const done = await shownOf(t, refused)
  if (!done) return undefined
  return new Violation('nothing of what was refused', `the name that a refused ${done.method} sent`)
}

/** The one of these updates whose name the group bears in the end. */
export async function shownOf(
  t: CheckContext,
  updates: readonly UpdateRequest[],
): Promise<UpdateRequest | undefined> {
  const { values } = await t.shownAtLast(t.group)
  return updates.find(({ values: { name } }) => name !== undefined && name === values.name)
}

/** Another group takes the place of one that may be gone. */
async function replaceGroup(t: CheckContext): Promise<void> {
  const heir = await t.fixtures.makeFor(t.group.owner)
  if (heir) t.fixtures.pool.replace(t.group, heir)
}
