/** Secrets that no report may show: each has characters that every notation spells in its own way. */
export const sentinels = {
  AUTODIALER_PASSWORD: `Zq9x"pas&wo<rd>'é1/+%k7Jv`,
  AUTODIALER_API_KEY: `Kw8m"key&va<lu>'e2/+%n(5)!b*Rt`,
  AUTODIALER_UNPRIVILEGED_PASSWORD: `Uu6t"low&er<pa>'ß3/+%d4Hc`,
  AUTODIALER_UNPRIVILEGED_API_KEY: `Lp3s"min&or<ke>'y4/+%f6Gz`,
  SQS_PASSWORD: `Hy5c:"lon&gw<or>'ü5/+%j8Wd\\x~q`,
  SQS_UNPRIVILEGED_PASSWORD: `Nb2g"oth&er<pa>'s6/+%r9Te`,
} as const

/** What stands in the headers of a gateway is as secret as a password. */
export const gates = {
  AUTODIALER_EXTRA_HEADERS: `Gt4w"toll&bo<th>'s7/+%q3Yb`,
  SQS_EXTRA_HEADERS: `Fd7v"gat&ew<ay>'s8/+%w2Mn`,
} as const

/** The settings of a target at this address that hold them. */
export function sentinelSettings(url: string): Record<string, string> {
  return {
    AUTODIALER_BASE_URL: url,
    AUTODIALER_USERNAME: 'autodialer-tester',
    AUTODIALER_UNPRIVILEGED_USERNAME: 'autodialer-onlooker',
    AUTODIALER_GROUP_ID: '6033876dc92de036d1390923',
    SQS_BASE_URL: url,
    SQS_USERNAME: 'sqs-tester',
    SQS_UNPRIVILEGED_USERNAME: 'sqs-onlooker',
    SQS_TENANT: 'northwind',
    SQS_GROUP_ID: 'By5li9cbFR53VLv6fh6z',
    SQS_OWNER_ID: '967178860',
    ...sentinels,
    AUTODIALER_EXTRA_HEADERS: `X-Gate: ${gates.AUTODIALER_EXTRA_HEADERS}`,
    SQS_EXTRA_HEADERS: `X-Gate: ${gates.SQS_EXTRA_HEADERS}`,
  }
}

/** A file of settings; its values hold every quote but the backtick. */
export function envFile(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=\`${value}\`\n`)
    .join('')
}

/** This many characters of a secret in a row are a leak. */
const telling = 8

/** Where pieces of secrets stand in a text, in whatever notation and case: the first of each secret. */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  const searched = plain(text)
  const pieces = new Map(
    Object.entries(secrets).flatMap(([name, secret]) => piecesOf(secret).map((piece) => [piece, name])),
  )
  const leaks = new Map<string, string>()
  for (let at = 0; at + telling <= searched.length; at++) {
    const name = pieces.get(searched.slice(at, at + telling))
    if (name !== undefined && !leaks.has(name))
      leaks.set(name, `${name}: ${searched.slice(Math.max(at - 60, 0), at + 60)}`)
  }
  return [...leaks.values()]
}

/** Of the secret and, in base64, of it in the other case too: plain text is searched without regard to case. */
function piecesOf(secret: string): string[] {
  const swapped = secret.replace(/[a-z]/gi, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  )
  const encoded = [secret, swapped].flatMap(base64Of).map((text) => text.toLowerCase())
  const whole = [plain(secret), plain(Buffer.from(secret).toString('latin1')), ...encoded]
  return whole.flatMap((text) =>
    Array.from({ length: Math.max(text.length - telling + 1, 0) }, (_, at) => text.slice(at, at + telling)),
  )
}

/** The base64 of a secret within something else depends on where in it the secret starts. */
function base64Of(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const inside = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString('base64')
    const own = inside.slice(before === 0 ? 0 : 4).replace(/.{0,3}=+$/, '')
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** A text with all escapes undone, of whatever notation and in whatever order, in small letters. */
function plain(text: string): string {
  let found = text
  for (let depth = 0; depth < 4; depth++) {
    found = found
      .replace(/\\+u([\da-f]{4})/gi, (_, unit) => String.fromCharCode(Number.parseInt(unit, 16)))
      .replace(/&#x([\da-f]+);/gi, (_, point) => String.fromCodePoint(Number.parseInt(point, 16)))
      .replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)))
      .replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => entities[name] ?? '')
      .replace(/(?:%[\da-f]{2})+/gi, (bytes) =>
        Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
      )
  }
  return found.replaceAll('\\', '').toLowerCase()
}
