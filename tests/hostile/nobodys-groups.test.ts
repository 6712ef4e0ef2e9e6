import { describe, expect, test } from 'vitest'
import { endpoints } from '../run/in-process.ts'
import { type Arrived, json, jsonOf, judgeLiar, type Lie, type Row, type Site, showing } from './liar.ts'

interface Told {
  readonly lie: Lie
  /** What the run says that it left. */
  readonly told: RegExp
  /** Groups that the lie itself does harm to. */
  readonly harmed?: (site: Site['side']) => readonly string[]
  /** Removals after which no more are sent. */
  readonly removals?: number
  /** Whether groups of the run stay behind. */
  readonly leaves?: true
}

/** The mark of the run, as it stands in what a request sends. */
const markIn = ({ text, url }: Arrived) => /guc[0-9a-z]{8}/.exec(text + url)?.[0]

/** A creation that is carried out, and told with another id than it has. */
function createdAs(idFor: (site: Site, at: number) => string | undefined | Promise<string>): Lie {
  return (site) => {
    let count = 0
    return async ({ operation }, pass) => {
      if (operation !== 'create') return undefined
      const id = await idFor(site, count++)
      const passed = await pass()
      return id === undefined ? undefined : showing(passed, site.side.created(id))
    }
  }
}

const overwriting: Lie =
  ({ side, mock }) =>
  async ({ operation, text }) => {
    if (operation !== 'create') return undefined
    await side.rename(mock, side.neighbour, JSON.parse(text).name)
    return json(side.created(side.neighbour), 201)
  }

const oneId: Lie = ({ side }) => {
  let first: string | undefined
  return async ({ operation }, pass) => {
    if (operation !== 'create') return undefined
    const passed = await pass()
    first ??= /"_?id":"([^"]+)"/.exec(passed.body.toString())?.[1]
    return showing(passed, side.created(first ?? ''))
  }
}

const creates: Readonly<Record<string, Told>> = {
  'a group that was there': {
    lie: createdAs(({ side }) => side.neighbour),
    told: /was left alone: it was there before the run/,
  },
  'a group that was there, and overwrites it': {
    lie: overwriting,
    told: /was left alone: it was there before the run/,
    harmed: ({ neighbour }) => [neighbour],
  },
  'a group that somebody made just now': {
    lie: createdAs(({ addSomebodys }) => addSomebodys()),
    told: /was left alone: it holds the name "somebody’s \d+" and not the mark of this run/,
  },
  'a group of another owner or tenant': {
    lie: createdAs(({ side: { somebodys } }, at) => somebodys[1 + (at % (somebodys.length - 1))]),
    told: /was left alone: it (was there before|holds the name "Hopi")/,
  },
  'an id that no group has': {
    lie: createdAs((_, at) => `${at}`.padStart(24, '0')),
    told: /was left alone: no such group was there when it was read back/,
  },
  'one id for all': { lie: oneId, told: /was left alone: another new group was given the same id/ },
  'a group that was there, once the run is under way': {
    lie: createdAs(({ side }, at) => (at < 8 ? undefined : side.neighbour)),
    told: /was left alone: it was there before the run/,
  },
}

/**
 * Groups that a list shows otherwise, once the run has made one. A search for the mark shows all groups so; the list of
 * all groups, where there is nothing else to read one by, shows them as they are.
 */
function listedAs(
  change: (row: Row, mark: string) => readonly Row[],
  { begin, before }: { begin?: (site: Site) => Promise<unknown>; before?: readonly Row[] } = {},
): Lie {
  return (site) => {
    const { side, mock } = site
    let mark: string | undefined
    let begun: Promise<unknown> | undefined
    return async (asked, pass) => {
      const searched = markIn(asked)
      if (asked.operation === 'create') {
        mark ??= searched
        begun ??= begin?.(site)
      }
      if (asked.operation !== 'list') return undefined
      await begun
      if (mark === undefined) return before && showing(await pass(), side.list(before))
      const seen = mark
      if (side.search && searched === undefined) return undefined
      const rows = side.search ? await side.all(mock) : side.rows(jsonOf(await pass()))
      return showing(await pass(), side.list(rows.flatMap((row) => change(row, seen))))
    }
  }
}

