/** A family of characters that software treats alike, by what it is called. */
type Family = readonly [name: string, holds: RegExp]

/** The narrow ones first: the first that holds all of several characters is what they have in common. */
const families: readonly Family[] = [
  ['emoji modifiers', /^[\u{1f3fb}-\u{1f3ff}]$/u],
  ['variation selectors', /^\p{Variation_Selector}$/u],
  ['format characters', /^\p{Cf}$/u],
  ['line and paragraph separators', /^[\p{Zl}\p{Zp}]$/u],
  ['line ends', /^[\r\n]$/u],
  ['tabs', /^\t$/u],
  ['control characters', /^\p{Cc}$/u],
  ['blanks', /^[ \u00a0\u3000]$/u],
  ['blanks of any kind', /^[\s\u200b]$/u],
  ['combining marks', /^\p{M}$/u],
  ['characters that are not seen', /^[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]$/u],
  ['characters beyond U+FFFF', /^[\u{10000}-\u{10ffff}]$/u],
  ['digits', /^[0-9]$/],
  ['letters', /^[A-Za-z]$/],
  ['letters with accents', /^[\u00c0-\u024f\u1e00-\u1eff]$/u],
  ['Arabic characters', /^[\p{Script=Arabic}\p{Script_Extensions=Arabic}]$/u],
  ['Chinese characters', /^\p{Script=Han}$/u],
  ['characters beyond Latin-1', /^[^\0-\u00ff]$/u],
  ['characters beyond ASCII', /^[^\0-\u007f]$/u],
]

/** As many characters are named where they have no family in common. */
const named = 4

/** What characters have in common, in a few words; those of ASCII that no family has are named themselves. */
export function whatTheyAre(characters: ReadonlySet<string>): string {
  const all = [...characters]
  const family = families.find(([, holds]) => all.every((char) => holds.test(char)))
  if (family) return family[0]
  if (all.length > named) return 'characters of several kinds'
  return `the sign${all.length > 1 ? 's' : ''} ${all.sort().join(' ')}`
}
