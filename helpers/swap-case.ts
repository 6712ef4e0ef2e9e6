/** The text with upper and lower case letters of ASCII exchanged, as `sed` does it: other letters have no single other case. */
export function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  )
}
