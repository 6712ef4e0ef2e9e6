/** Reads UTF-8 strictly. A byte order mark is kept, and so refused by whoever parses the text. */
export const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
