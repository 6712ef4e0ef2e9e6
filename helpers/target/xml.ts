import type { XmlDocument } from 'libxml2-wasm'
import type { Answer } from './answer.ts'

/** A body read as XML: every text a client could find in it, or why it is not well-formed. */
export type XmlReading =
  | { readonly wellFormed: true; readonly texts: ReadonlyMap<string, readonly string[]> }
  | { readonly wellFormed: false; readonly problem: string }

/**
 * Reads the body strictly as XML 1.0, in the encoding that it declares (or, declaring none, in the charset of its
 * media type, RFC 7303). `texts` holds, by local name, the text of each element without children and of each attribute.
 */
export async function readXml(answer: Answer): Promise<XmlReading> {
  // Loaded where there is XML to read: it takes 50 ms, which a plan or a list of checks would wait for in vain.
  const { ParseOption, XmlDocument } = await import('libxml2-wasm')
  // No network, no external entities, no DTD from elsewhere: the server under test is not trusted.
  const option =
    ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG
  const charset = declaresEncoding(answer.body) ? undefined : charsetOf(answer)
  let document: XmlDocument
  try {
    document = XmlDocument.fromBuffer(answer.body, { option, ...(charset && { encoding: charset }) })
  } catch (error) {
    return { wellFormed: false, problem: firstLine(error) }
  }
  try {
    const texts = new Map<string, string[]>()
    // Two questions, as the union of both compares each node of the one with each of the other.
    for (const node of [...document.find('//*[not(*)]'), ...document.find('//@*')]) {
      const name = 'name' in node && typeof node.name === 'string' ? localName(node.name) : ''
      const same = texts.get(name)
      if (same) same.push(node.content)
      else texts.set(name, [node.content])
    }
    return { wellFormed: true, texts }
  } finally {
    document.dispose()
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function declaresEncoding(body: Uint8Array): boolean {
  const start = Buffer.from(body.subarray(0, 200)).toString('latin1')
  return (
    /^(?:\u00EF\u00BB\u00BF)?<\?xml[^>]*\sencoding\s*=/.test(start) || /^(?:\xFE\xFF|\xFF\xFE)/.test(start)
  )
}

function charsetOf(answer: Answer): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(answer.header('content-type') ?? '')?.[1]?.toLowerCase()
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? 'unreadable'
}
