// What every route of the portal stands on: the page of its reader, the look's files, cookies, and how a
// page goes out.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dayMs } from '#core/kit/time.ts'
import { isLanguage, type Language } from '#core/people/language.ts'
import { sizesOf } from '#core/people/size-setting.ts'
import { type Framed, framed } from '#portal/frame.ts'
import type { Page } from '#portal/page.ts'
import { type PortalProblem, problemPage } from '#portal/pages/problem.ts'
import { timesFor } from '#portal/times.ts'
import { acceptedLanguage, speakerOf } from '#server/http/words.ts'
import { customerZone } from '#server/customer-zone.ts'
import type { Shell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'
import { zoneName } from '#words/zone-name.ts'

/**
 * Pages carry no inline style and no script, but for the one that sends files ahead of their form where one
 * takes some; forms post to us only.
 */
export const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
export const filesPolicy = `${pagePolicy}; script-src 'self'; connect-src 'self'`

const sheets = [
  '#portal/styles/tokens.css',
  '#portal/styles/frame.css',
  '#portal/styles/form.css',
  '#portal/styles/case.css',
  '#portal/styles/wide.css',
] as const
const css = sheets.map(name => readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8')).join('\n')
const cssHash = createHash('sha256').update(css).digest('hex').slice(0, 12)
export const cssPath = `/help/portal.css?v=${cssHash}`

const sendFiles = readFileSync(fileURLToPath(import.meta.resolve('#portal/send-files.js')), 'utf8')
const sendFilesPath = `/help/send-files.js?v=${createHash('sha256').update(sendFiles).digest('hex').slice(0, 12)}`

const fonts: Readonly<Record<string, string>> = Object.fromEntries(
  ['source-sans-3', 'source-serif-4'].flatMap(family =>
    ['latin', 'cyrillic'].map(letters => [
      `${family}-${letters}.woff2`,
      `@fontsource-variable/${family}/files/${family}-${letters}-wght-normal.woff2`,
    ]),
  ),
)
const forEver = 'public, max-age=31536000, immutable'

/** The look: one style sheet under its hash, the one script, and the fonts. All comes from this server. */
export function lookRoutes(app: FastifyInstance): void {
  app.get('/help/portal.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', forEver).send(css),
  )
  app.get('/help/send-files.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', forEver).send(sendFiles),
  )
  const kept = new Map<string, Buffer>()
  app.get<{ Params: { file: string } }>('/help/fonts/:file', (request, reply) => {
    const name = fonts[request.params.file]
    if (!name) return reply.code(404).send()
    const bytes = kept.get(name) ?? readFileSync(fileURLToPath(import.meta.resolve(name)))
    kept.set(name, bytes)
    return reply.type('font/woff2').header('cache-control', forEver).send(bytes)
  })
}

/** The desk's own name, as customers read it. */
export const deskName = (shell: Pick<Shell, 'settings'>): string =>
  shell.settings().name?.trim() || 'Tierline'

/** The page of a request: who reads it in which language, and what time it is for him. */
export function pageOf(shell: Shell, request: FastifyRequest, language: Language): Page {
  const path = request.url.split('?')[0]!.replace(/^\/[a-z]{2}(?=\/)/, '')
  return {
    language,
    say: speakerOf(language),
    times: timesFor(language, customerZone(shell, null).zone, shell.now()),
    deskName: deskName(shell),
    fileMb: sizesOf(shell.settings()).portalMb,
    // After a form was posted the same page is a page to read: its language links must not lead to the
    // form's address.
    path: request.method === 'GET' ? path : '/help',
  }
}

/** The same page by the clock of a customer; `changeAt` is where he says by which. */
export function pageFor(
  shell: Shell,
  page: Page,
  customer: Customer | null,
  changeAt: string | null = null,
): Page {
  const { zone, isOther } = customerZone(shell, customer)
  const { language } = page
  const name = zoneName(zone, language, shell.now())
  return { ...page, times: timesFor(language, zone, shell.now()), zone: { name, isOther, changeAt } }
}

/** Sends a page. */
export const sendPage = (reply: FastifyReply, page: Page, one: Framed, status = 200): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', one.takesFiles ? filesPolicy : pagePolicy)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('content-language', page.language)
    .header('x-robots-tag', 'noindex')
    .send(framed(page, { css: cssPath, sendFiles: sendFilesPath }, one))

/** Sends the page of a problem. */
export const sendProblem = (
  reply: FastifyReply,
  page: Page,
  problem: PortalProblem,
  status: number,
  ref: string | null = null,
): FastifyReply => sendPage(reply, page, problemPage(page, problem, ref), status)

/** The language somebody without one in his address most likely reads. */
export function likelyLanguage(shell: Shell, request: FastifyRequest): Language {
  const { languages, defaultLanguage } = shell.settings()
  const wished = acceptedLanguage(request.headers['accept-language'])
  const spoken = wished && (!languages || languages.includes(wished)) ? wished : defaultLanguage
  return isLanguage(spoken) ? spoken : 'en'
}

/** Names of our cookies: `__Host-` where TLS allows, so that no neighbour can set them. */
export const cookieNameOf = (shell: Shell, name: 'follow' | 'me' | 'ask'): string =>
  `${shell.config.publicUrl.protocol === 'https:' ? '__Host-' : ''}tierline_${name}`

/** Sets a cookie that no script reads and no foreign form sends along. */
export function setCookie(
  shell: Shell,
  reply: FastifyReply,
  name: 'follow' | 'me' | 'ask',
  value: string,
  days: number,
): void {
  reply.setCookie(cookieNameOf(shell, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: shell.config.publicUrl.protocol === 'https:',
    maxAge: (days * dayMs) / 1000,
  })
}

/** Takes a cookie away. */
export const dropCookie = (shell: Shell, reply: FastifyReply, name: 'follow' | 'me' | 'ask'): void =>
  setCookie(shell, reply, name, '', 0)

export const cookieOf = (shell: Shell, request: FastifyRequest, name: 'follow' | 'me' | 'ask'): string =>
  request.cookies[cookieNameOf(shell, name)] ?? ''
