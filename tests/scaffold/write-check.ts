import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { editJson, editText, placeIn } from './edit.ts'
import { fillIn } from './fill-in.ts'
import { faultFileOf, faultOf, needsRow, type WantedCheck } from './wanted-check.ts'

/** Writes the row, the check and the fault under a folder; gives the files, which are not formatted. */
export function writeCheck(root: string, wanted: WantedCheck): string[] {
  return [
    ...(needsRow(wanted) ? [writeRow(root, wanted)] : []),
    writeCheckItself(root, wanted),
    ...writeFault(root, wanted),
  ]
}

function writeRow(root: string, { endpoint, requirement }: WantedCheck): string {
  const row = {
    level: fillIn('MUST, SHOULD or INFERRED, as the basis allows'),
    basis: fillIn('page, sample, vendor, standard or inferred'),
    duty: fillIn('one sentence in words of your own that begins with A server or An answer'),
    source: {
      document: fillIn('the document that says so'),
      section: fillIn('where in that document'),
    },
  }
  return editJson(root, `schemas/${endpoint}/requirements.json`, ({ requirements }) => ({
    requirements: { ...requirements, [requirement]: row },
  }))
}

function writeCheckItself(root: string, { behaviour, check, requirement }: WantedCheck): string {
  const text = `
  check('${check}', '${fillIn('a sentence that begins with its level')}', { of: '${requirement}' }, async (t) => {
    const answer = await t.send(t.group.update())
    t.expectAccepted(answer)
    t.expect(false, '${fillIn('what is expected of the answer')}', '${fillIn('what came instead')}', answer)
  }),
])
`
  // Up to the end of the list, which is the first line that holds nothing else.
  const list = new RegExp(`(?<= = behaviour\\('${behaviour}', \\[\\n.*?\\n)\\]\\)\\n`, 's')
  return editText(root, `suites/${behaviour}.ts`, [[list, text]])
}

function writeFault(root: string, wanted: WantedCheck): string[] {
  const { endpoint, behaviour, check } = wanted
  const catalogue = `mock/faults/${endpoint}/all.ts`
  const name = check.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  const all = readFileSync(join(root, catalogue), 'utf8')
  const [importOfType, type] = placeIn(all, /^import type \{ (\w+) \} from .*$/m, catalogue)
  const fault = `${importOfType}

export const ${name}: readonly ${type}[] = [
  {
    id: '${faultOf(wanted)}',
    lie: '${fillIn('the lie, in one sentence')}',
    behaviour: '${behaviour}',
    checks: ['${check}'],
    decisions: () => {
      throw new Error('${fillIn('the decisions of the reference server that tell the lie')}')
    },
  },
]
`
  writeFileSync(join(root, faultFileOf(wanted)), fault)
  return [
    faultFileOf(wanted),
    editText(root, catalogue, [
      [/^/, `import { ${name} } from './${check}.ts'\n`],
      [/\]\n$/, `  ...${name},\n]\n`],
    ]),
  ]
}
