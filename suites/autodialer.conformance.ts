import { describeAsSet } from './run.ts'

describeAsSet('autodialer')
