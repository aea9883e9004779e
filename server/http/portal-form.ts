// What comes in by the portal's forms: fields, files within their limits, and whether one of our pages sent
// it.
import { megabyte } from '#core/people/size-setting.ts'
import { createHash } from 'node:crypto'
import fastifyMultipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type FieldFault, filesMax } from '#channels/form/form.ts'
import type { CameFile, FieldError } from '#portal/form.ts'
import { turnstile } from '#server/http/limits.ts'
import { Problem } from '#server/http/problems.ts'
import { plainName } from '#server/http/upload-file.ts'
import type { Say } from '#words/say.ts'

export type PortalFile = {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
  readonly sha256: string
}
export type Form = {
  readonly fields: ReadonlyMap<string, string>
  readonly files: readonly PortalFile[]
  readonly faults: readonly FieldFault[]
  /** which of its files came ahead of it */
  readonly came?: readonly CameFile[]
}

const fieldBytesMax = 100_000
// Five files in memory each; more forms with files at once wait in line.
const withFiles = turnstile(4, 40)
/** Files beyond the limit are counted, not kept; beyond this the form is not ours. */
const partsMax = 40

/** Teaches a scope of routes our forms, with files and without. */
export async function readForms(app: FastifyInstance, fileMb: () => number): Promise<void> {
  if (!app.hasDecorator('fileMb')) app.decorate('fileMb', fileMb)
  if (!app.hasContentTypeParser('multipart/form-data')) await app.register(fastifyMultipart)
  const plain = 'application/x-www-form-urlencoded'
  if (app.hasContentTypeParser(plain)) return
  app.addContentTypeParser(plain, { parseAs: 'string', bodyLimit: fieldBytesMax }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  )
}

/** The form of a request. A file too large or too many is a fault at its field; all else was read. */
export async function readForm(request: FastifyRequest): Promise<Form> {
  if (request.body instanceof URLSearchParams) return { fields: new Map(request.body), files: [], faults: [] }
  if (!request.isMultipart()) throw new Problem('request.wrong_type')
  const form = await withFiles(() => readParts(request))
  if (!form) throw new Problem('server.busy', { headers: { 'retry-after': '5' } })
  return form
}

async function readParts(request: FastifyRequest): Promise<Form> {
  const fields = new Map<string, string>()
  const files: PortalFile[] = []
  const faults: FieldFault[] = []
  const mb = (request.server as unknown as { fileMb: () => number }).fileMb()
  const limits = {
    fileSize: mb * megabyte,
    fieldSize: fieldBytesMax,
    files: partsMax,
    fields: partsMax,
    parts: partsMax,
  }
  for await (const part of request.parts({ limits, throwFileSizeLimit: false } as object)) {
    if (part.type === 'field') {
      const before = fields.get(part.fieldname)
      const value = String(part.value ?? '')
      // Several boxes ticked under one name are one list.
      fields.set(part.fieldname, before === undefined ? value : `${before}\n${value}`)
      continue
    }
    const keep = files.length < filesMax
    const bytes = await bytesOf(part.file, keep)
    if (part.file.truncated) {
      const values = { name: plainName(part.filename ?? ''), mb }
      faults.push({ field: 'files', code: 'file_too_large', values })
    } else if (bytes.length > 0 || (part.filename ?? '') !== '') {
      if (keep) files.push(fileOf(part.filename ?? '', part.mimetype, bytes))
      else if (!faults.some(one => one.code === 'too_many_files')) faults.push(tooManyFiles)
    }
  }
  return { fields, files, faults }
}

export const tooManyFiles: FieldFault = { field: 'files', code: 'too_many_files', values: { most: filesMax } }

async function bytesOf(file: AsyncIterable<Buffer>, keep: boolean): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of file) if (keep) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const fileOf = (name: string, type: string, bytes: Buffer): PortalFile => ({
  name: plainName(name),
  type: /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type.toLowerCase() : 'application/octet-stream',
  bytes,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

/**
 * Whether a form was sent by one of our pages. Browsers say so (`Sec-Fetch-Site`); older ones name the
 * origin, or
 * "null" because our pages send no referrer. Whoever says nothing at all carries no cookie from a foreign
 * page either:
 * ours are SameSite, and what opens a case or touches one needs them.
 */
export function isOwnForm({ headers }: Pick<FastifyRequest, 'headers'>, publicUrl: URL): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin, host } = headers
  if (origin === undefined || origin === 'null') return true
  return origin === publicUrl.origin || (URL.canParse(origin) && new URL(origin).host === host)
}

/** Faults as words at their fields. */
export const saidFaults = (say: Say, faults: readonly FieldFault[]): FieldError[] =>
  faults.map(({ field, code, values }) => ({ field, text: say(`portal.err_${code}`, values) }))
