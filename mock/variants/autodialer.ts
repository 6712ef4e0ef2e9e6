import type { AutodialerDecisions } from '../autodialer/decisions.ts'
import type { Variant } from '../fault.ts'
import { autodialerAnswers } from './autodialer-answers.ts'
import { autodialerInput } from './autodialer-input.ts'
import { autodialerLag } from './autodialer-lag.ts'
import { autodialerService } from './autodialer-service.ts'
import { autodialerWire } from './autodialer-wire.ts'
import { autodialerHiccups } from './hiccups.ts'
import { autodialerReadsLag } from './reads-lag.ts'

export const autodialerVariants: readonly Variant<AutodialerDecisions>[] = [
  ...autodialerWire,
  ...autodialerAnswers,
  ...autodialerInput,
  ...autodialerService,
  autodialerReadsLag,
  ...autodialerLag,
  ...autodialerHiccups,
]
