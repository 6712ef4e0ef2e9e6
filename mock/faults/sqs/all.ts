import { authentication } from './authentication.ts'
import { authorisation } from './authorisation.ts'
import { callers } from './callers.ts'
import { concurrency } from './concurrency.ts'
import { conflict } from './conflict.ts'
import { credentialHeaders } from './credential-headers.ts'
import { dates } from './dates.ts'
import { jsonText } from './json-text.ts'
import { malformed } from './malformed.ts'
import { members } from './members.ts'
import { notFound } from './not-found.ts'
import { persistence } from './persistence.ts'
import { rare } from './rare.ts'
import { reading } from './reading.ts'
import { representation } from './representation.ts'
import { requestHeaders } from './request-headers.ts'
import { required } from './required.ts'
import { robustness } from './robustness.ts'
import { success } from './success.ts'
import { tenant } from './tenant.ts'
import { text } from './text.ts'
import type { SqsFault } from './twists.ts'
import { xml } from './xml.ts'

export const sqsFaults: readonly SqsFault[] = [
  ...success,
  ...members,
  ...dates,
  ...jsonText,
  ...persistence,
  ...required,
  ...authentication,
  ...credentialHeaders,
  ...callers,
  ...authorisation,
  ...tenant,
  ...representation,
  ...xml,
  ...requestHeaders,
  ...notFound,
  ...conflict,
  ...malformed,
  ...text,
  ...robustness,
  ...reading,
  ...concurrency,
  ...rare,
]
