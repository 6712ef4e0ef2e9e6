const annotations: ReadonlySet<string> = new Set([
  ...['description', 'title', 'examples', 'example', 'default', '$comment', 'readOnly', 'writeOnly'],
  ...['deprecated', 'externalDocs', 'xml'],
])

/** Whether a keyword of JSON Schema, or of OpenAPI, says nothing of which values are valid. */
export function isAnnotation(keyword: string): boolean {
  return annotations.has(keyword) || keyword.startsWith('x-')
}

/** Keywords that payloads can be drawn by. */
export const drawable: ReadonlySet<string> = new Set([
  ...['$ref', 'const', 'enum', 'type', 'properties', 'required', 'items', 'minItems', 'maxItems'],
  ...['minLength', 'maxLength', 'minimum', 'maximum'],
])

/** Types that payloads can be drawn of, alone or in a list. */
export const drawableTypes = ['object', 'array', 'string', 'integer', 'boolean', 'null'] as const
