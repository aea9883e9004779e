// Addresses that take no mail: which, since when, which mails came back; and letting one take mail again.
// Not: how they come to take none (server/machine-mail.ts).
import { z } from 'zod'
import { type App, route } from '#server/http/route.ts'
import { nullable, words } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, there } from '#server/http/set-up-door.ts'

const listMax = 500

const suppressionSchema = z
  .object({
    id: z.int(),
    address: z.string(),
    since: z.int(),
    mails: z
      .array(
        z.object({
          caseId: nullable(z.string()),
          number: nullable(z.int()),
          at: z.int(),
          status: z.string().meta({ description: 'As servers write it: 5.1.1.' }),
          said: z.string().meta({ description: 'In the words of the far server.' }),
        }),
      )
      .meta({ description: 'The mails that came back, the newest first.' }),
  })
  .meta({ id: 'Suppression' })

/** `/suppressions`. */
export function suppressionRoutes(app: App, { shell }: SetUp): void {
  const { suppressions } = shell.desk
  route(app, {
    method: 'GET',
    url: '/suppressions',
    summary: 'Addresses that take no mail since too many came back, the newest first.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(suppressionSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'suppressions', 'read')
      return reply.send({ items: await suppressions.all(listMax) })
    },
  })
  route(app, {
    method: 'POST',
    url: '/suppressions/:suppression/lift',
    summary: 'Let an address take mail again, and say why. What came back is forgotten.',
    tag: 'set-up',
    params: z.strictObject({ suppression: z.coerce.number().pipe(z.int().min(1)) }),
    body: z.strictObject({ because: words(500) }),
    answers: { 200: suppressionSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'suppressions', 'change')
      const { suppression } = request.params
      const because = request.body.because.trim()
      const lifted = there(await suppressions.lift(suppression, by.agent, because, shell.now()))
      await record(shell, by, {
        what: 'suppression.lifted',
        about: String(lifted.id),
        after: { address: lifted.address, because },
      })
      return reply.send(lifted)
    },
  })
}
