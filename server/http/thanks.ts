// Thanks of customers and colleagues for who worked on the case, and what a year of help came to, each number
// with the cases behind it. Not: giving thanks (people-deeds.ts).
import { z } from 'zod'
import type { Recorded } from '#core/case/event.ts'
import { instant } from '#core/kit/time.ts'
import { mayReadCard } from '#server/http/case-door.ts'
import { type App, route } from '#server/http/route.ts'
import { nullable } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { type ThanksAt, type Year, yearFigures } from '#store/desk/thanks.ts'

const pageSize = 20
/** The list behind a number ends here and says so; the number does not. */
const listMax = 500
const place = z.string().regex(/^\d{1,15} \d{1,6} cas_[0-9a-z]{1,40}$/)
const thanksSchema = z
  .object({
    number: z.int(),
    subject: z.string(),
    seq: z.int(),
    at: z.int(),
    from: nullable(z.string()).meta({ description: 'The colleague; null: the customer.' }),
    to: nullable(z.string()).meta({ description: 'Whom a colleague names; null: all who worked on it.' }),
    words: z.string().meta({ description: 'Empty where they were erased.' }),
  })
  .meta({ id: 'Thanks' })
type Thanks = z.output<typeof thanksSchema>
const year = z.coerce.number().pipe(z.int().min(2000).max(9999))

/** `/thanks` and `/support-day`. */
export function thanksRoutes(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/thanks',
    summary: 'Thanks in cases I worked on, of customers and colleagues, the newest first.',
    tag: 'coach',
    query: z.strictObject({ cursor: place.optional() }),
    answers: { 200: z.object({ items: z.array(thanksSchema), next: nullable(z.string()) }) },
    async handler(request, reply) {
      const by = signedIn(request)
      const [at, seq, caseId] = request.query.cursor?.split(' ') ?? []
      const before = caseId
        ? { at: instant(Number(at)), seq: Number(seq), caseId: caseId as ThanksAt['caseId'] }
        : undefined
      const found = await shell.desk.thanks.of({ agent: by.agent, limit: pageSize + 1, before })
      const page = found.slice(0, pageSize)
      const last = found.length > pageSize ? page.at(-1) : undefined
      const items = await Promise.all(page.map(one => thanksOf(shell, by, one)))
      return reply.send({
        items: items.filter(one => one !== null),
        next: last ? `${last.at} ${last.seq} ${last.caseId}` : null,
      })
    },
  })
  yearRoutes(app, shell)
}

async function thanksOf(shell: Shell, { agent }: Signed, { caseId, seq }: ThanksAt): Promise<Thanks | null> {
  const [card, ledger] = await Promise.all([shell.store.card(caseId), shell.store.read(caseId)])
  const event = ledger?.events[seq - 1] as Recorded | undefined
  if (!card || !ledger || !event || !(await mayReadCard(shell, agent, card))) return null
  const ref = 'text' in event ? event.text : null
  return {
    ...{ number: card.number, subject: card.subject, seq, at: event.at },
    from: event.by.kind === 'agent' ? event.by.id : null,
    to: event.type === 'thanks.given' ? event.to : null,
    words: ref ? (ledger.texts.get(ref.text) ?? '') : '',
  }
}

function yearRoutes(app: App, shell: Shell): void {
  const { thanks } = shell.desk
  route(app, {
    method: 'GET',
    url: '/support-day',
    summary:
      'What a year (UTC) of help came to: each number counted from the ledger, as often as it happened.',
    tag: 'coach',
    query: z.strictObject({ year }),
    answers: {
      200: z.object({ figures: z.array(z.object({ figure: z.enum(yearFigures), n: z.int() })) }),
    },
    async handler(request, reply) {
      signedIn(request)
      const span = spanOf(request.query.year)
      const figures = await Promise.all(
        yearFigures.map(async figure => ({ figure, n: await thanks.count(figure, span) })),
      )
      return reply.send({ figures })
    },
  })
  route(app, {
    method: 'GET',
    url: '/support-day/:figure',
    summary: `The cases behind a number of a year, the newest first, at most ${listMax}; those I may read.`,
    tag: 'coach',
    params: z.strictObject({ figure: z.enum(yearFigures) }),
    query: z.strictObject({ year }),
    answers: {
      200: z.object({
        items: z.array(z.object({ number: z.int(), subject: z.string(), times: z.int() })),
        hidden: z.int().meta({ description: 'Cases among them that I may not read.' }),
        more: z.boolean(),
      }),
    },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const found = await thanks.list(request.params.figure, spanOf(request.query.year), listMax + 1)
      const page = found.slice(0, listMax)
      const cards = await Promise.all(page.map(one => shell.store.card(one.caseId)))
      const items = []
      for (const [i, card] of cards.entries())
        if (card && (await mayReadCard(shell, agent, card)))
          items.push({ number: card.number, subject: card.subject, times: page[i]!.times })
      return reply.send({ items, hidden: page.length - items.length, more: found.length > listMax })
    },
  })
}

const spanOf = (of: number): Year => ({
  from: instant(Date.UTC(of, 0, 1)),
  until: instant(Date.UTC(of + 1, 0, 1)),
})
