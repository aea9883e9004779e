// `/uploads/pieces`: one of ours adds a large file in pieces, and goes on after his connection was lost. Not:
// how it is kept (growing-uploads.ts), nor a file in one go (content.ts).
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { megabyte, sizesMost } from '#core/people/size-setting.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema } from '#server/http/schema.ts'
import { needRole } from '#server/http/signed.ts'
import type { Uploads } from '#server/http/uploads.ts'

/** The media type of a piece, as the documents on resumable uploads name it. */
export const pieceType = 'application/offset+octet-stream'

export const wishSchema = z.strictObject({
  name: z.string().min(1).max(500),
  type: z.string().max(200).default(''),
  size: z
    .int()
    .min(1)
    .max(sizesMost.workspaceMb * megabyte),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .meta({ description: 'The digest of all of it; by it the file is known when it is begun again.' }),
})
const standingSchema = z
  .object({
    id: z.string(),
    offset: z.int().meta({ description: 'So many bytes are here; the next piece begins there.' }),
    size: z.int(),
    isWhole: z.boolean().meta({ description: 'All bytes are here: it may be attached within a day.' }),
  })
  .meta({ id: 'UploadStanding' })
const params = z.strictObject({ upload: idSchema('fil') })

const whoMay = (request: FastifyRequest) => needRole(request, 'agent', 'lead', 'technician', 'partner').agent

/** Teaches a scope of routes to take pieces as they come. */
export function takePieces(app: Pick<App, 'addContentTypeParser'>): void {
  app.addContentTypeParser(pieceType, (_request, payload, done) => done(null, payload))
}

/** Where a piece begins, as its sender says. */
export function offsetOf({ headers }: FastifyRequest): number {
  const said = String(headers['upload-offset'] ?? '')
  if (/^\d{1,12}$/.test(said)) return Number(said)
  throw new Problem('request.invalid', { fields: [{ path: 'Upload-Offset', message: 'bytes' }] })
}

/** The bytes of a piece. */
export function pieceOf({ body }: FastifyRequest): Readable {
  if (typeof (body as Readable | null)?.pipe !== 'function') throw new Problem('request.wrong_type')
  return body as Readable
}

/** The routes of a file in pieces. */
export function pieceRoutes(app: App, { pieces }: Uploads): void {
  route(app, {
    method: 'POST',
    url: '/uploads/pieces',
    summary: 'Begin a file that comes in pieces, or go on with the same one.',
    tag: 'files',
    body: wishSchema,
    answers: { 201: standingSchema },
    handler: async (request, reply) =>
      reply.code(201).send(await pieces.begin(whoMay(request), request.body)),
  })
  route(app, {
    method: 'GET',
    url: '/uploads/pieces/:upload',
    summary: 'How far a file in pieces has come.',
    tag: 'files',
    params,
    answers: { 200: standingSchema },
    handler: (request, reply) =>
      pieces.look(whoMay(request), request.params.upload).then(one => reply.send(one)),
  })
  app.register(async scope => {
    takePieces(scope as unknown as App)
    route(scope as unknown as App, {
      method: 'PATCH',
      url: '/uploads/pieces/:upload',
      summary: `Add a piece (${pieceType}) at the offset its header Upload-Offset names.`,
      tag: 'files',
      params,
      bodyLimit: sizesMost.workspaceMb * megabyte,
      answers: { 200: standingSchema },
      async handler(request, reply) {
        const by = whoMay(request)
        const grown = await pieces.grow(by, request.params.upload, offsetOf(request), pieceOf(request))
        return reply.send(grown)
      },
    })
  })
  route(app, {
    method: 'DELETE',
    url: '/uploads/pieces/:upload',
    summary: 'Forget a file in pieces.',
    tag: 'files',
    params,
    answers: { 204: z.null() },
    async handler(request, reply) {
      await pieces.drop(whoMay(request), request.params.upload)
      return reply.code(204).send()
    },
  })
}
