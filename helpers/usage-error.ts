/** Wrong usage or configuration: the message names the setting, what was found, what is expected. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
