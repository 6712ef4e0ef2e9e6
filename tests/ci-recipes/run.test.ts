import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { parse } from 'yaml'
import { madeUp, recordOf } from '../run/in-process.ts'
import { serve, started } from '../run/servers.ts'
import { recipe } from './recipe.ts'
import { Workspace } from './shell.ts'

interface Step {
  readonly if?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

const action: {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>
  readonly runs: { readonly steps: readonly Step[] }
} = parse(recipe('github/action.yml'))

interface Comment {
  readonly id: number
  readonly user: { readonly type: string }
  body: string
}

function jobIn(path: string, job: string): { readonly steps: readonly Step[] } {
  return parse(recipe(path)).jobs[job]
}

/** The one script of a job. */
function scriptIn(path: string, job: string): string {
  const [script, ...others] = jobIn(path, job).steps.flatMap(({ run }) => run ?? [])
  expect(others).toEqual([])
  return script ?? ''
}

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

  test('calls a missing setting inconclusive where it is told to', async () => {
    const { environment } = await started()
    const { SQS_UNPRIVILEGED_USERNAME: _, SQS_UNPRIVILEGED_PASSWORD: __, ...partly } = environment
    const inputs = environmentWith({ endpoint: 'sqs', 'require-all': 'true' })
    const told = await new Workspace().run(step?.run ?? '', { ...partly, ...inputs })
    expect(told.code).toBe(3)
    expect(told.stdout).toContain('SQS_UNPRIVILEGED_USERNAME')
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
  const { steps } = jobIn('github/workflow.yml', 'report')
  const { environment } = await started()
  const { run = '' } = action.runs.steps.find((each) => each.run !== undefined) ?? {}
  for (const shard of [1, 2, 3]) {
    const inputs = {
      VERSION: '0',
      ENDPOINT: 'sqs',
      FAIL_ON: 'must',
      BASELINE: '',
      REQUIRE_ALL: 'true',
      SEED: '4',
    }
    const part = { ...environment, ...inputs, SHARD: `${shard}/3`, REPORTS: `reports/${shard}` }
    expect((await workspace.run(run, part)).code).toBe(0)
  }
  const merge = steps.filter(({ run: script }) => script !== undefined)
  expect(merge.length).toBe(2)
  const mergeAll = async () => {
    const codes: number[] = []
    for (const { run: script = '', if: condition } of merge) {
      // What has no condition of its own is skipped once a step has failed.
      if (codes.every((code) => code === 0) || condition !== undefined)
        codes.push((await workspace.run(script, { GITHUB_STEP_SUMMARY: 'summary' })).code)
    }
    return codes
  }
  expect(await mergeAll()).toEqual([0, 0])
  const { file } = await workspace.run('true')
  expect(file('index.html')).toContain('<!doctype html>')
  expect(file('summary')).toMatch(/conformant/)
  rmSync(join(workspace.folder, 'reports/2'), { recursive: true })
  rmSync(join(workspace.folder, 'summary'))
  expect(await mergeAll()).toEqual([3, 3])
  expect(file('summary')).toContain('shard 2 of 3 is missing')
})

describe('the comment on a pull request', () => {
  const { script = '' } =
    jobIn('github/pull-request.yml', 'check').steps.find(({ uses }) =>
      uses?.startsWith('actions/github-script'),
    )?.with ?? {}

  /** The comments of an issue after the step ran where such files are, in front of these comments. */
  async function commentsAfter(before: readonly Comment[], summary?: string): Promise<Comment[]> {
    const comments = before.map((comment) => ({ ...comment }))
    const issues = {
      listComments: 'list',
      updateComment: async ({ comment_id, body }: { comment_id: number; body: string }) => {
        for (const comment of comments) if (comment.id === comment_id) comment.body = body
      },
      createComment: async ({ body }: { body: string }) => {
        comments.push({ id: comments.length + 1, user: { type: 'Bot' }, body })
      },
    }
    const files = {
      existsSync: () => summary !== undefined,
      readFileSync: () => summary,
    }
    const github = { rest: { issues }, paginate: async () => comments }
    const context = { repo: { owner: 'o', repo: 'r' }, issue: { number: 7 } }
    const run = new Function('github', 'context', 'require', `return (async () => {${script}})()`)
    await run(github, context, () => files)
    return comments
  }

  test('is made once and brought up to date after that, among the comments of others', async () => {
    const others = [
      { id: 1, user: { type: 'User' }, body: '<!-- group-update-conformance --> quoted by somebody' },
      { id: 2, user: { type: 'Bot' }, body: 'coverage' },
    ]
    const first = await commentsAfter(others, '# not-conformant')
    expect(first.map(({ body }) => body.split('\n').at(-1))).toEqual([
      others[0]?.body,
      'coverage',
      '# not-conformant',
    ])
    const second = await commentsAfter(first, '# conformant')
    expect(second).toHaveLength(3)
    expect(second[2]?.body).toMatch(/^<!-- .* -->\n# conformant$/)
  })

  test('says so where there is no summary', async () => {
    expect((await commentsAfter([]))[0]?.body).toContain('The run did not begin')
  })
})

test('the badge is pushed to a branch of its own', async () => {
  const workspace = new Workspace()
  const { environment } = await started()
  const script = scriptIn('github/badge.yml', 'badge')
  const setUp = 'git init -q && git init -q --bare ../$ORIGIN && git remote add origin ../$ORIGIN'
  const origin = { ORIGIN: `${basename(workspace.folder)}.git` }
  onTestFinished(() => rmSync(`${workspace.folder}.git`, { recursive: true }))
  expect((await workspace.run(setUp, origin)).code).toBe(0)
  const check = 'npx --yes x run sqs --only auth-missing --env .env'
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
  writeFileSync(join(workspace.folder, '.env'), settings.join('\n'))
  expect((await workspace.run(check)).code).toBe(0)
  for (let turn = 0; turn < 2; turn++) {
    const told = await workspace.run(script)
    expect(told.code, told.stderr).toBe(0)
  }
  const { stdout } = await workspace.run('git --git-dir ../$ORIGIN show badges:conformance.json', origin)
  expect(JSON.parse(stdout)).toEqual({
    schemaVersion: 1,
    label: 'sqs conformance',
    message: 'partial',
    color: 'yellowgreen',
  })
})

test('the nightly run sends a message where something changed, and only then', async () => {
  const workspace = new Workspace()
  const sent: string[] = []
  const hook = await serve(async (incoming, response) => {
    let body = ''
    for await (const part of incoming) body += part
    sent.push(body)
    response.end()
  })
  const script = scriptIn('github/scheduled.yml', 'check')
  const night = async (verdict: 'pass' | 'fail') => {
    const record = recordOf([madeUp('sqs', ({ id }) => (id === 'auth-missing' ? verdict : 'pass'))])
    mkdirSync(join(workspace.folder, 'reports'), { recursive: true })
    writeFileSync(join(workspace.folder, 'reports/conformance.json'), JSON.stringify(record))
    const told = await workspace.run(script, { WEBHOOK: hook })
    expect(told.code, told.stderr).toBe(0)
    return sent.splice(0)
  }
  expect(await night('pass')).toEqual([])
  expect(await night('pass')).toEqual([])
  const [message = '', ...more] = await night('fail')
  expect(more).toEqual([])
  expect(JSON.parse(message).text).toContain('newly failing: sqs auth-missing: pass, then fail')
  expect(await night('fail')).toEqual([])
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

describe('the script for Jenkins', () => {
  const [, script = ''] = /sh '''(.+?)'''/s.exec(recipe('jenkins/Jenkinsfile')) ?? []

  test('runs for a user without a home, and no secret is put into it', async () => {
    const workspace = new Workspace()
    const { environment } = await started()
    const job = { ...environment, HOME: '', WORKSPACE_TMP: join(workspace.folder, 'tmp') }
    const told = await workspace.run(script, job, 'sh')
    expect(told.code, told.stderr).toBe(0)
    expect(told.has('reports/junit.xml')).toBe(true)
    expect(recipe('jenkins/Jenkinsfile')).not.toMatch(/sh "/)
  })

  test('is told that its job was stopped, and leaves reports', async () => {
    const workspace = new Workspace()
    const { environment } = await started({ delay: 100 })
    const env = workspace.environment({ ...environment, WORKSPACE_TMP: join(workspace.folder, 'tmp') })
    const job = spawn('sh', ['-xe', '-c', script], { cwd: workspace.folder, env })
    const record = join(workspace.folder, 'reports/conformance.json')
    await vi.waitUntil(() => existsSync(record), { timeout: 20_000 })
    job.kill('SIGTERM')
    await once(job, 'exit')
    expect(readFileSync(join(workspace.folder, 'reports/junit.xml'), 'utf8')).toContain('cut off')
  })
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
