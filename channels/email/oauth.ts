// Fresh access tokens for a mailbox, had with its refresh token from its provider. Not: keeping either of
// them (server/mailbox/sign-in.ts).
import { MailboxFault, spoken } from './imap-fault.ts'

export type TokenWish = {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
  /** empty: as it was agreed when the refresh token was given */
  readonly scope: string
}
export type Token = {
  readonly accessToken: string
  /** for how long it holds */
  readonly holdsMs: number
  /** a refresh token that takes the place of the old one; null: that one stays */
  readonly refreshToken: string | null
}

const patienceMs = 20_000
const answerBytesMax = 64 * 1024
/** What a provider grants that does not say for how long. */
const usualHoldsMs = 5 * 60_000

/**
 * Asks for a token. Throws MailboxFault: `token_refused` when the provider says no, so that a person has to
 * agree again; `token_unreachable` when it could not be asked.
 */
export async function freshToken(wish: TokenWish, signal?: AbortSignal): Promise<Token> {
  const { tokenUrl, clientId, clientSecret, refreshToken, scope } = wish
  const secrets = [clientSecret, refreshToken]
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    ...(clientSecret && { client_secret: clientSecret }),
    ...(scope && { scope }),
  })
  const limits = [AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])]
  let status: number
  let text: string
  try {
    // A provider does not send us elsewhere with our secrets.
    const asked = { method: 'POST', body, redirect: 'error', signal: AbortSignal.any(limits) } as const
    const answer = await fetch(tokenUrl, { ...asked, headers: { accept: 'application/json' } })
    status = answer.status
    text = await bounded(answer)
  } catch (thrown) {
    const { cause } = thrown as { cause?: { message?: string } }
    throw new MailboxFault('token_unreachable', spoken(cause?.message ?? String(thrown), secrets), thrown)
  }
  const said = parsed(text)
  if (status >= 500 || status === 429)
    throw new MailboxFault('token_unreachable', spoken(`${status} ${said.error ?? ''}`, secrets))
  if (status !== 200 || !said.access_token) {
    const words = [status, said.error, said.error_description].filter(Boolean).join(' ')
    throw new MailboxFault('token_refused', spoken(words, secrets))
  }
  const seconds = Number(said.expires_in)
  return {
    accessToken: said.access_token,
    holdsMs: seconds > 0 ? seconds * 1_000 : usualHoldsMs,
    refreshToken: said.refresh_token ?? null,
  }
}

async function bounded(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > answerBytesMax) throw new Error('the answer is too long for a token')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

type Said = Partial<
  Record<'access_token' | 'refresh_token' | 'expires_in' | 'error' | 'error_description', string>
>

function parsed(text: string): Said {
  try {
    const said: unknown = JSON.parse(text)
    if (said === null || typeof said !== 'object') return {}
    const words = Object.entries(said).filter(([, value]) => ['string', 'number'].includes(typeof value))
    return Object.fromEntries(words.map(([key, value]) => [key, String(value)])) as Said
  } catch {
    return {}
  }
}
