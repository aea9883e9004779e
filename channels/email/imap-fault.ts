// What went wrong with a mailbox, as one of a few kinds an administrator can do something about, with the
// server's own words. Not: what is done about it (server/mailbox).

/** Each stands for one thing to do; the screens have a sentence for every one of them. */
export const mailboxFaults = [
  'host_not_found',
  'unreachable',
  'tls_failed',
  'sign_in_failed',
  'token_refused',
  'token_unreachable',
  'secret_lost',
  'folder_missing',
  'too_many',
  'cut',
  'server_says',
  'not_arrived',
] as const
export type MailboxFaultCode = (typeof mailboxFaults)[number]

const wordsMax = 300

export class MailboxFault extends Error {
  readonly code: MailboxFaultCode
  /** what the other side said: one line, nothing of ours in it */
  readonly says: string
  constructor(code: MailboxFaultCode, says: string, cause?: unknown) {
    super(`${code}: ${says}`, { cause })
    this.code = code
    this.says = says
  }
}

/** What the mailbox library throws, as far as we read it. */
type Thrown = {
  code?: string
  message?: string
  authenticationFailed?: boolean
  tlsFailed?: boolean
  mailboxMissing?: boolean
  serverResponseCode?: string
  responseText?: string
  response?: unknown
  oauthError?: unknown
}

const codes: Readonly<Record<string, MailboxFaultCode>> = {
  ENOTFOUND: 'host_not_found',
  EAI_AGAIN: 'host_not_found',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  CONNECT_TIMEOUT: 'unreachable',
  GREETING_TIMEOUT: 'unreachable',
  UPGRADE_TIMEOUT: 'tls_failed',
  ClosedAfterConnectTLS: 'tls_failed',
  STARTTLS_INJECTION: 'tls_failed',
  MissingServerExtension: 'tls_failed',
  ETHROTTLE: 'too_many',
}

/**
 * Names a fault.
 * @param secrets what must not be repeated, whoever says it
 */
export function mailboxFault(thrown: unknown, secrets: readonly string[] = []): MailboxFault {
  if (thrown instanceof MailboxFault) return thrown
  const fault = (thrown ?? {}) as Thrown
  const said =
    fault.responseText ??
    (typeof fault.response === 'string' ? fault.response : null) ??
    fault.message ??
    String(thrown)
  return new MailboxFault(codeOf(fault), spoken(said, secrets))
}

function codeOf(fault: Thrown): MailboxFaultCode {
  if (fault.authenticationFailed)
    return fault.serverResponseCode === 'UNAVAILABLE' ? 'unreachable' : 'sign_in_failed'
  if (fault.tlsFailed || isOfCertificate(fault)) return 'tls_failed'
  if (fault.mailboxMissing || fault.serverResponseCode === 'NONEXISTENT') return 'folder_missing'
  if (fault.serverResponseCode === 'LIMIT' || fault.serverResponseCode === 'INUSE') return 'too_many'
  const known = codes[fault.code ?? '']
  if (known) return known
  return fault.responseText ? 'server_says' : 'cut'
}

const isOfCertificate = ({ code = '', message = '' }: Thrown): boolean =>
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|EPROTO|HOSTNAME_MISMATCH)/.test(
    code,
  ) || /wrong version number|certificate/i.test(message)

/** One line of somebody else's words, without secrets of ours. */
export function spoken(said: string, secrets: readonly string[]): string {
  let words = said.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  for (const secret of secrets.flatMap(one => [one, Buffer.from(one).toString('base64')]))
    if (secret.length > 0) words = words.replaceAll(secret, '…')
  return words.slice(0, wordsMax)
}
