import type { Contract } from '../contract.ts'
import { folded } from './page.ts'

/** A passage that a requirement rests on: a document, and a section of it as the catalogue spells it. */
export interface Citation {
  readonly requirement: string
  readonly document: string
  readonly section: string
}

/** What the requirements of a contract rest on; one may rest on several sections, divided by semicolons. */
export function citationsOf({ requirements }: Contract): Citation[] {
  return Object.entries(requirements).flatMap(([requirement, { source }]) =>
    source.section
      .split(';')
      .map((section) => ({ requirement, document: source.document, section: section.trim() })),
  )
}

/** What a section may be headed with: all of it, or what stands before one of its commas. */
export function headingsOf(section: string): string[] {
  const parts = section.split(',')
  return parts.map((_, at) =>
    parts
      .slice(0, parts.length - at)
      .join(',')
      .trim(),
  )
}

/** The heading that a section stands under, of those that there are. */
export function headingFor(section: string, headings: readonly string[]): string | undefined {
  for (const wanted of headingsOf(section)) {
    const found = headings.find((heading) => folded(heading) === folded(wanted))
    if (found !== undefined) return found
  }
  return undefined
}
