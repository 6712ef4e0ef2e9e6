import type autodialer from '../../schemas/autodialer/requirements.json'
import type sqs from '../../schemas/sqs/requirements.json'

/**
 * Every requirement id of the catalogues under `schemas/`.
 * The type is read off the data, so a check that names an unknown requirement does not compile.
 */
export type RequirementId = keyof typeof autodialer.requirements | keyof typeof sqs.requirements
