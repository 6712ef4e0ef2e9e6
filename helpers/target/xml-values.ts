import type { GroupValues, Role } from '../contract/types.ts'
import type { Answer } from './answer.ts'

/** Letters and digits that a value begins with, enough to tell it from others: no writer of XML needs to escape these. */
const plainStart = /^[A-Za-z0-9]{8,}/

/**
 * The member of which the start is nowhere in an answer in XML; undefined where all are there, or cannot be looked for
 * without reading it.
 */
export function notInXml({ body }: Answer, values: GroupValues): Role | undefined {
  const text = Buffer.from(body).toString('latin1')
  // Characters that are written by number, and encodings that take more than a byte for a letter.
  if (/&#|\0/.test(text)) return undefined
  const roles = Object.keys(values) as Role[]
  return roles.find((role) => {
    const start = plainStart.exec(typeof values[role] === 'string' ? values[role] : '')?.[0]
    return start !== undefined && !text.includes(start)
  })
}
