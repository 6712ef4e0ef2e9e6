import { type Environment, given } from '../settings/environment.ts'

/** Whether output is coloured: FORCE_COLOR and NO_COLOR say so, else whether a terminal that can show it is there. */
export function isColoured(environment: Environment, { isTTY }: { readonly isTTY?: boolean }): boolean {
  const forced = environment.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return given(environment, 'NO_COLOR') === undefined && canRedraw(environment, { isTTY: isTTY === true })
}

/** Whether a line can be drawn anew: not on what calls itself dumb. */
export function canRedraw(environment: Environment, { isTTY }: { readonly isTTY?: boolean }): boolean {
  return isTTY === true && given(environment, 'TERM') !== 'dumb'
}
