import type { Contract } from '../contract/contract.ts'
import { secretsOf } from './accounts.ts'
import type { EndpointSettings } from './endpoint-settings.ts'

/** Below this length a value is too common to be replaced wherever it stands: `a` would blank out every word. */
export const shortestReplaced = 4

/** Words of HTTP and of reports. */
const ofReports =
  `http https json xml html text application accept authorization basic bearer content type length
  date connection keep-alive close get post put patch delete true false null none pass fail warn inconclusive
  utf-8 charset localhost must should status answer request group groups header value`.split(/\s+/)

/**
 * Whether a value, wherever it stands, is more likely a word of the address, of the contract or of the report than the
 * value: to replace it would hide what a reader needs, and show where the value is used.
 */
export function isCommonWord(value: string, contract: Contract, baseUrl: string): boolean {
  const word = value.toLowerCase()
  const ofContract = [...Object.values(contract.members), ...contract.update.path.split('/')]
  return (
    value.length < shortestReplaced ||
    ofReports.includes(word) ||
    ofContract.some((each) => each.toLowerCase() === word) ||
    baseUrl.toLowerCase().includes(word)
  )
}

/** The variables whose values cannot be hidden in reports, each once. */
export function openVariables(contract: Contract, settings: EndpointSettings): string[] {
  const { baseUrl } = settings
  const secrets = secretsOf(contract, settings)
  const names = secrets.filter(({ value }) => isCommonWord(value, contract, baseUrl)).map(({ name }) => name)
  return [...new Set(names)].map((name) => name.replace(/^\$/, ''))
}
