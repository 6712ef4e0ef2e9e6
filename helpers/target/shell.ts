import { unseen } from '../printable.ts'

/**
 * A text as a word of a POSIX shell. What is not seen, and what a log would take for a command, is spelled in ASCII:
 * nothing of it is lost where the line is printed, copied and pasted.
 */
export function quote(text: string): string {
  if (/^[\w./:@%=+,-]+$/.test(text)) return text
  return `'${text.replaceAll("'", "'\\''")}'`
    .replace(/##(?=\w*\[)/g, "#''#")
    .replace(unseen, (characters) => `'"$(printf '${octal(Buffer.from(characters))}')"'`)
}

/** Whether a text can stand in a command: a shell drops NUL, and a line end would end the line. */
export function fitsInLine(text: string): boolean {
  return !/[\0\n]/.test(text)
}

function octal(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
