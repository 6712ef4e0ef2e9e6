const indent = '  '

/** What is nested deeper stays as it was sent: its lines would grow with the square of its depth. */
const deepest = 20

/**
 * Sets out JSON and XML on lines of their own. Only white space between the signs of the format is touched: what a
 * parser would smooth away (a member given twice, 1.0, an entity) stays as it was sent. Other texts stay as they are.
 */
export function setOut(body: string): string {
  return (isJson(body) ? setOutJson(body) : setOutXml(body)) ?? body
}

function isJson(body: string): boolean {
  if (!/^\s*[[{]/.test(body)) return false
  try {
    JSON.parse(body)
    return true
  } catch {
    return false
  }
}

/** Undefined where it is nested too deep. */
function setOutJson(body: string): string | undefined {
  const tokens = body.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? []
  let depth = 0
  let text = ''
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1] ?? ''
    const [opened, closes] = [isOneOf('{[', before), isOneOf('}]', token)]
    if (closes) depth--
    // An empty object or list stays on its line.
    if (before === ',' || opened !== closes) text += `\n${indent.repeat(depth)}`
    text += token === ':' ? ': ' : token
    if (isOneOf('{[', token) && ++depth > deepest) return undefined
  }
  return text
}

function isOneOf(signs: string, token: string): boolean {
  return token.length === 1 && signs.includes(token)
}

/** Undefined where start and end tags do not pair, or it is nested too deep. Text is never moved: only what stands between two tags is. */
function setOutXml(body: string): string | undefined {
  if (!/^\s*</.test(body)) return undefined
  const tokens = body.match(/<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|</gs) ?? []
  const kept = tokens.filter((token, at) => token.trim() !== '' || isContent(tokens, at))
  let depth = 0
  let text = ''
  for (const [at, token] of kept.entries()) {
    const [before, kind] = [kindOf(kept[at - 1] ?? ''), kindOf(token)]
    const ownLine = before !== 'text' && kind !== 'text' && !(before === 'start' && kind === 'end')
    if (kind === 'end') depth--
    if (depth < 0) return undefined
    text += ownLine ? `\n${indent.repeat(depth)}${token}` : token
    if (kind === 'start' && ++depth > deepest) return undefined
  }
  return depth === 0 ? text : undefined
}

/** White space that is all there is in an element may be what was sent. */
function isContent(tokens: readonly string[], at: number): boolean {
  return kindOf(tokens[at - 1] ?? '') === 'start' && kindOf(tokens[at + 1] ?? '') === 'end'
}

function kindOf(token: string): 'start' | 'end' | 'alone' | 'text' {
  if (!token.startsWith('<') || token.startsWith('<![CDATA[')) return 'text'
  if (token.startsWith('</')) return 'end'
  return /^<[?!]|\/>$/.test(token) ? 'alone' : 'start'
}
