import { gzipSync } from 'node:zlib'
import { headerValues, type Reply } from '../exchange.ts'
import type { Variant } from '../fault.ts'
import type { SqsCall } from '../sqs/call.ts'
import type { SqsDecisions } from '../sqs/decisions.ts'
import { unprocessable } from './unprocessable.ts'

export const sqsVariants: readonly Variant<SqsDecisions>[] = [
  {
    id: 'sqs-gzip-when-asked',
    difference: 'Bodies are compressed for those who accept gzip.',
    decisions: (honest) => ({
      send: (call, reply) => honest.send(call, takesGzip(call) ? compressed(reply) : reply),
    }),
  },
  {
    id: 'sqs-conflict-422',
    difference: 'A taken pair of owner and name is told as 422 with error code 2.',
    decisions: (honest) => ({ refuse: unprocessable(honest, 'conflict', 2) }),
  },
  {
    id: 'sqs-not-found-422',
    difference: 'An unknown group is told as 422 with error code 5.',
    decisions: (honest) => ({ refuse: unprocessable(honest, 'notFound', 5) }),
  },
  {
    id: 'sqs-no-siblings',
    difference: 'The update is the only operation that is open to the tester.',
    decisions: () => ({ serves: (call) => call.operation === 'update' }),
  },
]

function takesGzip({ request }: SqsCall): boolean {
  return headerValues(request, 'accept-encoding').some((value) =>
    /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(value),
  )
}

function compressed(reply: Reply): Reply {
  if (reply.body.length === 0) return reply
  const headers = [...reply.headers, ['Content-Encoding', 'gzip'], ['Vary', 'Accept-Encoding']] as const
  return { ...reply, headers, body: gzipSync(reply.body) }
}
