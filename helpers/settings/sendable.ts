import { UsageError } from '../usage-error.ts'

/** Where a text is sent: as a header, as a part of credentials, or in an address or a body. */
export type Place = 'header' | 'basic' | 'key' | 'other'

/**
 * No request has a place for control characters, but for tabs, and Basic credentials none for these either (RFC 7617,
 * section 2); headers have none for what is beyond Latin-1 (RFC 9110, section 5.5).
 */
export function assertSendable(name: string, text: string | undefined, place: Place): void {
  if (text === undefined) return
  if (/[\r\n]/.test(text)) throw new UsageError(`${name} holds a line end; expected one line`)
  if (/\p{Cc}/u.test(place === 'basic' ? text : text.replaceAll('\t', '')))
    throw new UsageError(`${name} holds a control character; expected plain text`)
  if (place === 'header' && !/^[\t\x20-\x7e\xa0-\xff]*$/.test(text))
    throw new UsageError(`${name} holds a character that no header can carry; expected Latin-1 text`)
}
