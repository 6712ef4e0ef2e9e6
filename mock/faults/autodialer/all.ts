import { access } from './access.ts'
import { audit } from './audit.ts'
import { authentication } from './authentication.ts'
import { bystanders } from './bystanders.ts'
import { concurrency } from './concurrency.ts'
import { cookies } from './cookies.ts'
import { deliveries } from './deliveries.ts'
import { descriptions } from './descriptions.ts'
import { doubtfulTexts } from './doubtful-texts.ts'
import { habits } from './habits.ts'
import { idQueries } from './id-queries.ts'
import { inPassing } from './in-passing.ts'
import { lists } from './lists.ts'
import { lives } from './lives.ts'
import { looseCredentials } from './loose-credentials.ts'
import { malformed } from './malformed.ts'
import { members } from './members.ts'
import { methods } from './methods.ts'
import { misreadMembers } from './misread-members.ts'
import { notFound } from './not-found.ts'
import { nowAndThen } from './now-and-then.ts'
import { oddRequests } from './odd-requests.ts'
import { oddUpdates } from './odd-updates.ts'
import { parts } from './parts.ts'
import { payload } from './payload.ts'
import { persistence } from './persistence.ts'
import { rare } from './rare.ts'
import { refusalEnvelopes } from './refusal-envelopes.ts'
import { refusalTraces } from './refusal-traces.ts'
import { representation } from './representation.ts'
import { requestForm } from './request-form.ts'
import { robustness } from './robustness.ts'
import { row } from './row.ts'
import { sharedLogins } from './shared-logins.ts'
import { storedLists } from './stored-lists.ts'
import { success } from './success.ts'
import { text } from './text.ts'
import { textValues } from './text-values.ts'
import type { AutodialerFault } from './tools.ts'

export const autodialerFaults: readonly AutodialerFault[] = [
  ...success,
  ...members,
  ...persistence,
  ...storedLists,
  ...row,
  ...payload,
  ...parts,
  ...lives,
  ...looseCredentials,
  ...authentication,
  ...access,
  ...requestForm,
  ...representation,
  ...deliveries,
  ...notFound,
  ...idQueries,
  ...malformed,
  ...text,
  ...textValues,
  ...descriptions,
  ...lists,
  ...robustness,
  ...concurrency,
  ...rare,
  ...bystanders,
  ...audit,
  ...nowAndThen,
  ...oddUpdates,
  ...oddRequests,
  ...habits,
  ...inPassing,
  ...cookies,
  ...misreadMembers,
  ...methods,
  ...refusalTraces,
  ...refusalEnvelopes,
  ...doubtfulTexts,
  ...sharedLogins,
]
