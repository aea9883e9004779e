// Pictures of scripts: uploaded by whoever writes scripts, judged by their bytes, shown as nothing but
// pictures. A name never stands for other bytes, so they may be kept for ever. Not: photos on cases
// (content.ts).
import { createHash } from 'node:crypto'
import fastifyMultipart from '@fastify/multipart'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { fileForm } from '#core/script/form.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { needSetUp, record } from '#server/http/set-up-door.ts'
import { signedIn } from '#server/http/signed.ts'
import { type PictureKind, pictureBytesMax, pictureKind, pictureName } from '#server/picture-kind.ts'
import type { Shell } from '#server/shell.ts'
import type { ScriptPicture } from '#store/desk/script-picture.ts'

const keptSchema = z
  .object({
    file: z.string().meta({ description: 'What a step calls it: `picture: {file: dsl-light.svg, …}`.' }),
    type: z.string(),
    size: z.int(),
  })
  .meta({ id: 'ScriptPicture' })
const params = z.strictObject({ file: z.string().max(80).regex(fileForm) })

/** `/script-pictures`. */
export function scriptPictureRoutes(app: App, shell: Shell): void {
  app.register(async scope => {
    await scope.register(fastifyMultipart, {
      limits: { fileSize: pictureBytesMax, files: 1, fields: 0, parts: 1, headerPairs: 20 },
    })
    route(scope as unknown as App, {
      method: 'POST',
      url: '/script-pictures',
      summary:
        'Add a picture (multipart/form-data: PNG, JPEG, WebP or SVG, at most 1 MB) for scripts to show.',
      tag: 'scripts',
      bodyLimit: pictureBytesMax + 64 * 1024,
      answers: { 201: keptSchema },
      async handler(request, reply) {
        const by = needSetUp(request, 'script_drafts', 'change')
        const part = await request.file()
        if (!part) throw new Problem('upload.missing')
        const bytes = await part.toBuffer().catch(tooLarge)
        const kind = pictureKind(bytes)
        if (!kind) throw new Problem('script.no_picture')
        const own = { type: kind.type, bytes, at: shell.now(), by: by.agent }
        const file = await keep(shell, own, { name: part.filename, kind })
        await record(shell, by, { what: 'script_picture.added', about: file, after: { size: bytes.length } })
        return reply.code(201).send({ file, type: kind.type, size: bytes.length })
      },
    })
  })

  route(app, {
    method: 'GET',
    url: '/script-pictures/:file',
    summary: 'A picture of a script, as it was added.',
    tag: 'scripts',
    params,
    answers: { 200: { description: 'The picture.', content: { 'image/*': { schema: z.unknown() } } } },
    async handler(request, reply) {
      signedIn(request)
      const picture = await shell.desk.scriptPictures.one(request.params.file)
      if (!picture) throw new Problem('file.not_found')
      return sendPicture(reply, picture, 'private')
    },
  })
}

function tooLarge(fault: unknown): never {
  if ((fault as { code?: string }).code !== 'FST_REQ_FILE_TOO_LARGE') throw fault
  throw new Problem('upload.too_large', { details: { mb: pictureBytesMax / 1024 / 1024 } })
}

/** Under its own name, or, where that is another picture's, with a mark of its bytes. */
async function keep(
  { desk }: Pick<Shell, 'desk'>,
  own: Omit<ScriptPicture, 'file'>,
  { name, kind }: { name: string; kind: PictureKind },
): Promise<string> {
  const plain = pictureName(name, kind)
  if ((await desk.scriptPictures.add({ ...own, file: plain })) === 'kept') return plain
  const mark = createHash('sha256').update(own.bytes).digest('hex').slice(0, 12)
  const marked = pictureName(name, kind, mark)
  if ((await desk.scriptPictures.add({ ...own, file: marked })) === 'taken')
    throw new Error(`two pictures of one name and digest: ${marked}`)
  return marked
}

/** A drawing opened by itself is inert as well: nothing runs, nothing is loaded. */
const inert = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** Sends it as what it is; whoever has it need not ask again. */
export const sendPicture = (
  reply: FastifyReply,
  { type, bytes }: Pick<ScriptPicture, 'type' | 'bytes'>,
  whose: 'private' | 'public',
): FastifyReply =>
  reply
    .header('content-security-policy', inert)
    .header('cache-control', `${whose}, max-age=31536000, immutable`)
    .type(type)
    .send(Buffer.from(bytes))
