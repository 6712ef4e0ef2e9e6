import type { Contract } from './contract.ts'

/** Whether the address of an update names the group; elsewhere its body alone does. */
export function hasIdInPath({ update }: Pick<Contract, 'update'>): boolean {
  return update.path.includes('{id}')
}
