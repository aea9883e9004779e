// Who knows which product: what is said of a person by himself or his lead, what he solved, what he could
// learn next; and who can help with a product. No list of people in any order but their names. Not: what
// is routed by it (core/people/who-rings.ts).
import { z } from 'zod'
import { kinds } from '#core/case/event.ts'
import type { AgentId, ProductId } from '#core/kit/id.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { knowingHows, maySeeKnowing, type SaidKnowing, whoCanHelp } from '#core/people/knowing.ts'
import { needLead } from '#server/http/coach.ts'
import { languageOf } from '#server/http/problem-reply.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nullable } from '#server/http/schema.ts'
import { record, there, wrong } from '#server/http/set-up-door.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import { speakerOf } from '#server/http/words.ts'
import type { Shell } from '#server/shell.ts'

/** What he solved within so many days counts, and what he handed up. */
const solvedDays = 365
const handedUpDays = 90
const learnMax = 5

const date = z.iso.date()
const saidSchema = nullable(
  z.object({
    since: date.meta({ description: 'Used since, or trained on this date.' }),
    by: z.string().meta({ description: 'Who said so.' }),
    at: z.int(),
  }),
)
const knowingSchema = z
  .object({
    agent: z.string(),
    products: z.array(
      z.object({
        product: z.string(),
        used: saidSchema,
        trained: saidSchema,
        solved: z.int().meta({ description: `Cases he solved in ${solvedDays} days that are still solved.` }),
        lastSolvedAt: nullable(z.int()),
      }),
    ),
    learnNext: z
      .array(z.object({ product: nullable(z.string()), kind: z.enum(kinds), cases: z.int() }))
      .meta({ description: `Of what he handed up in ${handedUpDays} days, what came most often.` }),
  })
  .meta({ id: 'Knowing', description: 'How well one person knows the products.' })
const helperSchema = z.object({
  agent: z.string(),
  name: z.string(),
  by: z.array(z.enum([...knowingHows, 'solved'])),
})
const whose = { agent: idSchema('agt') }

/** `/agents/…/knowing`, `/products/…/helpers`. */
export function knowingRoutes(app: App, shell: Shell): void {
  readRoute(app, shell)
  sayRoute(app, shell)
  helpersRoute(app, shell)
}

/** The person himself and who leads him; nobody else learns it. */
function needHis(request: Parameters<typeof signedIn>[0], shell: Shell, agent: AgentId): Signed {
  const signed = signedIn(request)
  if (!maySeeKnowing(shell.facts(), signed.facts, agent)) throw new Problem('role.missing')
  return signed
}

function readRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/agents/:agent/knowing',
    summary: 'How well one knows the products, and what to learn next: for himself and his lead.',
    tag: 'knowing',
    params: z.strictObject(whose),
    answers: { 200: knowingSchema },
    async handler(request, reply) {
      const { agent } = request.params
      needHis(request, shell, agent)
      return reply.send(await knowingOf(shell, agent))
    },
  })
}

function sayRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'PUT',
    url: '/agents/:agent/knowing/:product',
    summary: 'Say since when somebody uses a product and when he was trained on it; null: not.',
    tag: 'knowing',
    params: z.strictObject({ ...whose, product: idSchema('pro') }),
    body: z.strictObject({ used: nullable(date), trained: nullable(date) }),
    answers: { 200: knowingSchema },
    async handler(request, reply) {
      const { agent, product } = request.params
      const by = needHis(request, shell, agent)
      there((await shell.desk.products.all()).find(one => one.id === product))
      const now = shell.now()
      // A date is of the person's own clocks, which may be a day ahead of ours.
      const last = new Date(now + dayMs).toISOString().slice(0, 10)
      const said = speakerOf(languageOf(request))
      for (const how of knowingHows)
        if ((request.body[how] ?? '') > last) throw wrong(`/${how}`, said('knowing.future'))
      await say(shell, by, { agent, product, ...request.body })
      return reply.send(await knowingOf(shell, agent))
    },
  })
}

type Wish = {
  readonly agent: AgentId
  readonly product: ProductId
  readonly used: string | null
  readonly trained: string | null
}

/** Keeps what differs; who said before what stays as it was, has still said it. */
async function say(shell: Shell, by: Signed, { agent, product, ...wish }: Wish): Promise<void> {
  const { knowing } = shell.desk
  const all = (await knowing.of(agent)).filter(one => one.product === product)
  const before = {
    used: all.find(one => one.how === 'used')?.since ?? null,
    trained: all.find(one => one.how === 'trained')?.since ?? null,
  }
  for (const how of knowingHows) {
    const since = wish[how]
    if (since === before[how]) continue
    if (since === null) await knowing.takeBack({ agent, product, how })
    else await knowing.say({ agent, product, how, since, saidBy: by.agent, saidAt: instant(shell.now()) })
  }
  if (before.used === wish.used && before.trained === wish.trained) return
  const as = (one: typeof before) => ({ product, ...one })
  const [was, is] = [as(before), as(wish)]
  await record(shell, by, { what: 'agent.knowing_said', about: agent, before: was, after: is })
}

function helpersRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/products/:product/helpers',
    summary: 'Who can help with a product, by name; for leads.',
    tag: 'knowing',
    params: z.strictObject({ product: idSchema('pro') }),
    answers: { 200: z.object({ items: z.array(helperSchema) }) },
    async handler(request, reply) {
      needLead(request)
      const { product } = request.params
      const { products, knowing } = shell.desk
      there((await products.all()).find(one => one.id === product))
      const [said, solvers] = [await knowing.about(product), await knowing.solvers(product)]
      const items = whoCanHelp(shell.facts(), { said, solvers })
      return reply.send({ items: items.map(({ by, ...one }) => ({ ...one, by: [...by] })) })
    },
  })
}

async function knowingOf({ desk, facts, now }: Shell, agent: AgentId) {
  if (!facts().agents[agent]) throw new Problem('set_up.not_found')
  const since = (days: number) => instant(now() - days * dayMs)
  const said = await desk.knowing.of(agent)
  const solved = await desk.knowing.solved({ agent, since: since(solvedDays) })
  const learnNext = await desk.knowing.handedUp({ agent, since: since(handedUpDays) }, learnMax)
  const ids = [...new Set([...said, ...solved].map(({ product }) => product))].sort()
  const products = ids.map(product => {
    const cases = solved.find(one => one.product === product)
    const how = (which: SaidKnowing['how']) => {
      const one = said.find(it => it.product === product && it.how === which)
      return one ? { since: one.since, by: one.saidBy, at: one.saidAt } : null
    }
    const shown = { product, used: how('used'), trained: how('trained') }
    return { ...shown, solved: cases?.cases ?? 0, lastSolvedAt: cases?.lastAt ?? null }
  })
  return { agent, products, learnNext: learnNext.map(one => ({ ...one })) }
}
