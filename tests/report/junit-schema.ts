import { readFileSync } from 'node:fs'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'

const schema = readFileSync(new URL('junit.xsd', import.meta.url))

/** Why a text is not JUnit XML; empty when it is. */
export function junitProblems(text: string): string[] {
  const xsd = XmlDocument.fromBuffer(schema)
  const validator = XsdValidator.fromDoc(xsd)
  try {
    const document = XmlDocument.fromString(text)
    try {
      validator.validate(document)
      return []
    } finally {
      document.dispose()
    }
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).trim().split('\n')
  } finally {
    validator.dispose()
    xsd.dispose()
  }
}

/** An element of a JUnit document as plain data. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly text: string
}

/** Reads a JUnit document; throws where it is not well-formed. */
export function readElement(text: string): Element {
  const document = XmlDocument.fromString(text)
  try {
    return plain(document, '/*')[0] ?? { name: '', attributes: {}, children: [], text: '' }
  } finally {
    document.dispose()
  }
}

function plain(document: XmlDocument, path: string): Element[] {
  return document.find(path).map((node, at) => {
    const here = `${path}[${at + 1}]`
    const attributes = document.find(`${here}/@*`).map((each) => [nameOf(each), each.content])
    return {
      name: nameOf(node),
      attributes: Object.fromEntries(attributes),
      children: plain(document, `${here}/*`),
      text: node.content,
    }
  })
}

function nameOf(node: object): string {
  return 'name' in node ? String(node.name) : ''
}

/** The children of that name. */
export function childrenOf({ children }: Element, name: string): Element[] {
  return children.filter((child) => child.name === name)
}
