import { soleHeader } from '../../exchange.ts'
import { parseObject } from '../../json.ts'
import { Slot } from '../../slot.ts'
import type { SqsCall } from '../../sqs/call.ts'
import { type Broken, lengthTooHigh, pitfalls } from '../pitfalls.ts'
import { failing } from './robustness.ts'
import { type SqsFault, writingXml } from './twists.ts'

type Trips = (call: SqsCall) => boolean

const payload = ({ request }: SqsCall) => parseObject(request.body) ?? {}
const accepts = (call: SqsCall) => soleHeader(call.request, 'accept')
const type = (call: SqsCall) => soleHeader(call.request, 'content-type')

/** Requests that are an internal error, by the check that sends them among others of their kind. */
const internal: readonly (readonly [id: string, lie: string, check: string, trips: Trips])[] = [
  [
    'sqs-two-missing-500',
    'Two members missing at once are one too many for the list of errors.',
    'robust-odd-members',
    (call) =>
      payload(call).name === undefined &&
      payload(call).ownerId === undefined &&
      payload(call).id !== undefined,
  ],
  [
    'sqs-owner-boolean-500',
    'An owner that is a boolean has no length.',
    'robust-odd-members',
    (call) => typeof payload(call).ownerId === 'boolean',
  ],
  [
    'sqs-owner-nul-500',
    'The database takes no NUL in an owner.',
    'robust-odd-members',
    (call) => String(payload(call).ownerId).includes('\0'),
  ],
  ...pitfalls.map(
    ([ids, lie, check, trips]) => [ids.sqs, lie, check, ({ request }: SqsCall) => trips(request)] as const,
  ),
  [
    'sqs-accept-no-list-500',
    'An accept header holds at least one slash.',
    'robust-odd-headers',
    (call) => accepts(call) === 'json',
  ],
  [
    'sqs-weight-500',
    'A weight is a number.',
    'robust-odd-headers',
    (call) => accepts(call)?.includes('q=high') === true,
  ],
  [
    'sqs-xml-body-500',
    'There is a reader of XML for the media type, and none for what it reads.',
    'robust-odd-headers',
    (call) => type(call) === 'application/xml',
  ],
  [
    'sqs-charset-500',
    'There is a decoder for every charset.',
    'robust-odd-headers',
    (call) => type(call)?.includes('charset=x') === true,
  ],
  ['sqs-id-emoji-500', 'An id is compared in Latin-1.', 'id-others', (call) => call.id.includes('🚀')],
  [
    'sqs-id-broken-escape-500',
    'An address that cannot be decoded is an exception.',
    'id-others',
    ({ path }) => path.endsWith('%zz'),
  ],
]

/** What comes in place of a whole answer. */
const broken: readonly Broken<SqsCall>[] = [
  [
    'sqs-missing-reset',
    'An update without a name kills the worker, and the connection with it.',
    'required-name-missing',
    (call) => payload(call).id !== undefined && payload(call).name === undefined,
    ({ response }) => response.socket?.destroy(),
  ],
  lengthTooHigh('sqs-length-too-high'),
  [
    'sqs-chunks-unfinished',
    'An answer in chunks breaks off at an emoji.',
    'text-emoji',
    ({ request }) => request.body.toString().includes('👍'),
    ({ response }, { status, headers, body }) => {
      response.writeHead(status, [...headers.flat(), 'Transfer-Encoding', 'chunked'])
      response.write(body.subarray(0, 20), () => response.socket?.destroy())
    },
  ],
]

const answered = new Slot<Map<string, string>>(() => new Map())

/** Where a server falls over, breaks off or mixes up representations. */
export const falls: readonly SqsFault[] = [
  ...internal.map(
    ([id, lie, check, trips]): SqsFault => ({
      id,
      lie,
      behaviour: 'robustness',
      checks: [check],
      decisions: failing(trips),
    }),
  ),
  {
    id: 'sqs-options-500',
    lie: 'The method OPTIONS is an internal error.',
    behaviour: 'robustness',
    checks: ['robust-odd-headers'],
    decisions: failing(({ request }) => request.method === 'OPTIONS'),
  },
  ...broken.map(
    ([id, lie, check, trips, send]): SqsFault => ({
      id,
      lie,
      behaviour: 'robustness',
      checks: [check],
      decisions: (honest) => ({
        send: (call, reply) =>
          call.operation === 'update' && trips(call) ? send(call, reply) : honest.send(call, reply),
      }),
    }),
  ),
  {
    id: 'sqs-invalid-utf-8-replaced',
    lie: 'Bytes that are not UTF-8 are replaced, and stored like that.',
    behaviour: 'text',
    checks: ['invalid-utf-8-kept'],
    decisions: (honest) => ({
      parse: async (call) =>
        (await honest.parse(call)) ?? parseObject(Buffer.from(call.request.body.toString('utf8'))),
    }),
  },
  {
    id: 'sqs-xml-exchanged',
    lie: 'In XML the name stands in the element of the owner, and the other way round.',
    behaviour: 'representation',
    checks: ['xml-values'],
    decisions: writingXml((xml) =>
      xml.replace(
        /<(\/?)(ownerId|name)>/g,
        (_all, end: string, member: string) => `<${end}${member === 'name' ? 'ownerId' : 'name'}>`,
      ),
    ),
  },
  {
    id: 'sqs-xml-raw-return',
    lie: 'A carriage return stands in XML as it is, and is read as a line feed.',
    behaviour: 'representation',
    checks: ['xml-values-line-ends'],
    decisions: writingXml((xml) => xml.replaceAll('&#13;', '\r')),
  },
  {
    id: 'sqs-cached-whatever-accept',
    lie: 'An update that comes again is answered from a cache, without regard to the accept header.',
    behaviour: 'representation',
    checks: ['xml-values'],
    decisions: (honest) => ({
      negotiate: async (call) => {
        const cache = answered.of(call.store)
        const key = `${call.path} ${call.request.body}`
        const format = call.operation === 'update' ? cache.get(key) : undefined
        const usual = await honest.negotiate(call)
        cache.set(key, format ?? usual)
        return format === 'json' || format === 'xml' ? format : usual
      },
    }),
  },
]
