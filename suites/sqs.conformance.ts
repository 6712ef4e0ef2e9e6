import { bindEndpoint } from '../helpers/run/bind.ts'
import { behaviours } from './behaviours.ts'

bindEndpoint('sqs', behaviours)
