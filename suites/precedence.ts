/** What a plain, valid update comes to: where that is wrong already, whatever else such updates show follows from it. */
export const served: readonly string[] = ['update-status']

/** The answer to it. */
export const answered: readonly string[] = [
  ...served,
  'success-envelope',
  'answer-is-json',
  'answer-members',
  'answer-echo',
  // On a connection that another answer, in XML, went out on before.
  'json-kept-alive',
]

/** What is stored of it. */
export const stored: readonly string[] = [...served, 'stored', 'every-update-stored']

/** Both. */
export const kept: readonly string[] = [...answered, 'every-update-answered', ...stored]

/** What refusals leave behind. */
export const refusalsKept: readonly string[] = [
  'authentication-changes-nothing',
  'authorisation-changes-nothing',
  'required-changes-nothing',
  'required-owner-changes-nothing',
  'optional-changes-nothing',
  'not-found-changes-nothing',
  'malformed-changes-nothing',
  'conflict-changes-nothing',
  'conflict-owner-changes-nothing',
  'media-type-changes-nothing',
  'method-changes-nothing',
  'tenant-own-group-kept',
  'tenant-other-group-kept',
  'refusals-without-accept-change-nothing',
]
