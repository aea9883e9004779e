// Files and mails as customers sent them: handed out over short signed links, never as pages of our own.
import { megabyte, sizesMost, sizesOf } from '#core/people/size-setting.ts'
import fastifyMultipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { isUnreadable, type Mail } from '#channels/email/mail.ts'
import { sanitise } from '#channels/email/sanitise.ts'
import type { Card } from '#core/case/card.ts'
import type { EventOf } from '#core/case/event.ts'
import { caseFor, factsOf } from '#server/http/case-door.ts'
import { fileIn, giveFile } from '#server/http/file-door.ts'
import { blobProblem, fileHead, sendBlob } from '#server/http/send-blob.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseRef, idSchema } from '#server/http/schema.ts'
import { needRole, signedIn } from '#server/http/signed.ts'
import { sendEvidence } from '#server/http/evidence-file.ts'
import { type Content, contentOf, linkTo as linkOf } from '#server/http/signed-link.ts'
import { pieceRoutes } from '#server/http/upload-pieces.ts'
import type { Uploads } from '#server/http/uploads.ts'
import { veilOf } from '#server/http/veiled.ts'
import { isMaskable, wordsIn } from '#server/maskable.ts'
import type { Shell } from '#server/shell.ts'
import { veilFor } from '#server/veil/veil.ts'
import type { Ledger } from '#store/store.ts'

const urlSchema = z.object({
  url: z.string().meta({ description: 'Good for five minutes, without a cookie.' }),
})
const uploadSchema = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.int() })

/** What no setting goes beyond. */
const uploadBytesMost = sizesMost.workspaceMb * megabyte

/** `POST /uploads` and the routes that give out links. */
export function fileRoutes(app: App, shell: Shell, uploads: Uploads): void {
  const linkTo = (content: Content) => linkOf(shell, content)

  app.register(async scope => {
    await scope.register(fastifyMultipart, {
      limits: { fileSize: uploadBytesMost, files: 1, fields: 0, parts: 1, headerPairs: 20 },
    })
    route(scope as unknown as App, {
      method: 'POST',
      url: '/uploads',
      summary: 'Upload one file (multipart/form-data), to be attached to a message within a day.',
      tag: 'files',
      bodyLimit: uploadBytesMost + 64 * 1024,
      answers: { 201: uploadSchema },
      async handler(request, reply) {
        const { agent } = needRole(request, 'agent', 'lead', 'technician', 'partner')
        const fileSize = sizesOf(shell.settings()).workspaceMb * megabyte
        const part = await request.file({ limits: { fileSize } })
        if (!part) throw new Problem('upload.missing')
        const { filename: name, mimetype: type, file: stream } = part
        const kept = await uploads.keep(agent, { name, type, stream })
        return reply.code(201).send(kept)
      },
    })
  })

  pieceRoutes(app, uploads)

  route(app, {
    method: 'GET',
    url: '/cases/:case/files/:file',
    summary: 'A link to a file of a case.',
    tag: 'files',
    params: z.strictObject({ case: caseRef, file: idSchema('fil') }),
    answers: { 200: urlSchema },
    async handler(request, reply) {
      const { card, ledger } = await ledgerOf(shell, request)
      const file = fileIn(ledger, request.params.file)
      const name = ledger.texts.get(file.name.text) ?? 'file'
      const { found } = await giveFile(shell, ledger, file)
      const mask = await veilOf(shell, request)?.maskFor(card)
      if (mask) {
        if (!isMaskable(file)) throw new Problem('customer.kept')
        const of = { sha256: file.sha256, type: file.type, name: mask(name) }
        return reply.send(linkTo({ kind: 'masked', ...of, caseId: card.id, agent: signedIn(request).agent }))
      }
      const { sha256, size } = file
      return reply.send(linkTo({ kind: 'file', sha256, type: found, name, size }))
    },
  })

  const mailParams = z.strictObject({ case: caseRef, message: idSchema('msg') })
  for (const kind of ['mail', 'raw'] as const) {
    route(app, {
      method: 'GET',
      url: `/cases/:case/mail/:message${kind === 'raw' ? '/raw' : ''}`,
      summary:
        kind === 'raw'
          ? 'A link to a mail exactly as it came.'
          : 'A link to the HTML of a mail, made safe, for a sandboxed frame.',
      tag: 'files',
      params: mailParams,
      answers: { 200: urlSchema },
      async handler(request, reply) {
        const { card, ledger } = await ledgerOf(shell, request)
        const received = messageIn(ledger, request.params.message)
        if (await veilOf(shell, request)?.maskFor(card)) throw new Problem('customer.kept')
        if (!received.mail || (kind === 'mail' && !received.html)) throw new Problem('file.not_found')
        return reply.send(linkTo({ kind, sha256: received.mail }))
      },
    })
  }
}

