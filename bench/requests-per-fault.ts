import { autodialerFaults } from '../mock/faults/autodialer/all.ts'
import { rare as rareAutodialerFaults } from '../mock/faults/autodialer/rare.ts'
import { sqsFaults } from '../mock/faults/sqs/all.ts'
import { rare as rareSqsFaults } from '../mock/faults/sqs/rare.ts'
import { type Figure, figure } from './figure.ts'
import { runCommand } from './run-command.ts'
import { endpointOf, withWatchedMock } from './watched-mock.ts'

/** Faults that a default run catches, as the tests of the catalogue prove on every build. */
const caught = {
  autodialer: autodialerFaults.length - rareAutodialerFaults.length,
  sqs: sqsFaults.length - rareSqsFaults.length,
}

/** How many requests a default run sends for each fault of the catalogue that it catches. */
export async function requestsPerFault(): Promise<Figure[]> {
  const { value: requests } = await withWatchedMock({ keepRequests: true }, async (mock) => {
    await runCommand([], mock.environment)
    return mock.requests
  })
  return Object.entries(caught).map(([endpoint, faults]) => {
    const sent = requests.filter((request) => endpointOf(request) === endpoint).length
    return figure(`${endpoint}: requests for each of ${faults} faults`, sent / faults, 'requests')
  })
}
