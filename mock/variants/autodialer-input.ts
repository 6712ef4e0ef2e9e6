import type { Json, JsonObject } from '../../helpers/contract/types.ts'
import type { AutodialerCall } from '../autodialer/call.ts'
import type { AutodialerDecisions } from '../autodialer/decisions.ts'
import { soleHeader } from '../exchange.ts'
import type { Variant } from '../fault.ts'
import { isTextList, parseObject } from '../json.ts'

type AutodialerVariant = Variant<AutodialerDecisions>

/** Refuses more than the documents ask for, as an error during the operation. */
function objecting(
  to: (payload: JsonObject, call: AutodialerCall) => boolean,
  why: string,
): AutodialerVariant['decisions'] {
  return (honest) => ({
    objections: async (call, payload) => {
      const found = await honest.objections(call, payload)
      return found.length === 0 && to(payload, call) ? [why] : found
    },
  })
}

const known = ['_id', 'name', 'numbers', 'description']

const textsOf = ({ name, description }: JsonObject) =>
  [name, description].filter((text): text is string => typeof text === 'string')

const someText = (bad: (text: string) => boolean) => (payload: JsonObject) => textsOf(payload).some(bad)

const numbersOf = ({ numbers }: JsonObject): readonly string[] => (isTextList(numbers) ? numbers : [])

/** Control characters, but for those of line ends and tabs. */
const hasControl = (text: string) => /[^\P{Cc}\t\n\r]/u.test(text)

function coerced(value: Json | undefined): Json | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