const isRuns = (row: Row) => JSON.stringify(row).includes('guc')
const marked = (row: Row, mark: string) => (isRuns(row) ? row : { ...row, name: `${mark}G1N1` })
const addOne = { begin: ({ addSomebodys }: Site) => addSomebodys() }

const lists: Readonly<Record<string, Told>> = {
  'groups of others under the mark': {
    lie: listedAs((row, mark) => [marked(row, mark)]),
    told: /was given a name of this run and is not its own|left alone: it does not bear its mark/,
  },
  'new groups of others under the mark': {
    lie: listedAs((row, mark) => [marked(row, mark)], addOne),
    told: /left alone: it does not bear its mark/,
  },
  'groups of others that it hid before under the mark': {
    lie: listedAs((row, mark) => [marked(row, mark)], { before: [] }),
    told: /left alone: it does not bear its mark/,
  },
  'groups of others twice, under the mark and as they are': {
    lie: listedAs((row, mark) => (isRuns(row) ? [row] : [marked(row, mark), row]), addOne),
    told: /left alone: it does not bear its mark/,
  },
}

/** Removals that are done otherwise than they are asked for; a status of 400 or more is told though it was done. */
function removedAs(how: (site: Site, at: number) => number | undefined | Promise<number>): Lie {
  return (site) => {
    let count = 0
    return async ({ operation }, pass) => {
      if (operation !== 'remove') return undefined
      const status = await how(site, count++)
      if (status === undefined) return undefined
      if (status >= 400) await pass()
      return json({ success: status < 400 ? 1 : 0, message: '', data: '' }, status)
    }
  }
}

const removing =
  (status?: number) =>
  async ({ side, mock }: Site): Promise<number> => {
    await side.drop(mock, side.neighbour)
    return status ?? 200
  }

const removals: Readonly<Record<string, Told>> = {
  'says that it is done, and does nothing': {
    lie: removedAs(() => 200),
    told: /removed and is still listed|was not removed/,
    leaves: true,
  },
  'does nothing from the second on': {
    lie: removedAs((_, at) => (at > 0 ? 200 : undefined)),
    told: /was removed and is still listed/,
    leaves: true,
  },
  'says that it failed, and is done': {
    lie: removedAs(() => 500),
    told: /^(group \S+ was put back but for numbers, which cannot be read)?$/,
  },
  'removes a group of somebody’s instead': {
    lie: removedAs(removing()),
    told: /was not removed: when group \S+ was removed, \S+ went too, which had been there before; remove it by hand/,
    harmed: ({ neighbour }) => [neighbour],
    removals: 1,
    leaves: true,
  },
  'removes a group of somebody’s as well': {
    lie:
      (site) =>
      async ({ operation }, pass) => {
        if (operation !== 'remove') return undefined
        await removing()(site)
        return pass()
      },
    told: /was not removed: when group \S+ was removed, \S+ went too, which had been there before; remove it by hand/,
    harmed: ({ neighbour }) => [neighbour],
    removals: 1,
    leaves: true,
  },
}

describe.for(endpoints)('%s: nobody’s group is written to or removed', (endpoint) => {
  async function prove({ lie, told, harmed, removals, leaves }: Told): Promise<void> {
    const judged = await judgeLiar(endpoint, lie)
    expect(judged.touching).toEqual([])
    expect(judged.harmed).toEqual(harmed?.(judged.side) ?? [])
    expect(judged.leftovers.join('\n')).toMatch(told)
    if (!leaves) expect(judged.left).toEqual([])
    if (removals !== undefined) expect(judged.removals).toHaveLength(removals)
    // The siblings are never judged.
    const failed = judged.results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
    expect(failed).toEqual([])
    expect(judged.results.find(({ id }) => id === 'update-status')?.verdict).toBe('pass')
  }

  test.for(Object.entries(creates))('where a create answers with %s', ([, row]) => prove(row))
  test.for(Object.entries(lists))('where a list shows %s', ([, row]) => prove(row))
  test.for(Object.entries(removals))('where a removal %s', ([, row]) => prove(row))
})
