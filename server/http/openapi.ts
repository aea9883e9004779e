// The description of the API, made from the same schemas that validate: `GET /api/v1/openapi.json`.
import fastifySwagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { cookieName } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

const about = `Every deed an agent can do on a screen can be done here with a token.

Writes take \`Idempotency-Key\` (kept 48 hours): the same request again gives the same answer
and no second effect.
Cases carry an ETag (\`"seq"\`) and honour \`If-Match\`.
Lists answer \`{items, next}\`; \`next\` is the cursor of the next page.
Points in time are epoch milliseconds, UTC. Refusals are problem documents (RFC 9457) with a stable \`code\`.
Whoever uses a cookie instead of a token sends \`x-tierline: 1\` with each write.`

const tags = {
  session: 'Signing in and out',
  cases: 'Cases, lists and drafts',
  deeds: 'What can be done to a case',
  escalations: 'Wishes for somebody who leads',
  matters: 'What stands beside cases: problems, supplier cases, change requests',
  changes: 'Change requests to engineering',
  'house-policies': 'Policies of the house, who has acknowledged which version',
  'may-tells': 'Whether an answer may be told to a customer',
  customers: 'Customers',
  scripts: 'Flowcharts with a why',
  files: 'Files and mails',
  knowing: 'Who knows which product, and what he could learn next',
  coach: 'What leads read to help people write clearer, and private words about it',
  live: 'What changes, as it changes',
}

/** Has to be called before the routes it describes are added. */
export async function describeApi(app: FastifyInstance, shell: Shell): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Tierline', version: shell.config.version, description: about },
      servers: [{ url: '/' }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An API token, `tl_…`.' },
          session: { type: 'apiKey', in: 'cookie', name: cookieName(shell.config.publicUrl) },
        },
      },
    },
    transform: document => withoutEmptyBodies(jsonSchemaTransform(document as never)),
    transformObject: jsonSchemaTransformObject as never,
  })
  let text: string | null = null
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => {
    text ??= JSON.stringify(app.swagger())
    return reply.type('application/json; charset=utf-8').send(text)
  })
}

type Transformed = ReturnType<typeof jsonSchemaTransform>

/** 204 has no body to describe. */
function withoutEmptyBodies(transformed: Transformed): Transformed {
  const { response } = (transformed.schema ?? {}) as { response?: Record<string, unknown> }
  if (response?.[204]) response[204] = { type: 'null', description: 'Done; nothing to add.' }
  return transformed
}