/** What is taken and what is refused, where the documents leave it open. */
export const autodialerInput: readonly AutodialerVariant[] = [
  {
    id: 'autodialer-length-limit',
    difference: 'Texts of more than 200 characters are refused.',
    decisions: objecting(
      someText((text) => text.length > 200),
      'too long',
    ),
  },
  {
    id: 'autodialer-short-names',
    difference: 'A name is of at most 24 letters and digits.',
    decisions: objecting(({ name }) => typeof name === 'string' && !/^[A-Za-z0-9]{0,24}$/.test(name), 'name'),
  },
  {
    id: 'autodialer-short-descriptions',
    difference: 'A description has at most 32 characters.',
    decisions: objecting(
      ({ description }) => typeof description === 'string' && description.length > 32,
      'description too long',
    ),
  },
  {
    id: 'autodialer-four-digits',
    difference: 'Numbers are of four digits.',
    decisions: objecting(
      (payload) => numbersOf(payload).some((number) => !/^\d{4}$/.test(number)),
      'no number',
    ),
  },
  {
    id: 'autodialer-many-numbers-refused',
    difference: 'Lists of more than fifty numbers are refused.',
    decisions: objecting((payload) => numbersOf(payload).length > 50, 'too many numbers'),
  },
  {
    id: 'autodialer-large-body-413',
    difference: 'Bodies of more than 16 KiB are refused with 413.',
    decisions: (honest) => ({
      refuse: async (call, refusal) => {
        const answer = await honest.refuse(call, refusal)
        return call.request.body.length > 16_384 ? { ...answer, status: 413 } : answer
      },
      ...objecting((_payload, call) => call.request.body.length > 16_384, 'too large')(honest),
    }),
  },
  {
    id: 'autodialer-three-numbers',
    difference: 'A list holds at most three numbers, as many as the sample.',
    decisions: objecting((payload) => numbersOf(payload).length > 3, 'too many numbers'),
  },
  {
    id: 'autodialer-unknown-members-refused',
    difference: 'Members that are not documented are refused.',
    decisions: objecting(
      (payload) => Object.keys(payload).some((name) => !known.includes(name)),
      'unknown member',
    ),
  },
  {
    id: 'autodialer-control-refused',
    difference: 'Control characters are refused.',
    decisions: objecting(someText(hasControl), 'control character'),
  },
  {
    id: 'autodialer-non-ascii-refused',
    difference: 'Letters beyond ASCII are refused.',
    decisions: objecting(
      someText((text) => /[^\0-\x7f]/.test(text)),
      'letters',
    ),
  },
  {
    id: 'autodialer-specials-refused',
    difference: 'Texts are of letters, digits, blanks, full stops and hyphens alone.',
    decisions: objecting(
      someText((text) => !/^[\p{L}\p{M}\p{N} .-]*$/u.test(text)),
      'special character',
    ),
  },
  {
    id: 'autodialer-empty-text-refused',
    difference: 'Empty texts are refused, and blanks at either end.',
    decisions: objecting(
      someText((text) => text === '' || text !== text.trim()),
      'empty or padded',
    ),
  },
  {
    id: 'autodialer-duplicate-names-refused',
    difference: 'A name that another group has is refused.',
    decisions: objecting(
      ({ _id, name }, { store }) => store.list().some((group) => group.name === name && group.id !== _id),
      'exists already',
    ),
  },
  {
    id: 'autodialer-digits-only',
    difference: 'Numbers are of up to fifteen digits alone.',
    decisions: objecting(
      (payload) => numbersOf(payload).some((number) => !/^\d{1,15}$/.test(number)),
      'no number',
    ),
  },
  {
    id: 'autodialer-numbers-repeated-refused',
    difference: 'A number that stands in the list twice is refused.',
    decisions: objecting(
      (payload) => new Set(numbersOf(payload)).size < numbersOf(payload).length,
      'repeated',
    ),
  },
  {
    id: 'autodialer-empty-list-refused',
    difference: 'An empty list of numbers is refused.',
    decisions: objecting(({ numbers }) => Array.isArray(numbers) && numbers.length === 0, 'no numbers'),
  },
  {
    id: 'autodialer-null-omits',
    difference: 'A member that is null is one that is left out.',
    decisions: (honest) => ({
      parse: async (call) => {
        const payload = await honest.parse(call)
        return (
          payload &&
          Object.fromEntries(
            Object.entries(payload).filter(([name, value]) => name === '_id' || value !== null),
          )
        )
      },
    }),
  },
  {
    id: 'autodialer-scalars-coerced',
    difference: 'A name that is a number or a boolean is read as text.',
    decisions: (honest) => ({
      parse: async (call) => {
        const payload = await honest.parse(call)
        return payload?.name === undefined ? payload : { ...payload, name: coerced(payload.name) ?? '' }
      },
    }),
  },
  {
    id: 'autodialer-byte-order-mark-read',
    difference: 'A byte order mark before a body is passed over, as RFC 8259 allows.',
    decisions: (honest) => ({
      parse: async (call) => (await honest.parse(call)) ?? parseObject(call.request.body.subarray(3)),
    }),
  },
  {
    id: 'autodialer-no-label-served',
    difference: 'A body without a content type is taken for JSON.',
    decisions: (honest) => ({
      mediaTypeServed: (call) =>
        soleHeader(call.request, 'content-type') === undefined || honest.mediaTypeServed(call),
    }),
  },
  {
    id: 'autodialer-omitted-emptied',
    difference: 'An update replaces the whole group, so that what it leaves out is emptied.',
    findings: ['optional-name-kept', 'optional-numbers-kept', 'optional-description-kept'],
    decisions: (honest) => ({
      change: (call, group, payload) =>
        honest.change(call, group, { name: '', numbers: [], description: '', ...payload }),
    }),
  },
  {
    id: 'autodialer-omitted-description-emptied',
    difference: 'An update that leaves out the description empties it.',
    findings: ['optional-description-kept'],
    decisions: (honest) => ({
      change: (call, group, payload) => honest.change(call, group, { description: '', ...payload }),
    }),
  },
  {
    id: 'autodialer-lenient-json',
    difference: 'The parser of bodies forgives a trailing comma and text after the JSON.',
    findings: ['malformed-trailing-comma', 'malformed-trailing-text'],
    decisions: (honest) => ({
      parse: async (call) =>
        (await honest.parse(call)) ??
        parseObject(
          Buffer.from(
            call.request.body
              .toString('latin1')
              .replace(/(?<=\}) and more$/, '')
              .replace(/,\}$/, '}'),
            'latin1',
          ),
        ),
    }),
  },
]
