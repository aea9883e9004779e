// Short-lived addresses of content, signed: they carry all that is needed to serve it, so that no cookie is
// read there.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AgentId, CaseId, FileId } from '#core/kit/id.ts'
import { type Instant, minuteMs } from '#core/kit/time.ts'
import type { Shell } from '#server/shell.ts'

export const linkMs = 5 * minuteMs

/** What a link leads to. */
export type Content =
  | {
      readonly kind: 'file'
      readonly sha256: string
      readonly type: string
      readonly name: string
      readonly size: number
    }
  /** a text with the people of its case taken out, as this reader may have it */
  | {
      readonly kind: 'masked'
      readonly sha256: string
      readonly type: string
      readonly name: string
      readonly caseId: CaseId
      readonly agent: AgentId
    }
  /** a file that went with a supplier case, as this reader of another house may have it then */
  | {
      readonly kind: 'evidence'
      readonly number: number
      readonly file: FileId
      readonly agent: AgentId
    }
  | { readonly kind: 'mail'; readonly sha256: string }
  | { readonly kind: 'raw'; readonly sha256: string }

const macOf = (secret: Uint8Array, body: string): Buffer =>
  createHmac('sha256', secret).update(`content ${body}`).digest()

/** The token of a link to this content, good for five minutes. */
export function contentToken(secret: Uint8Array, content: Content, now: Instant): string {
  const body = Buffer.from(JSON.stringify({ ...content, until: now + linkMs })).toString('base64url')
  return `${body}.${macOf(secret, body).toString('base64url')}`
}

/** What a token leads to; null when it is not ours, was changed, or has expired. */
export function contentOf(secret: Uint8Array, token: string, now: Instant): Content | null {
  const [body = '', mac = '', ...rest] = token.split('.')
  const given = Buffer.from(mac, 'base64url')
  const own = macOf(secret, body)
  if (rest.length > 0 || given.length !== own.length || !timingSafeEqual(given, own)) return null
  const { until, ...content } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Content & {
    until: number
  }
  return until > now ? (content as Content) : null
}

/** The link itself; where content has a host of its own, it leads there. */
export function linkTo(
  { config, now }: Pick<Shell, 'config' | 'now'>,
  content: Content,
): { readonly url: string } {
  const path = `/api/v1/content/${contentToken(config.secret, content, now())}`
  return { url: config.contentUrl ? new URL(path, config.contentUrl).href : path }
}
