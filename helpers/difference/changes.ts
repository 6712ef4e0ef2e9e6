import { commonEnd, commonStart } from './characters.ts'

/** A run of characters that has become another one, which may be nothing, and what is as it was before it. */
export interface Change {
  readonly kept: string
  readonly from: string
  readonly to: string
}

export interface Changes {
  readonly changes: readonly Change[]
  /** What is as it was after the last of them. */
  readonly kept: string
}

/** Characters up to which two texts are compared one by one, beyond what they begin and end with. */
const compared = 1_100

/** What has to be changed in a text to make it another one; undefined where both are too long to be compared. */
export function changesBetween(a: string, b: string): Changes | undefined {
  const start = commonStart(a, b)
  const end = commonEnd(a, b, start)
  const [from, to] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (from.length > 2 * compared || to.length > 2 * compared) return undefined
  const head = a.slice(0, start)
  const tail = a.slice(a.length - end)
  if (from === '' || to === '') return { changes: from === to ? [] : [{ kept: head, from, to }], kept: tail }
  return align(head, [...from], [...to], tail)
}

/** By the longest common subsequence of characters. */
function align(head: string, from: readonly string[], to: readonly string[], tail: string): Changes {
  const width = to.length + 1
  // How many characters the rests of both have in common, from each place on.
  const common = new Uint16Array((from.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--)
      common[i * width + j] = from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const changes: Change[] = []
  let kept = head
  let change = { from: '', to: '' }
  const close = () => {
    if (change.from === '' && change.to === '') return
    changes.push({ kept, ...change })
    kept = ''
    change = { from: '', to: '' }
  }
  for (let i = 0, j = 0; i < from.length || j < to.length; ) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      close()
      kept += from[i]
      i++
      j++
    } else if (j >= to.length || (i < from.length && at(i + 1, j) >= at(i, j + 1))) change.from += from[i++]
    else change.to += to[j++]
  }
  close()
  return { changes, kept: kept + tail }
}
