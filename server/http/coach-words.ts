// A private word of a lead to the author of a hand-off, a note or a step, or to whoever solved a case, and
// his answer: seen by the two only, beside the ledger and never in it. Not: what it is about (coach.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import { authorOf } from '#core/case/deed/flag.ts'
import type { FlaggableId } from '#core/case/note-kind.ts'
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { leads } from '#core/people/leads.ts'
import { caseFor } from '#server/http/case-door.ts'
import { needLead } from '#server/http/coach.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseRefInBody, idSchema, nothing, nullable, words } from '#server/http/schema.ts'
import { there } from '#server/http/set-up-door.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { CoachWord } from '#store/desk/coach.ts'
import type { Ledger } from '#store/store.ts'

const pageSize = 30
const longest = 4_000
const place = z.string().regex(/^\d{1,15} cow_[0-9a-z]{1,40}$/)
const params = z.strictObject({ word: idSchema('cow') })
const wordSchema = z
  .object({
    id: z.string(),
    caseId: z.string(),
    number: nullable(z.int()).meta({ description: 'Null where the case may not be read (any more).' }),
    subject: nullable(z.string()),
    about: z.string(),
    lead: z.string(),
    author: z.string(),
    says: z.string(),
    at: z.int(),
    readAt: nullable(z.int()),
    answer: nullable(z.string()),
    answeredAt: nullable(z.int()),
  })
  .meta({ id: 'CoachWord', description: 'Between a lead and an author; nobody else is told of it.' })

/** `/coach/words`. */
export function coachWordRoutes(app: App, shell: Shell): void {
  readWords(app, shell)
  writeWord(app, shell)
  answerWord(app, shell)
}

function readWords(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/coach/words',
    summary: 'Words of leads to me, or mine as a lead, the newest first.',
    tag: 'coach',
    query: z.strictObject({ as: z.enum(['author', 'lead']).default('author'), cursor: place.optional() }),
    answers: { 200: z.object({ items: z.array(wordSchema), next: nullable(z.string()) }) },
    async handler(request, reply) {
      const by = signedIn(request)
      const { as, cursor } = request.query
      const [at, id] = cursor?.split(' ') ?? []
      const before = id ? { at: instant(Number(at)), id } : undefined
      const found = await shell.desk.coach.words({ of: by.agent, as, limit: pageSize + 1, before })
      const page = found.slice(0, pageSize)
      const last = found.length > pageSize ? page.at(-1) : undefined
      const items = await Promise.all(page.map(one => shown(shell, by, one)))
      return reply.send({ items, next: last ? `${last.at} ${last.id}` : null })
    },
  })
}

function writeWord(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/coach/words',
    summary: 'Say something to the author of a hand-off, a note or a step, or to who solved a case.',
    tag: 'coach',
    body: z.strictObject({
      case: caseRefInBody,
      about: z
        .union([idSchema('hnd'), idSchema('not'), idSchema('stp'), idSchema('cas')])
        .meta({ description: 'The case itself: a word to whoever solved it last.' }),
      says: words(longest),
    }),
    answers: { 201: wordSchema },
    async handler(request, reply) {
      const by = needLead(request)
      const { case: which, about, says } = request.body
      const card = await caseFor(shell, by.agent, which)
      const author = await writerOf(shell, card.id, about)
      if (!leads(shell.facts(), by.agent, author)) throw new Problem('role.missing')
      const word = {
        ...{ id: shell.newId('cow'), caseId: card.id, about, lead: by.agent, author },
        ...{ says: says.trim(), at: shell.now() },
      }
      await shell.desk.coach.add(word)
      await tell(shell, { ...word, ...unanswered }, 'coach.word')
      return reply.code(201).send(await shown(shell, by, { ...word, ...unanswered }))
    },
  })
}

const unanswered = { readAt: null, answer: null, answeredAt: null } as const

/** Who of ours wrote it; what is not there, or came from outside, has no author to speak to. */
async function writerOf(shell: Shell, caseId: CaseId, about: FlaggableId | CaseId) {
  const ledger = await shell.store.read(caseId)
  if (about.startsWith('cas_')) return there(about === caseId ? solverOf(ledger) : null)
  const state = ledger && shell.folded(ledger)
  return there(state && state.phase !== 'unopened' ? authorOf(state, about as FlaggableId) : null)
}

function solverOf(ledger: Ledger | null): AgentId | null {
  const by = ledger?.events.findLast(one => one.type === 'case.solved')?.by
  return by?.kind === 'agent' ? by.id : null
}

function answerWord(app: App, shell: Shell): void {
  const { coach } = shell.desk
  route(app, {
    method: 'POST',
    url: '/coach/words/:word/read',
    summary: 'I have read it; with an answer for whoever wrote it.',
    tag: 'coach',
    params,
    body: z.strictObject({ answer: words(longest).optional() }),
    answers: { 200: wordSchema },
    async handler(request, reply) {
      const by = signedIn(request)
      const word = there(await coach.one(request.params.word, by.agent))
      if (word.author !== by.agent) throw new Problem('role.missing')
      const answer = request.body.answer?.trim()
      await coach.read(word.id, shell.now(), answer)
      const after = there(await coach.one(word.id, by.agent))
      if (answer !== undefined) await tell(shell, after, 'coach.answered')
      return reply.send(await shown(shell, by, after))
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/coach/words/:word',
    summary: 'Removes it for both.',
    tag: 'coach',
    params,
    answers: { 204: nothing },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const word = there(await coach.one(request.params.word, agent))
      await coach.remove(word.id)
      return reply.code(204).send()
    },
  })
}

/** A notice to the other of the two; a second answer is none of its own. */
async function tell(shell: Shell, word: CoachWord, cause: 'coach.word' | 'coach.answered'): Promise<void> {
  const card = await shell.store.card(word.caseId)
  const agent = cause === 'coach.word' ? word.author : word.lead
  const now = shell.now()
  await shell.desk.notices.add([
    {
      ...{ key: `${cause}/${word.id}/${agent}`, agent, caseId: word.caseId, cause, about: word.id },
      ...{ kind: null, as: 'owner', severity: card?.severity ?? 4, at: now, tellAt: now },
      ...{ dueAt: null, windowFrom: null, wokenLateMs: null },
    },
  ])
}

async function shown({ store, facts }: Shell, { facts: reader }: Signed, word: CoachWord) {
  const card = await store.card(word.caseId)
  const isReadable = card !== null && mayRead(reader, card, false, facts())
  return { ...word, number: isReadable ? card.number : null, subject: isReadable ? card.subject : null }
}
