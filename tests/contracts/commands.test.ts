import { fileURLToPath } from 'node:url'
import { describe, expect } from 'vitest'
import { test } from '../run/command.ts'
import { startRota, tokens } from '../third-endpoint/server.ts'

const teams = fileURLToPath(new URL('../third-endpoint/teams', import.meta.url))

describe('with a contract from outside', () => {
  const settingsOf = (url: string) => ({ TEAMS_BASE_URL: url, TEAMS_API_KEY: tokens.editor })

  test('--list says what would be checked and sent', async ({ command }) => {
    const environment = { ...settingsOf('http://127.0.0.1:9'), CONFORMANCE_CONTRACTS: teams }
    const { code, stdout } = await command(['run', '--list'], { environment })
    expect(stdout).toContain('sends PATCH /rota/v2/teams/{id}')
    expect(code).toBe(0)
  })

  test('a lie is found, replayed and accepted by a baseline', async ({ commandInProcess }) => {
    const server = await startRota({ kept: (title) => title.trim() })
    try {
      const environment = { ...settingsOf(server.url), TEAMS_UNPRIVILEGED_API_KEY: tokens.reader }
      const run = ['run', 'teams', '--contract', teams, '--fail-on', 'must', '--seed', '1', '--shard', '1/1']
      const only = ['--only', 'text-blanks', '--only', 'stored']
      const found = await commandInProcess([...run, ...only], { environment })
      expect(found.code).toBe(1)
      expect(found.stdout).toContain(`teams is judged by the contract ${teams}`)
      expect(found.stdout).toContain(`run teams --contract ${teams} --only text-blanks`)

      const listed = 'known.yaml'
      const files = { [listed]: '- check: text-blanks\n  endpoint: teams\n  reason: known\n' }
      const accepted = await commandInProcess([...run, ...only, '--baseline', listed], { environment, files })
      expect(accepted.code).toBe(0)

      const kept = {
        endpoint: 'teams',
        check: 'generated-valid',
        payload: { key: '{id}', title: ' a ', about: 'b' },
      }
      const cases = { 'cases.json': JSON.stringify({ format: 1, cases: [kept] }) }
      const replayed = await commandInProcess(['replay', 'cases.json', '--contract', teams], {
        environment,
        files: cases,
      })
      expect(`${replayed.stdout}${replayed.stderr}`).toContain('still failing: teams generated-valid')
      expect(replayed.code).toBe(1)

      const restored = await commandInProcess(['restore', 'teams', '--contract', teams], { environment })
      expect(restored.stdout).toContain('nothing to put right')
      expect(restored.code).toBe(0)
    } finally {
      await server.close()
    }
  })
})
