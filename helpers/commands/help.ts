import type { Command } from 'commander'

/** What the help of a command ends with: its exit codes, and how it is used. */
interface Appendix {
  readonly exitCodes: readonly (readonly [code: number, meaning: string])[]
  readonly examples: readonly string[]
}

const name = 'group-update-conformance'

export function withAppendix(command: Command, { exitCodes, examples }: Appendix): Command {
  const codes = exitCodes.map(([code, meaning]) => `  ${code}  ${meaning}`)
  const lines = examples.map((example) => `  npx ${name} ${example}`)
  return command.addHelpText('after', ['', 'Exit codes:', ...codes, '', 'Examples:', ...lines].join('\n'))
}

const wrongUsage = [2, 'wrong usage or configuration'] as const

export const runAppendix: Appendix = {
  exitCodes: [
    [0, 'conformant, or partial: nothing failed and some was not tested'],
    [1, 'not conformant'],
    wrongUsage,
    [3, 'inconclusive: nothing failed, and not all could be judged'],
  ],
  examples: [
    'run sqs --list',
    'run sqs --allow-host staging.example.org',
    "run --only 'auth-*' --fail-on should",
  ],
}

export const replayAppendix: Appendix = {
  exitCodes: [[0, 'every case is fixed'], [1, 'a case still fails'], wrongUsage, [3, 'a case could not run']],
  examples: [
    'replay reports/cases/sqs-generated-valid.json',
    'replay corpus.json --allow-host staging.example.org',
    'replay corpus.json --env staging.env',
  ],
}

export const restoreAppendix: Appendix = {
  exitCodes: [
    [0, 'everything is put right; with --forget, forgotten'],
    wrongUsage,
    [
      3,
      'something is still to be cleaned up: it is listed; where another try would not help, with the two commands that settle it',
    ],
  ],
  examples: ['restore', 'restore sqs --reports /reports', 'restore --forget By5li9cbFR53VLv6fh6z'],
}

export const reportAppendix: Appendix = {
  exitCodes: [
    [0, 'written; with --diff, nothing got worse'],
    [1, 'with --diff, something got worse'],
    wrongUsage,
    [3, 'a part of the run is missing'],
  ],
  examples: [
    'report --from reports/conformance.json --format html --out index.html',
    "report --from 'reports/1/conformance.json' 'reports/2/conformance.json'",
    'report --diff before.json after.json',
  ],
}

export const mockAppendix: Appendix = {
  exitCodes: [[0, 'served until it was ended'], wrongUsage],
  examples: ['mock --port 8099', 'mock --list', 'mock --fault sqs-password-prefix --port 8099'],
}
