import { readText, whyUnreadable } from '../text-file.ts'
import { UsageError } from '../usage-error.ts'
import { problemOf, publishedSchema } from './published-schema.ts'

/** A kind of file that this package writes and reads again: its JSON Schema, and what it is called. */
export interface PublishedFile {
  readonly schema: string
  /** Such as `run record`. */
  readonly name: string
  /** Where such a file comes from. */
  readonly from: string
}

/** Reads a file of that kind. Throws UsageError for one that cannot be read, is not JSON or does not fit its schema. */
export function readPublished<Value>(file: string, kind: PublishedFile): Value {
  const { schema, name, from } = kind
  const found = parse(file, kind)
  const fits = publishedSchema<Value>(schema)
  if (fits(found)) return found
  throw new UsageError(`${file} is no ${name}: ${problemOf(fits)}; expected a ${name}, ${from}`)
}

function parse(file: string, { name, from }: PublishedFile): unknown {
  try {
    return JSON.parse(readText(file))
  } catch (error) {
    const why = error instanceof SyntaxError ? `is no ${name}: it is not JSON` : whyUnreadable(error)
    throw new UsageError(`${file} ${why}; expected a ${name}, ${from}`)
  }
}