/** The case a request asks for, as far as whoever asks may see it. */
export async function ledgerOf(
  shell: Shell,
  request: Parameters<typeof signedIn>[0] & { params: { case: `cas_${string}` | number } },
): Promise<{ card: Card; ledger: Ledger }> {
  const card = await caseFor(shell, signedIn(request).agent, request.params.case)
  const ledger = await shell.store.read(card.id)
  if (!ledger) throw new Problem('case.not_found')
  return { card, ledger }
}

/** A message of the customer's by its id. */
export function messageIn({ events }: Ledger, message: string): EventOf<'message.received'> {
  for (const event of events) if (event.type === 'message.received' && event.message === message) return event
  throw new Problem('file.not_found')
}

const framePolicy = (own: string) =>
  [
    'sandbox',
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${own}`,
  ].join('; ')

/** `GET /content/:token`: outside the scope that knows who asks, so that no cookie is read here. */
export function contentRoute(app: FastifyInstance, shell: Shell): void {
  app.get<{ Params: { token: string } }>('/api/v1/content/:token', async (request, reply) => {
    const content = contentOf(shell.config.secret, request.params.token, shell.now())
    if (!content) throw new Problem('link.expired')
    reply.header('cache-control', 'private, no-store')
    // Shown inside a page of the desk, which is another origin when there is a content host.
    reply.header('cross-origin-resource-policy', shell.config.contentUrl ? 'cross-origin' : 'same-origin')
    if (content.kind === 'file') return sendBlob(shell, request, reply, content)
    if (content.kind === 'evidence') return sendEvidence(shell, request, reply, content)
    const blob = await shell.store.blob(content.sha256).catch(blobProblem)
    if (!blob) throw new Problem('file.not_found')
    if (content.kind === 'masked') return sendMasked(shell, reply, content, blob.bytes)
    if (content.kind === 'raw')
      return fileHead(reply, 'text/plain', 'message.eml').send(Buffer.from(blob.bytes))
    return sendMail(shell, reply, content.sha256, blob.bytes)
  })
}

/** The text as its reader may have it now: not as he might have when the link was made. */
async function sendMasked(
  shell: Shell,
  reply: FastifyReply,
  { type, name, caseId, agent }: Extract<Content, { kind: 'masked' }>,
  bytes: Uint8Array,
): Promise<FastifyReply> {
  const facts = factsOf(shell, agent)
  const card = await caseFor(shell, agent, caseId)
  const mask = await veilFor(shell, { facts, language: null })?.maskFor(card)
  const words = wordsIn(bytes)
  if (words === null) throw new Problem('customer.kept')
  return fileHead(reply, type, name).send(Buffer.from(mask ? mask(words) : words))
}

async function sendMail(
  shell: Shell,
  reply: FastifyReply,
  sha256: string,
  raw: Uint8Array,
): Promise<FastifyReply> {
  const { publicUrl, contentUrl } = shell.config
  const html = await pageOf(shell, sha256, raw)
  // This page alone may stand in a frame, and only in one of ours.
  reply.removeHeader('x-frame-options')
  return reply
    .header('content-security-policy', framePolicy(contentUrl ? publicUrl.origin : "'self'"))
    .type('text/html; charset=utf-8')
    .send(html)
}

const pageLengthMax = 2_000_000
/** All remembered pages together: strangers decide how long they are. */
const pagesLengthMax = 8_000_000
const pages = new Map<string, string>()
let pagesLength = 0

/** The safe page of a mail. Made at its first view, then remembered: cleaning costs more than keeping. */
async function pageOf(shell: Shell, sha256: string, raw: Uint8Array): Promise<string> {
  const kept = pages.get(sha256)
  if (kept !== undefined) return kept
  const mail = await shell.reader.readMail(raw)
  if (isUnreadable(mail)) throw new Problem('file.not_found')
  const pictures = await picturesIn(shell, mail)
  const { html } = sanitise(mail.html, id => pictures.get(id) ?? null)
  const page = `<!doctype html><meta charset="utf-8"><title></title><base target="_blank">${html}`
  if (page.length <= pageLengthMax) remember(sha256, page)
  return page
}

const picturesMost = 30

/** The pictures a mail shows, made anew: no byte of the originals goes to a browser. */
async function picturesIn(shell: Shell, { attachments }: Mail): Promise<ReadonlyMap<string, string>> {
  const found = attachments.filter(
    one => one.contentId !== '' && /^image\/(png|jpeg|gif|webp)$/.test(one.type),
  )
  const shown = new Map<string, string>()
  for (const { contentId, bytes } of found.slice(0, picturesMost)) {
    const anew = await shell.files.remake(bytes)
    if (anew) shown.set(contentId, `data:image/webp;base64,${Buffer.from(anew).toString('base64')}`)
  }
  return shown
}

function remember(sha256: string, page: string): void {
  pagesLength += page.length - (pages.get(sha256)?.length ?? 0)
  pages.set(sha256, page)
  for (const [oldest, { length }] of pages) {
    if (pagesLength <= pagesLengthMax) return
    pages.delete(oldest)
    pagesLength -= length
  }
}
