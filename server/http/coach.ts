// What leads read to help people write clearer: hand-offs that came back, what was unclear and how it was
// mended, and a sample of cases that is fair over people. No count of anybody, and no order but time.
// Not: the private words about it (coach-words.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import { missings } from '#core/case/note-kind.ts'
import { type Entry, timeline } from '#core/case/timeline.ts'
import type { AgentId, CaseId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { dayMs, instant, minuteMs } from '#core/kit/time.ts'
import { fairSample } from '#core/measure/fair-sample.ts'
import { leads } from '#core/people/leads.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nullable, words } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { Coached, CoachedFact } from '#store/desk/coach.ts'
import type { Ledger } from '#store/store.ts'

const pageSize = 20
/** So many of each kind are drawn from at most: the newest of the time asked for. */
const drawnFromMax = 2_000
const sampleMax = 20
const often = 30 * dayMs
/** A case is drawn by what somebody made of it: he solved it, or passed it on. */
const sampled = ['hand_off.offered', 'case.solved'] as const

const place = z.string().regex(/^\d{1,15} \d{1,6} cas_[0-9a-z]{1,40}$/)
const period = {
  team: idSchema('tea').optional().meta({ description: 'Only people of this team; absent: all I lead.' }),
  mine: z.literal('1').optional().meta({ description: 'What I wrote myself: the same my lead reads of me.' }),
  since: z.coerce.number().pipe(z.int().min(0)),
  until: z.coerce.number().pipe(z.int().min(0)).optional().meta({ description: 'Absent: now.' }),
}

const itemSchema = z
  .object({
    caseId: z.string(),
    number: z.int(),
    subject: z.string(),
    seq: z.int().meta({ description: 'Where the entry begins in the ledger.' }),
    about: z.string().meta({ description: 'The hand-off, note or step; of what is solved, the case.' }),
    what: z.enum(['hand_off', 'note', 'step', 'solved']),
    author: z.string(),
    at: z.int(),
    words: z.string().meta({ description: 'What its author wrote; empty where it was erased.' }),
    problem: nullable(z.string()).meta({ description: 'Of a hand-off: the problem as its sheet says it.' }),
    returned: nullable(z.object({ by: z.string(), at: z.int(), reason: z.string(), nextAct: z.string() })),
    flags: z.array(
      z.object({
        by: z.string(),
        at: z.int(),
        missing: z.enum(missings),
        words: nullable(z.string()),
        mended: nullable(z.object({ at: z.int(), text: z.string(), minutes: z.int() })),
      }),
    ),
    often: z.boolean().meta({ description: 'What its author writes was unclear repeatedly in 30 days.' }),
  })
  .meta({ id: 'CoachItem' })
type Item = z.output<typeof itemSchema>

/** Who leads is let in; nobody else learns what lies here. */
export function needLead(request: Parameters<typeof signedIn>[0]): Signed {
  const signed = signedIn(request)
  if (!signed.facts.roles.includes('lead')) throw new Problem('role.missing')
  return signed
}

type Period = {
  mine?: '1' | undefined
  team?: TeamId | undefined
  since: number
  until?: number | undefined
}

/** `/coach/returned`, `/coach/unclear`, `/coach/well`, `/coach/sample`. */
export function coachRoutes(app: App, shell: Shell): void {
  listRoute(app, shell, 'returned', 'hand_off.returned', 'Hand-offs that came back, the newest first.')
  listRoute(
    app,
    shell,
    'unclear',
    'note.flagged',
    'What was unclear and how it was mended, the newest first.',
  )
  listRoute(app, shell, 'well', 'hand_off.rated', 'Hand-offs their receiver found clear, the newest first.')
  route(app, {
    method: 'GET',
    url: '/coach/sample',
    summary:
      'Some cases people I lead solved or passed on, drawn fairly over them; the same seed draws the same.',
    tag: 'coach',
    query: z.strictObject({
      ...period,
      seed: words(40),
      count: z.coerce.number().pipe(z.int().min(1).max(sampleMax)).default(5),
    }),
    answers: { 200: z.object({ items: z.array(itemSchema) }) },
    async handler(request, reply) {
      const by = readerOf(request, request.query)
      const { seed, count } = request.query
      const among = { ...asked(shell, by, request.query), limit: drawnFromMax }
      const all = await Promise.all(sampled.map(fact => shell.desk.coach.facts({ fact, ...among })))
      const drawn = fairSample(all.flat(), {
        seed,
        count,
        personOf: one => one.author,
        keyOf: one => `${one.caseId} ${one.seq}`,
      })
      return reply.send({ items: await itemsOf(shell, by, drawn) })
    },
  })
}

function listRoute(app: App, shell: Shell, name: string, fact: CoachedFact, summary: string): void {
  route(app, {
    method: 'GET',
    url: `/coach/${name}`,
    summary,
    tag: 'coach',
    query: z.strictObject({ ...period, cursor: place.optional() }),
    answers: { 200: z.object({ items: z.array(itemSchema), next: nullable(z.string()) }) },
    async handler(request, reply) {
      const by = readerOf(request, request.query)
      const [at, seq, caseId] = request.query.cursor?.split(' ') ?? []
      const before = caseId
        ? { at: instant(Number(at)), seq: Number(seq), caseId: caseId as Coached['caseId'] }
        : undefined
      const found = await shell.desk.coach.facts({
        fact,
        ...asked(shell, by, request.query),
        limit: pageSize + 1,
        before,
      })
      const page = found.slice(0, pageSize)
      const last = found.length > pageSize ? page.at(-1) : undefined
      const items = await itemsOf(shell, by, page)
      return reply.send({ items, next: last ? `${last.at} ${last.seq} ${last.caseId}` : null })
    },
  })
}

/** A lead of others' material; anybody of his own. */
const readerOf = (request: Parameters<typeof signedIn>[0], { mine }: Pick<Period, 'mine'>): Signed =>
  mine ? signedIn(request) : needLead(request)

/** Whose and when. */
function asked(shell: Shell, { agent }: Signed, { mine, team, since, until }: Period) {
  const facts = shell.facts()
  const authors = Object.values(facts.agents)
    .filter(
      one =>
        (mine ? one.id === agent : leads(facts, agent, one.id)) &&
        (team === undefined || one.teams.includes(team)),
    )
    .map(one => one.id)
  return { authors, since: instant(since), until: instant(until ?? shell.now() + 1) }
}

async function itemsOf(shell: Shell, by: Signed, found: readonly Coached[]): Promise<Item[]> {
  const { coach } = shell.desk
  const since = instant(shell.now() - often)
  const repeated = new Set(await coach.oftenUnclear(since, shell.facts().coachFlags))
  const items = await Promise.all(found.map(one => itemOf(shell, by, one, repeated)))
  return items.filter(one => one !== null)
}

async function itemOf(
  { store, facts }: Shell,
  { facts: reader }: Signed,
  found: Coached,
  repeated: ReadonlySet<AgentId>,
): Promise<Item | null> {
  const [card, ledger] = await Promise.all([store.card(found.caseId), store.read(found.caseId)])
  const event = ledger?.events[found.seq - 1]
  if (!card || !ledger || !event || !mayRead(reader, card, false, facts())) return null
  const about = aboutOf(event, card.id)
  const isIt = (one: Entry) => (one.kind === 'solved' ? one.seq === found.seq : idIn(one) === about)
  const entry = timeline(ledger.events).find(isIt)
  if (!entry) return null
  return {
    caseId: card.id,
    number: card.number,
    subject: card.subject,
    seq: entry.seq,
    about,
    author: found.author,
    at: found.at,
    often: repeated.has(found.author),
    ...said(entry, ledger),
  }
}

function aboutOf(event: Ledger['events'][number], caseId: CaseId): string {
  if ('handOff' in event && event.handOff) return event.handOff
  if (event.type === 'note.flagged') return event.about
  return event.type === 'case.solved' ? caseId : ''
}

const idIn = (entry: Entry): string | null => {
  if (entry.kind === 'hand_off') return entry.handOff
  if (entry.kind === 'note') return entry.note
  return entry.kind === 'step' ? entry.step : null
}

/** What the entry says, in words. */
function said(
  entry: Entry,
  { texts }: Ledger,
): Pick<Item, 'what' | 'words' | 'problem' | 'returned' | 'flags'> {
  const text = (ref: TextRef) => texts.get(ref.text) ?? ''
  if (entry.kind === 'solved')
    return { what: 'solved', words: text(entry.fix), problem: null, returned: null, flags: [] }
  if (entry.kind !== 'hand_off' && entry.kind !== 'note' && entry.kind !== 'step')
    throw new Error(`an entry of kind ${entry.kind} cannot be coached`)
  const flags = (entry.flags ?? []).map(({ by, at, missing, words, mended }) => ({
    by: by.kind === 'agent' ? by.id : '',
    at,
    missing,
    words: words && text(words),
    mended: mended && {
      at: mended.at,
      text: text(mended.text),
      minutes: Math.max(1, Math.round((mended.at - at) / minuteMs)),
    },
  }))
  if (entry.kind === 'note')
    return { what: 'note', words: text(entry.text), problem: null, returned: null, flags }
  if (entry.kind === 'step')
    return { what: 'step', words: text(entry.what), problem: null, returned: null, flags }
  const { returned } = entry
  return {
    what: 'hand_off',
    words: text(entry.question),
    problem: text(entry.summary.problem),
    returned: returned && {
      by: returned.by.kind === 'agent' ? returned.by.id : '',
      at: returned.at,
      reason: returned.reason,
      nextAct: text(returned.nextAct),
    },
    flags,
  }
}
