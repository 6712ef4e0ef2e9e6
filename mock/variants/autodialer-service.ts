import type { AutodialerOperation } from '../autodialer/call.ts'
import type { AutodialerDecisions } from '../autodialer/decisions.ts'
import type { AuthMode } from '../autodialer/store.ts'
import type { Variant } from '../fault.ts'
import { isObject } from '../json.ts'

type AutodialerVariant = Variant<AutodialerDecisions>

function without(...absent: readonly AutodialerOperation[]): AutodialerVariant['decisions'] {
  return () => ({ serves: (call) => !absent.includes(call.operation) })
}

function accounts(mode: AuthMode): Pick<AutodialerVariant, 'decisions' | 'settings'> {
  return { decisions: () => ({ asks: () => mode }), settings: { AUTODIALER_AUTH: mode } }
}

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
