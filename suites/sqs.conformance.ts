import { describeAsSet } from './run.ts'

describeAsSet('sqs')
