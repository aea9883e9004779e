// `POST /cases/take-next`: the next case for whoever asks, given to him alone; or why there is none. Not:
// which one that is (core/people/routing.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import {
  capacityOf,
  heldBack,
  type Misfit,
  misfits,
  type NextQuery,
  nextFor,
  type WhyFirst,
  whyFirst,
} from '#core/people/routing.ts'
import { answerAgain, answerOf, type Done } from '#server/http/deed-routes.ts'
import { type Key, keyOf, onceEach } from '#server/http/idempotency.ts'
import { type Details, Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { nullable } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'

/** For so long nobody else is given a case that somebody is just being given. */
const leaseMs = minuteMs / 6
/** Cases that turn out not to be his, or are changed under him, before he is told that nothing is there. */
const triesMax = 20
/** Open work is counted no further than this. */
const hasMax = 1_000
/** So many cases are looked at to say why none of them fits. */
const lookedAtMax = 200

const takeBody = z.union([
  z.strictObject({
    anyway: z.boolean().optional().meta({ description: 'I work now, whatever my week or absence says.' }),
  }),
  z.null(),
])
const because = z.object({
  code: z.enum(['severity_1', 'due', 'waited']),
  kind: z.string().optional().meta({ description: 'due: what is owed.' }),
  at: z.int().optional().meta({ description: 'due: by when; waited: since when.' }),
})
const takenSchema = z.object({
  id: z.string(),
  number: z.int(),
  seq: z.int(),
  because: nullable(because).meta({
    description: 'Why this one was the first; null: it was given under this key before.',
  }),
})
type Taken = Pick<Done, 'id' | 'number' | 'seq' | 'events'> & { readonly because: WhyFirst | null }

/** The route. Who asks twice at once is answered one after the other, so that his hands are counted right. */
export function takeNextRoute(app: App, shell: Shell): void {
  const once = onceEach(shell)
  const inTurn = oneByOne()
  route(app, {
    method: 'POST',
    url: '/cases/take-next',
    summary: 'Take the next case that waits and fits me: severity 1, then what is due first.',
    tag: 'cases',
    isDeed: true,
    body: takeBody.optional(),
    answers: { 200: takenSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const key = keyOf(request, signed.actorKey)
      const isAnyway = request.body?.anyway === true
      const { id, number, seq, because } = await once<Taken>(
        key,
        () => inTurn(signed.agent, () => takeNext(shell, signed, { isAnyway, key })),
        async kept => ({ ...(await answerAgain(shell, kept)), because: null }),
      )
      return reply.send({ id, number, seq, because: because && { ...because } })
    },
  })
}

function oneByOne() {
  const last = new Map<AgentId, Promise<unknown>>()
  return async <T>(agent: AgentId, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(agent) ?? Promise.resolve()).then(work, work)
    last.set(agent, mine)
    try {
      return await mine
    } finally {
      if (last.get(agent) === mine) last.delete(agent)
    }
  }
}

type Wish = { readonly isAnyway: boolean; readonly key: Key | undefined }

async function takeNext(shell: Shell, signed: Signed, { isAnyway, key }: Wish): Promise<Taken> {
  const { store } = shell
  const { agent, by, facts } = signed
  const has = await store.count({ phase: ['open'], worker: agent, waiting: false }, hasMax)
  const held = heldBack(shell.facts(), facts, { now: shell.now(), has })
  if (held && held.code !== 'full' && !isAnyway)
    throw new Problem('queue.outside_hours', { details: { why: held.code } })
  if (!isAnyway && (await shell.whereabouts.hardUntil(agent)) !== null)
    throw new Problem('queue.outside_hours', { details: { why: 'hard_contact' } })
  const asked = nextFor(shell.facts(), facts, has)
  const except: CaseId[] = []
  for (let tried = 0; tried < triesMax; tried++) {
    const card = await store.leaseNext({ ...asked, except }, leaseMs)
    if (card === null) break
    const caseId = card.id
    const handled = await shell.handle({ caseId, by, commands: [{ type: 'worker.take' }], texts: [], key })
    // A right that is missing is missing for every case; what was changed meanwhile is not this one's fault.
    const isGone = handled.outcome === 'refused' && !handled.refusal.refused.startsWith('access.')
    if (!isGone && handled.outcome !== 'nothing')
      return { ...(await answerOf(shell, handled)), because: whyFirst(card) }
    except.push(caseId)
  }
  throw await whyNothing(shell, signed, asked, has)
}

/** Why somebody is given nothing though he asked. */
async function whyNothing(shell: Shell, { facts: own }: Signed, asked: NextQuery, has: number) {
  const { store } = shell
  const desk = shell.facts()
  const waiting = (await store.toTake(asked.teams, lookedAtMax)).filter(card =>
    mayRead(own, card, false, desk),
  )
  const fitting = waiting.filter(card => misfits(desk, own, card).length === 0)
  const of = capacityOf(desk, own)
  if (asked.isFull && fitting.length > 0 && of !== null)
    return new Problem('queue.full', { details: { has, of } })
  const missing = mostMissing(waiting.map(card => misfits(desk, own, card)))
  return missing && fitting.length === 0
    ? new Problem('queue.nothing_fits', { details: await told(shell, missing) })
    : new Problem('queue.empty')
}

async function told({ desk, facts }: Shell, { misfit, count }: Missing): Promise<Details> {
  const about = { count, missing: misfit.code, language: '', name: '' }
  if (misfit.code === 'language') return { ...about, language: misfit.language }
  if (misfit.code === 'skill') return { ...about, name: facts().skills?.[misfit.skill]?.name ?? '' }
  const product = (await desk.products.all()).find(one => one.id === misfit.product)
  return { ...about, name: product?.name ?? '' }
}

type Missing = { readonly misfit: Misfit; readonly count: number }

/** What most of the cases want that he lacks. */
function mostMissing(all: readonly (readonly Misfit[])[]): Missing | null {
  const counted = new Map<string, Missing>()
  for (const misfit of all.flat()) {
    const name = JSON.stringify(misfit)
    counted.set(name, { misfit, count: (counted.get(name)?.count ?? 0) + 1 })
  }
  return [...counted.values()].sort((a, b) => b.count - a.count)[0] ?? null
}
