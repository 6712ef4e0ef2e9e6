import { audit } from './audit.ts'
import { authentication } from './authentication.ts'
import { authorisation } from './authorisation.ts'
import { bystanders } from './bystanders.ts'
import { callers } from './callers.ts'
import { concurrency } from './concurrency.ts'
import { conflict } from './conflict.ts'
import { cookies } from './cookies.ts'
import { credentialHeaders } from './credential-headers.ts'
import { dates } from './dates.ts'
import { deliveries } from './deliveries.ts'
import { doubtfulTexts } from './doubtful-texts.ts'
import { falls } from './falls.ts'
import { habits } from './habits.ts'
import { inPassing } from './in-passing.ts'
import { jsonText } from './json-text.ts'
import { keptPairs } from './kept-pairs.ts'
import { lives } from './lives.ts'
import { lostPairs } from './lost-pairs.ts'
import { malformed } from './malformed.ts'
import { members } from './members.ts'
import { methods } from './methods.ts'
import { notAcceptable } from './not-acceptable.ts'
import { notFound } from './not-found.ts'
import { nowAndThen } from './now-and-then.ts'
import { oddRequests } from './odd-requests.ts'
import { oddUpdates } from './odd-updates.ts'
import { owners } from './owners.ts'
import { pairs } from './pairs.ts'
import { persistence } from './persistence.ts'
import { rare } from './rare.ts'
import { reading } from './reading.ts'
import { refusalTraces } from './refusal-traces.ts'
import { representation } from './representation.ts'
import { requestHeaders } from './request-headers.ts'
import { required } from './required.ts'
import { robustness } from './robustness.ts'
import { sharedLogins } from './shared-logins.ts'
import { success } from './success.ts'
import { tenant } from './tenant.ts'
import { text } from './text.ts'
import type { SqsFault } from './twists.ts'
import { withoutAccept } from './without-accept.ts'
import { xml } from './xml.ts'
import { xmlTexts } from './xml-texts.ts'

export const sqsFaults: readonly SqsFault[] = [
  ...success,
  ...members,
  ...dates,
  ...jsonText,
  ...persistence,
  ...lives,
  ...required,
  ...authentication,
  ...credentialHeaders,
  ...callers,
  ...authorisation,
  ...tenant,
  ...representation,
  ...deliveries,
  ...xml,
  ...notAcceptable,
  ...requestHeaders,
  ...notFound,
  ...conflict,
  ...malformed,
  ...text,
  ...owners,
  ...robustness,
  ...reading,
  ...concurrency,
  ...rare,
  ...bystanders,
  ...audit,
  ...nowAndThen,
  ...oddUpdates,
  ...oddRequests,
  ...habits,
  ...keptPairs,
  ...falls,
  ...inPassing,
  ...cookies,
  ...withoutAccept,
  ...refusalTraces,
  ...methods,
  ...xmlTexts,
  ...pairs,
  ...lostPairs,
  ...doubtfulTexts,
  ...sharedLogins,
]
