import { readFileSync } from 'node:fs'

/** A file that begins with one of these is UTF-16, as some editors and shells save text. */
const utf16 = [
  { mark: Buffer.from([0xff, 0xfe]), encoding: 'utf-16le' },
  { mark: Buffer.from([0xfe, 0xff]), encoding: 'utf-16be' },
] as const

/** A file that is there and holds no text. */
export class NotText extends Error {}

/** The text of a file in UTF-8, or in UTF-16 with a byte order mark, without that mark. */
export function readText(file: string): string {
  return textIn(readFileSync(file), file)
}

/** The text of bytes likewise; `name` says where they come from. */
export function textIn(bytes: Buffer, name: string): string {
  const encoding = utf16.find(({ mark }) => bytes.subarray(0, 2).equals(mark))?.encoding ?? 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // Told below: bytes of another encoding would be taken for other characters.
  }
  throw new NotText(`${name} is not text in UTF-8`)
}

/** What is wrong with a file that could not be read, behind its name: `is not text in UTF-8`. */
export function whyUnreadable(error: unknown): string {
  return error instanceof NotText ? 'is not text in UTF-8 (save it as UTF-8)' : 'cannot be read'
}
