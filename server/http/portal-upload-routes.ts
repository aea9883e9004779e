// `/help/files`: a customer's browser sends a file ahead of its form, piece by piece, and asks how far it
// came after the line was lost. Answers are data, as the agents' own door gives them (upload-pieces.ts). Not:
// pages.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FileId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { megabyte, sizesMost } from '#core/people/size-setting.ts'
import { filesPath } from '#portal/form.ts'
import { formLimits, type Portal } from '#server/http/portal.ts'
import { secretOf } from '#server/http/portal-ask.ts'
import { isOwnForm } from '#server/http/portal-form.ts'
import { likelyLanguage, setCookie } from '#server/http/portal-ground.ts'
import { NotAsDescribed, problemDocument, problemFrom } from '#server/http/problem-reply.ts'
import { Problem } from '#server/http/problems.ts'
import { offsetOf, pieceOf, takePieces, wishSchema } from '#server/http/upload-pieces.ts'
import { newSecret } from '#store/desk/secret.ts'

type Named = { Params: { upload: string } }

/** The routes of files that come ahead of their form. */
export async function portalUploadRoutes(app: FastifyInstance, portal: Portal): Promise<void> {
  const { shell, uploads } = portal
  const one = `${filesPath}/:upload`
  const idOf = ({ params }: FastifyRequest<Named>) => params.upload as FileId
  /** Without the secret nothing of his is here, and nothing is told of others'. */
  const his = (request: FastifyRequest<Named>): string => {
    const secret = secretOf(portal, request)
    if (secret) return secret
    throw new Problem('upload.not_found', { details: { file: idOf(request) } })
  }
  takePieces(app)
  app.addHook('onRequest', async request => {
    if (request.method !== 'GET' && !isOwnForm(request, shell.config.publicUrl))
      throw new Problem('request.foreign')
  })
  app.setErrorHandler((fault, request, reply) =>
    sendFault(fault, request, reply, likelyLanguage(shell, request)),
  )
  app.post(filesPath, async (request, reply) => {
    const wish = wishSchema.safeParse(request.body)
    if (!wish.success) throw new NotAsDescribed(wish.error.issues)
    if (formLimits(portal, request) > 0) throw new Problem('request.too_many')
    const secret = secretOf(portal, request) ?? newSecret()
    const standing = await uploads.begin(secret, wish.data)
    setCookie(shell, reply, 'ask', secret, 1)
    return reply.code(201).send(standing)
  })
  app.get<Named>(one, async request => uploads.look(his(request), idOf(request)))
  app.patch<Named>(one, { bodyLimit: sizesMost.portalMb * megabyte }, async request =>
    uploads.grow(his(request), idOf(request), offsetOf(request), pieceOf(request)),
  )
  app.delete<Named>(one, async (request, reply) => {
    await uploads.drop(his(request), idOf(request))
    return reply.code(204).send()
  })
}

function sendFault(
  fault: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  language: Language,
): FastifyReply {
  const problem = problemFrom(fault, language)
  if (problem.status >= 500 && problem.status !== 503)
    process.stderr.write(
      `fault ${request.id} ${request.method} ${filesPath}: ${fault instanceof Error ? fault.stack : fault}\n`,
    )
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .send(problemDocument(problem, request.id, language))
}
