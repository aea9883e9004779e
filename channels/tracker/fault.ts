// What can be wrong with a tracker, in a closed list of codes and the tracker's own words. Not: what follows
// (server/tracker).
import type { IncomingHttpHeaders } from 'node:http'
import { hourMs, secondMs } from '#core/kit/time.ts'

export const trackerFaults = [
  'host_unknown',
  'unreachable',
  'tls_failed',
  'private_address',
  'timed_out',
  'redirected',
  'too_big',
  'nonsense',
  'token_refused',
  'forbidden',
  'not_found',
  'moved',
  'limited',
  'refused',
  'server_fault',
  'secret_lost',
] as const
export type TrackerFaultCode = (typeof trackerFaults)[number]

const saysMax = 300

export class TrackerFault extends Error {
  override readonly name = 'TrackerFault'
  readonly code: TrackerFaultCode
  /** the other side's own words, on one line */
  readonly says: string
  /** how long it wants to be left alone; null: it did not say */
  readonly restMs: number | null

  constructor(code: TrackerFaultCode, says: string, restMs: number | null = null) {
    super(code)
    this.code = code
    this.says = says
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, saysMax)
    this.restMs = restMs
  }
}

/** What a fault of the line is called; what is none is given back as it is. */
export function trackerFault(thrown: unknown): unknown {
  if (thrown instanceof TrackerFault) return thrown
  const { code = '', message = '' } = (thrown ?? {}) as { code?: string; message?: string }
  if (['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'].includes(code))
    return new TrackerFault('host_unknown', message)
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME|VERIFY/.test(code)) return new TrackerFault('tls_failed', message)
  if (/^(HPE_|ERR_HTTP|ERR_STREAM)/.test(code)) return new TrackerFault('nonsense', message)
  if (/^E[A-Z]+$/.test(code)) return new TrackerFault('unreachable', message)
  return thrown
}

/** What a status that is no good answer means; null: it is good. */
export function faultOfAnswer(
  status: number,
  headers: IncomingHttpHeaders,
  text: string,
): TrackerFault | null {
  if (status >= 200 && status < 300) return null
  const says = `${status} ${wordsOf(text)}`
  if (status >= 300 && status < 400)
    return new TrackerFault('redirected', `${status} ${headers.location ?? ''}`)
  const restMs = restOf(headers)
  const isLimited = status === 429 || (status === 403 && restMs !== null)
  if (isLimited) return new TrackerFault('limited', says, restMs)
  if (status === 401) return new TrackerFault('token_refused', says)
  if (status === 403) return new TrackerFault('forbidden', says)
  if (status === 404 || status === 410) return new TrackerFault('not_found', says)
  if (status >= 500) return new TrackerFault('server_fault', says, restMs)
  return new TrackerFault('refused', says)
}

const restMostMs = hourMs

/** `Retry-After` in seconds, or the limit used up with the second it is full again. */
function restOf(headers: IncomingHttpHeaders): number | null {
  const after = Number(headers['retry-after'])
  if (Number.isFinite(after) && after >= 0) return Math.min(after * secondMs, restMostMs)
  const left = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']
  if (left !== '0') return null
  const reset = Number(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'])
  const now = Date.parse(headers.date ?? '')
  if (!Number.isFinite(reset) || !Number.isFinite(now)) return 60 * secondMs
  return Math.min(Math.max(reset * secondMs - now, secondMs), restMostMs)
}

/** What an answer says of itself: the message of its JSON, or its first words. */
function wordsOf(text: string): string {
  try {
    const { message, error } = JSON.parse(text) as { message?: unknown; error?: unknown }
    const said = message ?? error
    return typeof said === 'string' ? said : JSON.stringify(said ?? '')
  } catch {
    return text.replace(/<[^>]*>/g, ' ').slice(0, 500)
  }
}
