// How a route of /api/v1 is declared: its shapes, its summary for the document, and whether it needs somebody
// signed in.
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import { z } from 'zod'
import { deedProblems, usualProblems } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger
>

const noQuery = z.strictObject({})

type Shape = z.ZodType | undefined
type Out<S extends Shape> = S extends z.ZodType ? z.output<S> : unknown

type Route<P extends Shape, Q extends Shape, B extends Shape> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly summary: string
  readonly tag: string
  /** needs nobody signed in */
  readonly open?: boolean
  /** a write to a case: may also answer 409, 412, 422 */
  readonly isDeed?: boolean
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** schemas of the good answers by status; anything but JSON says its media type */
  readonly answers: Readonly<Record<number, z.ZodType | { description: string; content: object }>>
  readonly bodyLimit?: number
  readonly handler: (
    request: FastifyRequest<{
      Params: Out<P>
      Querystring: Out<Q>
      Body: Out<B>
    }>,
    reply: FastifyReply,
  ) => Promise<unknown> | unknown
}

/** Adds a route with its schemas; unknown keys in path, query or body are refused by them. */
export function route<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  app: App,
  one: Route<P, Q, B>,
): void {
  const isWrite = one.method !== 'GET'
  app.route({
    method: one.method,
    url: one.url,
    ...(one.bodyLimit !== undefined && { bodyLimit: one.bodyLimit }),
    schema: {
      summary: one.summary,
      tags: [one.tag],
      ...(one.params && { params: one.params }),
      querystring: one.query ?? noQuery,
      ...(one.body && { body: one.body }),
      response: { ...one.answers, ...(one.isDeed || isWrite ? deedProblems : usualProblems) },
      security: one.open ? [] : [{ token: [] }, { session: [] }],
    },
    ...(!one.open && { preValidation: async (request: FastifyRequest) => void signedIn(request) }),
    handler: one.handler as never,
  } as never)
}
