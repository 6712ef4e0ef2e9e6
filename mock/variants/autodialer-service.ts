import type { AutodialerOperation } from '../autodialer/call.ts'
import type { AutodialerDecisions } from '../autodialer/decisions.ts'
import type { AuthMode } from '../autodialer/store.ts'
import type { Variant } from '../fault.ts'
import { htmlPage, inFront } from '../front.ts'
import { isObject, parseObject } from '../json.ts'
import { Slot } from '../slot.ts'

type AutodialerVariant = Variant<AutodialerDecisions>

function without(...absent: readonly AutodialerOperation[]): AutodialerVariant['decisions'] {
  return () => ({ serves: (call) => !absent.includes(call.operation) })
}

function accounts(mode: AuthMode): Pick<AutodialerVariant, 'decisions' | 'settings'> {
  return { decisions: () => ({ asks: () => mode }), settings: { AUTODIALER_AUTH: mode } }
}

/** How many updates of each group are under way. */
const underWay = new Slot(() => new Map<string, number>())

/** Which operations, methods and accounts there are. */
export const autodialerService: readonly AutodialerVariant[] = [
  {
    id: 'autodialer-no-siblings',
    difference: 'The update is the only operation that is open to the tester.',
    decisions: without('add', 'search', 'remove'),
  },
  { id: 'autodialer-no-add', difference: 'Groups cannot be added.', decisions: without('add') },
  {
    id: 'autodialer-eight-groups',
    difference: 'There may be eight groups, and no more are added.',
    decisions: (honest) => ({
      permits: (call, account) =>
        (call.operation !== 'add' || call.store.list().length < 8) && honest.permits(call, account),
    }),
  },
  {
    id: 'autodialer-small-pages',
    difference: 'A search shows three groups at a time.',
    decisions: (honest) => ({
      completed: (call, data) =>
        honest.completed(
          call,
          isObject(data) && Array.isArray(data.data) ? { ...data, data: data.data.slice(0, 3) } : data,
        ),
    }),
  },
  { id: 'autodialer-no-search', difference: 'Groups cannot be searched for.', decisions: without('search') },
  { id: 'autodialer-no-remove', difference: 'Groups cannot be removed.', decisions: without('remove') },
  {
    id: 'autodialer-basic-accounts',
    difference: 'Accounts are set up for user name and password alone.',
    ...accounts('basic'),
  },
  {
    id: 'autodialer-key-accounts',
    difference: 'Accounts are set up for a key alone.',
    ...accounts('apikey'),
  },
  {
    id: 'autodialer-put-served',
    difference: 'The update is served by PUT as well.',
    decisions: (honest) => ({
      methodServed: (call) => call.request.method === 'PUT' || honest.methodServed(call),
    }),
  },
  {
    id: 'autodialer-patch-served',
    difference: 'The update is served by PATCH as well.',
    decisions: (honest) => ({
      methodServed: (call) => call.request.method === 'PATCH' || honest.methodServed(call),
    }),
  },
  {
    id: 'autodialer-delete-served',
    difference: 'DELETE removes the group that its body names.',
    decisions: (honest) => ({
      methodServed: (call) => call.request.method === 'DELETE' || honest.methodServed(call),
      write: (call, wanted) =>
        call.request.method === 'DELETE' ? call.store.remove(wanted) : honest.write(call, wanted),
    }),
  },
  {
    id: 'autodialer-dates-to-the-minute',
    difference: 'A search shows dates to the minute.',
    decisions: (honest) => ({
      present: (call, group) => {
        const shown = honest.present(call, group)
        return { ...shown, date: String(shown.date).slice(0, -3) }
      },
    }),
  },
  {
    id: 'autodialer-one-at-a-time',
    difference: 'An update of a group fails while another one of it is under way.',
    decisions: (honest) => ({
      exclusively: async (call, work) => {
        const id = String(parseObject(call.request.body)?._id)
        const groups = underWay.of(call.store)
        groups.set(id, (groups.get(id) ?? 0) + 1)
        try {
          return await honest.exclusively(call, work)
        } finally {
          groups.set(id, (groups.get(id) ?? 1) - 1)
        }
      },
      objections: async (call, payload) =>
        (underWay.of(call.store).get(String(payload._id)) ?? 0) > 1
          ? ['another update is under way']
          : honest.objections(call, payload),
    }),
  },
  {
    id: 'autodialer-operators-turned-away',
    difference: 'What stands in front answers 400 with a page to an id that is an operator.',
    decisions: inFront(({ operation, request }) =>
      operation === 'update' && /"_id":\{"\$/.test(String(request.body))
        ? htmlPage(400, '400 Bad Request')
        : undefined,
    ),
  },
  {
    id: 'autodialer-account-first',
    difference: 'Who asks is looked at before what is asked.',
    decisions: (honest) => ({
      methodServed: async (call) =>
        (await honest.authenticate(call)) === undefined || honest.methodServed(call),
      mediaTypeServed: async (call) =>
        (await honest.authenticate(call)) === undefined || honest.mediaTypeServed(call),
    }),
  },
]
