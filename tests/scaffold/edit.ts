import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Rows = Readonly<Record<string, object>>

/** Puts rows into a file of rows; gives the file. */
export function editJson(root: string, file: string, change: (rows: Rows) => Rows): string {
  const rows: Rows = JSON.parse(readFileSync(join(root, file), 'utf8'))
  writeFileSync(join(root, file), JSON.stringify(change(rows), null, 2))
  return file
}

type Replacement = readonly [place: RegExp, text: string]

/** Puts texts in the place of others; gives the file. */
export function editText(root: string, file: string, replacements: readonly Replacement[]): string {
  const before = readFileSync(join(root, file), 'utf8')
  const after = replacements.reduce((text, [place, by]) => {
    placeIn(text, place, file)
    return text.replace(place, () => by)
  }, before)
  writeFileSync(join(root, file), after)
  return file
}

/** Throws where the text has no such place: it is not laid out as it was. */
export function placeIn(text: string, place: RegExp, file: string): RegExpExecArray {
  const at = place.exec(text)
  if (at === null) throw new Error(`${file} has nothing like ${place}; its layout has changed`)
  return at
}
