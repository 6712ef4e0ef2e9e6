import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { started } from '../run/servers.ts'
import { recipe } from './recipe.ts'
import { Workspace } from './shell.ts'

interface Step {
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

const action: {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly runs: { readonly steps: readonly Step[] }
} = parse(recipe('github/action.yml'))

describe('the action for GitHub', () => {
  const step = action.runs.steps.find(({ run }) => run !== undefined)

  /** The environment of its step, with inputs put in as GitHub does. */
  function environmentWith(inputs: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(step?.env ?? {}).map(([name, value]) => [
        name,
        value.replace(
          /\$\{\{ inputs\.([a-z-]+) \}\}/,
          (_, input) => inputs[input] ?? action.inputs[input]?.default ?? '',
        ),
      ]),
    )
  }

  test('has no input in the text of its script', () => {
    expect(step?.run).not.toContain('${{')
    expect(step?.run).not.toMatch(/\beval\b/)
  })

  test('runs with its defaults, annotates and writes the summary', async () => {
    const { environment } = await started({ faults: ['sqs-password-prefix'] })
    const job = { ...environment, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary' }
    const told = await new Workspace().run(step?.run ?? '', {
      ...job,
      ...environmentWith({ endpoint: 'sqs' }),
    })
    expect(told.code, told.stderr).toBe(1)
    expect(told.stdout).toMatch(/^::error title=sqs auth-password-prefix::/m)
    expect(told.file('summary')).toContain('auth-password-prefix')
    expect(told.has('reports/junit.xml')).toBe(true)
  })

  test('hands on each input as one argument, whatever it holds', async () => {
    const odd = 'a b; touch owned $(touch owned) `touch owned` \' " *'
    const inputs = {
      reports: odd,
      baseline: odd,
      shard: odd,
      endpoint: '--list',
      'fail-on': odd,
      seed: odd,
      version: odd,
    }
    const told = await new Workspace().run(step?.run ?? '', environmentWith(inputs))
    expect(told.calls).toEqual([
      [
        '--yes',
        `group-update-conformance@${odd}`,
        'run',
        ...['fail-on', 'seed', 'reports', 'baseline', 'shard'].map((option) => `--${option}=${odd}`),
        '--',
        '--list',
      ],
    ])
    expect(told.code).toBe(2)
    expect(told.has('owned')).toBe(false)
  })
})

test('the shards of the workflow for GitHub are merged into one report', async () => {
  const workspace = new Workspace()
  const workflow: { jobs: { report: { steps: Step[] } } } = parse(recipe('github/workflow.yml'))
  const { environment } = await started()
  const { run = '' } = action.runs.steps.find((each) => each.run !== undefined) ?? {}
  for (const shard of [1, 2, 3]) {
    const inputs = { VERSION: '0', ENDPOINT: 'sqs', FAIL_ON: 'must', BASELINE: '', SEED: '4' }
    const part = { ...environment, ...inputs, SHARD: `${shard}/3`, REPORTS: `reports/${shard}` }
    expect((await workspace.run(run, part)).code).toBe(0)
  }
  const merge = workflow.jobs.report.steps.flatMap((step) => step.run ?? [])
  expect(merge.length).toBe(2)
  for (const script of merge)
    expect((await workspace.run(script, { GITHUB_STEP_SUMMARY: 'summary' })).code).toBe(0)
  const { file } = await workspace.run('true')
  expect(file('index.html')).toContain('<!doctype html>')
  expect(file('summary')).toMatch(/conformant/)
})

test("GitLab's jobs run and merge as they stand", async () => {
  const template = parse(recipe('gitlab/conformance.gitlab-ci.yml'))
  const workspace = new Workspace()
  const { environment } = await started()
  for (const shard of ['1', '2', '3']) {
    const job = { CI_NODE_INDEX: shard, CI_NODE_TOTAL: '3', CI_PIPELINE_IID: '71' }
    const told = await workspace.run(template.conformance.script.join('\n'), { ...environment, ...job }, 'sh')
    expect(told.code, told.stderr).toBe(0)
    expect(told.has(template.conformance.artifacts.reports.junit.replace('*', shard))).toBe(true)
  }
  const told = await workspace.run(template['conformance-report'].script.join('\n'), {}, 'sh')
  expect(told.code, told.stderr).toBe(0)
  for (const path of template['conformance-report'].artifacts.paths) expect(told.has(path)).toBe(true)
})

test("Jenkins' script is one that the command takes, and no secret is put into it", async () => {
  const [, script = ''] = /sh '([^']+)'/.exec(recipe('jenkins/Jenkinsfile')) ?? []
  const { environment } = await started()
  const told = await new Workspace().run(script, environment, 'sh')
  expect(told.code, told.stderr).toBe(0)
  expect(told.has('reports/junit.xml')).toBe(true)
  expect(recipe('jenkins/Jenkinsfile')).not.toContain('sh "')
})

test('the CronJob gives the command settings that it takes, secrets as files', async () => {
  const { spec } = parse(recipe('kubernetes/cronjob.yaml'))
  const [container] = spec.jobTemplate.spec.template.spec.containers
  const workspace = new Workspace()
  const { environment } = await started()
  const files: Record<string, string | undefined> = {
    '/secrets/username': environment.SQS_USERNAME,
    '/secrets/password': environment.SQS_PASSWORD,
  }
  const given: [string, string][] = container.env.map(({ name, value }: { name: string; value: string }) => {
    if (!name.endsWith('_FILE'))
      return [name, name === 'SQS_BASE_URL' ? (environment.SQS_BASE_URL ?? '') : value]
    const path = join(workspace.folder, name)
    writeFileSync(path, `${files[value]}\n`)
    return [name, path]
  })
  const args: string[] = container.args.map((arg: string) => arg.replace(/^\/reports$/, 'reports'))
  const told = await workspace.run(`npx --yes x ${args.join(' ')}`, Object.fromEntries(given), 'sh')
  expect(told.code, told.stdout + told.stderr).toBe(0)
  expect(told.stdout).toMatch(/^sqs at /m)
})

test('the container runs the command of the package as no root', () => {
  const lines = recipe('container/Dockerfile').split('\n')
  const after = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))
  expect(after('USER')).toEqual(['node'])
  expect([...JSON.parse(after('ENTRYPOINT')[0] ?? ''), ...JSON.parse(after('CMD')[0] ?? '')]).toEqual([
    'group-update-conformance',
    'run',
    '--reports',
    '/reports',
  ])
})
