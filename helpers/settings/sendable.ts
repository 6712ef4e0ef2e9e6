import { UsageError } from '../usage-error.ts'

/** No request has a place for control characters, and headers none for what is beyond Latin-1 (RFC 9110, section 5.5). */
export function assertSendable(name: string, text: string | undefined, asHeader: boolean): void {
  if (text === undefined) return
  if (/[\r\n]/.test(text)) throw new UsageError(`${name} holds a line end; expected one line`)
  if (/\p{Cc}/u.test(text.replaceAll('\t', '')))
    throw new UsageError(`${name} holds a control character; expected plain text`)
  if (asHeader && !/^[\t\x20-\x7e\xa0-\xff]*$/.test(text))
    throw new UsageError(`${name} holds a character that no header can carry; expected Latin-1 text`)
}
