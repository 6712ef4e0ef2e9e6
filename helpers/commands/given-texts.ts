import type { Command } from 'commander'
import { shown } from '../settings/assert-options.ts'
import { text as schema } from '../settings/option-schemas.ts'
import { UsageError } from '../usage-error.ts'

/**
 * Throws UsageError for a text on the command line that is none: empty, as an unset variable of a script leaves it, or
 * longer than any. An option without its value would be ignored, and nobody told.
 */
export function assertTexts(command: Command): void {
  for (const option of command.options) {
    const given: unknown = command.getOptionValue(option.attributeName())
    assertEach(option.long ?? option.flags, given, option.mandatory ? '' : ', or leave the option out')
  }
  for (const [at, argument] of command.registeredArguments.entries()) {
    const given: unknown = command.processedArgs[at]
    assertEach(`the argument ${argument.name()}`, given, argument.required ? '' : ', or leave it out')
  }
}

/** The bounds are those of the schema; the validator itself would cost each command a tenth of a second. */
function assertEach(name: string, given: unknown, instead: string): void {
  for (const each of [given].flat()) {
    if (typeof each !== 'string') continue
    const { length } = [...each]
    if (length < schema.minLength || length > schema.maxLength)
      throw new UsageError(
        `${name} is ${shown(each)}; expected ${schema.description}${length === 0 ? instead : ''}`,
      )
  }
}
