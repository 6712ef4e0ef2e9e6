import { expect, test } from 'vitest'
import { JointReads } from '../../helpers/fixtures/joint-reads.ts'

/** Reads that show each group in capitals, but for one that is gone; and which were asked for together. */
function capitals() {
  const asked: string[][] = []
  const reads = new JointReads<string, string>(async (groups) => {
    asked.push([...groups])
    const there = groups.filter((group) => group !== 'gone')
    return new Map(there.map((group) => [group, group.toUpperCase()]))
  })
  return { asked, reads }
}

test('groups are read together once all who take part have got as far', async () => {
  const { asked, reads } = capitals()
  let update = () => {}
  const updated = new Promise<void>((resolve) => {
    update = resolve
  })
  const slow = reads.join(async (read) => {
    await updated
    return read('b')
  })
  const quick = reads.join((read) => read('a'))
  expect(asked).toEqual([])
  update()
  expect(await Promise.all([quick, slow])).toEqual(['A', 'B'])
  expect(asked).toEqual([['a', 'b']])
})

test('who does not read after all is not waited for, whether it was refused or threw', async () => {
  const { asked, reads } = capitals()
  const refused = reads.join(async () => 'refused')
  const broken = reads.join(async () => {
    throw new Error('broken')
  })
  const waiting = reads.join((read) => read('a'))
  expect(asked).toEqual([])
  await expect(broken).rejects.toThrow('broken')
  expect(await Promise.all([waiting, refused])).toEqual(['A', 'refused'])
  expect(asked).toEqual([['a']])
})

test('a group that the reads do not show is undefined, and the next reads begin anew', async () => {
  const { asked, reads } = capitals()
  expect(await reads.join((read) => read('gone'))).toBeUndefined()
  expect(await reads.join((read) => read('a'))).toBe('A')
  expect(asked).toEqual([['gone'], ['a']])
})

test('reads that fail do so for all who take part', async () => {
  const reads = new JointReads<string, string>(async () => {
    throw new Error('cut off')
  })
  const both = await Promise.allSettled(['a', 'b'].map((group) => reads.join((read) => read(group))))
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
