// `GET /problems`: every code a problem document can carry, with its status and sentence. The `type` of one
// leads here.
import { z } from 'zod'
import { refusalCodes } from '#core/case/refusal-codes.ts'
import { languageOf, problemDocument } from '#server/http/problem-reply.ts'
import { Problem, type ProblemCode, problemCodes } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'

const codes = [...new Set([...problemCodes, ...refusalCodes])].sort()
const entry = z.object({ code: z.string(), status: z.int(), title: z.string() })

/** Both routes are open: a program reads them before it signs in. */
export function problemRoutes(app: App): void {
  const shown = (code: string, language: Parameters<typeof problemDocument>[2]) => {
    const { status, title } = problemDocument(new Problem(code as ProblemCode), '', language)
    return { code, status, title }
  }
  route(app, {
    method: 'GET',
    url: '/problems',
    summary: 'Every code a problem document can carry.',
    tag: 'session',
    open: true,
    answers: { 200: z.object({ items: z.array(entry) }) },
    handler: (request, reply) => reply.send({ items: codes.map(code => shown(code, languageOf(request))) }),
  })
  route(app, {
    method: 'GET',
    url: '/problems/:code',
    summary: 'What a code means.',
    tag: 'session',
    open: true,
    params: z.strictObject({ code: z.string().max(60) }),
    answers: { 200: entry },
    handler(request, reply) {
      const { code } = request.params
      if (!codes.includes(code as ProblemCode)) throw new Problem('route.not_found')
      return reply.send(shown(code, languageOf(request)))
    },
  })
}
