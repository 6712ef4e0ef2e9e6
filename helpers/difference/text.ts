import { type Change, type Changes, changesBetween } from './changes.ts'
import { countOf } from './characters.ts'
import { whatTheyAre } from './families.ts'
import { textRules } from './text-rules.ts'

/** Characters up to which it is tried what was done to a text. */
const tried = 10_000

/** What happened to a text, as something that is said of texts: `texts lose format characters`. Undefined for another text. */
export function whatHappenedTo(sent: string, seen: string): string | undefined {
  if (seen === '') return 'texts come back empty'
  if (sent.length <= tried && seen.length <= tried * 2) {
    const rule = textRules.find(({ of }) => of(sent) === seen)
    if (rule) return rule.says
  }
  const happened = cut(sent, seen)
  if (happened !== undefined) return `texts ${happened}`
  const changes = changesBetween(sent, seen)
  if (!changes) return undefined
  const said = changed(sent, seen, changes)
  return replaced(changes) ?? (said === undefined ? undefined : `texts ${said}`)
}

/** Cut off at a length: which unit was counted in is told by the bytes beside the characters. */
function cut(sent: string, seen: string): string | undefined {
  const whole = seen.replace(/[…\ufffd]$|\.\.\.$/, '')
  if (whole !== '' && sent.startsWith(whole)) {
    const [characters, bytes] = [countOf(whole), Buffer.byteLength(whole)]
    const inBytes = bytes === characters ? '' : ` (${bytes} bytes)`
    return `are cut off after ${inCharacters(characters)}${inBytes}`
  }
  return sent.endsWith(seen) ? `lose the beginning but for ${inCharacters(countOf(seen))}` : undefined
}

function inCharacters(count: number): string {
  return `${count} character${count === 1 ? '' : 's'}`
}

/** Characters that have become others of their own: a part of a text, where the whole is not normalised. */
function replaced({ changes }: Changes): string | undefined {
  const isEach = (holds: (change: Change) => boolean) => changes.length > 0 && changes.every(holds)
  const isMapped = isEach(({ from, to }) => to !== '' && from.normalize('NFKC') === to)
  if (isMapped && changes.some(({ from, to }) => from.normalize('NFC') !== to))
    return 'compatibility characters are replaced by ordinary ones, as NFKC does'
  const isOtherHan = isEach(({ from, to }) => han.test(from) && han.test(to))
  return isOtherHan ? 'Chinese characters are replaced by others' : undefined
}

const han = /^\p{Script=Han}+$/u

function changed(sent: string, seen: string, found: Changes): string | undefined {
  const { changes } = found
  const [lost, come] = [
    charactersOf(changes.map(({ from }) => from)),
    charactersOf(changes.map(({ to }) => to)),
  ]
  const keptCount = countOf(found.kept) + changes.reduce((sum, { kept }) => sum + countOf(kept), 0)
  if (come.size === 0) {
    // Letters and digits that are dropped are dropped everywhere; else it is another value, which happens to be shorter.
    const named = [...lost].filter(isOfNames)
    const isOther =
      named.some((char) => seen.includes(char)) || (named.length > 0 && named.length < lost.size)
    return isOther || keptCount * 4 < countOf(sent) ? undefined : `lose ${whatTheyAre(lost)}`
  }
  if (lost.size > 0 && isPlaceholder(come))
    return `have ${[...come].map(nameOf).join(' and ')} in place of ${whatTheyAre(lost)}`
  if (keptCount * 2 < Math.min(countOf(sent), countOf(seen))) return undefined
  if ([...lost, ...come].some(isOfNames)) return undefined
  if (lost.size === 0) return `get more than was sent: ${whatTheyAre(come)}`
  return `have other characters in place of ${whatTheyAre(lost)}`
}

/** The values of a run differ in ASCII letters and digits: where these have become others, it is another of them. */
function isOfNames(char: string): boolean {
  return /[A-Za-z0-9]/.test(char)
}

function charactersOf(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => [...text]))
}

/** Whether these are what software writes for what it cannot. */
function isPlaceholder(characters: ReadonlySet<string>): boolean {
  return [...characters].every((char) => '?\ufffd_ \u25a1'.includes(char))
}

function nameOf(char: string): string {
  return char === ' ' ? 'blanks' : char === '\ufffd' ? 'U+FFFD' : `"${char}"`
}
