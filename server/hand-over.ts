// Handing over the cases of somebody who goes: the list with a suggestion for each, and giving one case. Not:
// whom one is best given to (core/people/hand-over.ts), nor the door (http/hand-over.ts).
import type { Card } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import { spokenPromises } from '#core/case/deed/promise.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { spans } from '#core/clock/spans.ts'
import type { AgentId, CaseId, TeamId } from '#core/kit/id.ts'
import { after, dayMs, hourMs, type Instant } from '#core/kit/time.ts'
import { workSetting } from '#core/people/desk-facts.ts'
import {
  type Going,
  type HandOverReason,
  isDueMeanwhile,
  isLong,
  partsOf,
  type Suggestion,
  suggestions,
} from '#core/people/hand-over.ts'
import { capacityOf } from '#core/people/routing.ts'
import { calendarOf } from '#core/people/week.ts'
import { contactLetter } from '#server/contact-letter.ts'
import { caseFor } from '#server/http/case-door.ts'
import { type Key, keptUnder } from '#server/http/idempotency.ts'
import { type Details, Problem } from '#server/http/problems.ts'
import type { Signed } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import { sayIn } from '#words/say-in.ts'
import type { AgentWithTeams } from '#store/desk/agent.ts'

const pageSize = 100
/** More cases than these are listed after these have been given. */
const listedMax = 500
/** Open work is counted no further than this. */
const hasMax = 1_000
/** Whose week nobody set is taken as back after a night. */
const nightMs = 16 * hourMs
const aheadMs = 21 * dayMs

export type Asked = {
  readonly reason: HandOverReason
  readonly from?: Instant | undefined
  readonly until?: Instant | undefined
}

/** Who goes, from when until when: as asked, else by his absence or his week. */
export function goingOf({ now, facts }: Shell, row: AgentWithTeams, asked: Asked): Going {
  const at = now()
  const { id: agent, absentFrom, absentUntil, absentCover } = row
  const { reason } = asked
  const week = facts().agents[agent]?.week ?? null
  if (reason === 'shift_end') {
    const from = asked.from ?? at
    const back = week && nextStart(week, at)
    return {
      agent,
      reason,
      from,
      until: asked.until ?? back ?? after(from, nightMs),
      cover: week?.cover ?? null,
    }
  }
  const isEntered = absentUntil !== null && absentUntil > at
  const until = asked.until ?? (isEntered ? absentUntil : null)
  if (until === null) throw new Problem('request.invalid', { fields: [{ path: 'until', message: '' }] })
  const from = asked.from ?? (isEntered ? absentFrom : null) ?? at
  return { agent, reason, from, until, cover: isEntered ? absentCover : null }
}

/** When somebody begins again whose hours go on or are over. */
function nextStart(week: Parameters<typeof calendarOf>[0], at: Instant): Instant | null {
  const calendar = calendarOf(week)
  if (!calendar) return null
  const next = spans(calendar, at, after(at, aheadMs)).find(one => one.kind === 'open' && one.startAt > at)
  return next?.startAt ?? null
}

export type Listed = {
  readonly card: Card
  readonly as: { readonly work: boolean; readonly contact: boolean }
  readonly gives: { readonly work: boolean; readonly contact: boolean }
  readonly dueMeanwhile: boolean
  readonly suggestion: Suggestion
}

/** His open cases, what falls due soonest first, each with whom it is best given to. */
export async function handOverList(
  shell: Shell,
  going: Going,
): Promise<{ readonly items: Listed[]; readonly more: boolean }> {
  const desk = shell.facts()
  const works = await openOf(shell, { worker: going.agent })
  const keeps = await openOf(shell, { contact: going.agent })
  const all = [...new Map([...works, ...keeps].map(card => [card.id, card])).values()]
  const soonest = (card: Card) => card.clock?.dueAt ?? Number.POSITIVE_INFINITY
  const cards = all.sort((a, b) => soonest(a) - soonest(b) || a.number - b.number).slice(0, listedMax)
  const suggested = suggestions(desk, going, cards, await loadOf(shell, cards))
  const items = cards.map((card, at) => ({
    card,
    as: { work: card.worker === going.agent, contact: card.contact === going.agent },
    gives: partsOf(desk, card, going),
    dueMeanwhile: isDueMeanwhile(card, going),
    suggestion: suggested[at]!,
  }))
  return { items, more: all.length > listedMax }
}

async function openOf({ store }: Shell, whose: { worker: AgentId } | { contact: AgentId }): Promise<Card[]> {
  const cards: Card[] = []
  for (let cursor: string | undefined; cards.length <= listedMax; ) {
    const query = { phase: ['open'], ...whose, sort: 'clock', limit: pageSize } as const
    const page = await store.cards(cursor ? { ...query, cursor } : query)
    cards.push(...page.items)
    if (page.next === null) break
    cursor = page.next
  }
  return cards
}

/** How many cases those work on now who could be given one of these. */
async function loadOf(shell: Shell, cards: readonly Card[]): Promise<Record<AgentId, number>> {
  const { agents } = shell.facts()
  const levels = new Set<number>(cards.map(card => card.level))
  const asked = Object.values(agents).filter(
    one => one.active && one.reach !== undefined && one.levels.some(level => levels.has(level)),
  )
  const counted = await Promise.all(asked.map(async ({ id }) => [id, await hasNow(shell, id)] as const))
  return Object.fromEntries(counted)
}

const hasNow = ({ store }: Shell, worker: AgentId): Promise<number> =>
  store.count({ phase: ['open'], worker, waiting: false }, hasMax)

export type Given = {
  readonly case: CaseId
  readonly work?: AgentId | TeamId | undefined
  readonly contact?: AgentId | undefined
  readonly note?: string | undefined
  /** though his hands are full */
  readonly anyway?: boolean | undefined
}
export type GivenOutcome =
  | { readonly outcome: 'given' | 'nothing' }
  | { readonly outcome: 'failed'; readonly code: string; readonly details: Details }

/** Gives one case; what is in the way is an answer, so that the next one is given all the same. */
export async function giveOne(
  shell: Shell,
  going: Going,
  given: Given,
  { signed, key }: { readonly signed: Signed; readonly key: Key | undefined },
): Promise<GivenOutcome> {
  try {
    if (key && (await keptUnder(shell, key))) return { outcome: 'given' }
    const card = await caseFor(shell, signed.agent, given.case)
    for (let attempt = 1; ; attempt++) {
      const made = await commandsFor(shell, going, given, { card, signed })
      if (made.commands.length === 0) return { outcome: 'nothing' }
      const handled = await shell.handle({ caseId: card.id, by: signed.by, ...made, key })
      // A promise of his was kept or moved in this very moment: what is left of them goes along.
      const isOvertaken = handled.outcome === 'refused' && handled.refusal.refused.startsWith('promise.')
      if (isOvertaken && attempt === 1) continue
      if (handled.outcome === 'refused') {
        const { refused: code, details = {} } = handled.refusal
        return { outcome: 'failed', code, details }
      }
      return { outcome: handled.outcome === 'nothing' ? 'nothing' : 'given' }
    }
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown
    return { outcome: 'failed', code: thrown.code, details: thrown.details }
  }
}

type About = { readonly card: Card; readonly signed: Signed }

async function commandsFor(shell: Shell, going: Going, given: Given, { card, signed }: About) {
  const ledger = await shell.store.read(card.id)
  const state = ledger && shell.folded(ledger)
  if (!state || state.phase === 'unopened') throw new Problem('case.not_found')
  const isWorkThere = given.work === undefined || isAt(state, given.work)
  const isContactThere = given.contact === undefined || given.contact === state.contact
  const sealer = shell.sealer()
  const note = given.note ? sealer.text(given.note) : undefined
  const { agent: from, reason } = going
  const commands: Command[] = []
  if (!isWorkThere) {
    await needRoom(shell, given, card)
    commands.push(...promisesFor(shell, state, given, from))
    commands.push(
      given.work!.startsWith('tea_')
        ? { type: 'worker.queue', team: given.work as TeamId, from, reason, note }
        : { type: 'worker.assign', agent: given.work as AgentId, from, reason, note },
    )
  }
  if (!isContactThere) {
    const told = isLong(shell.facts(), going)
      ? { letter: await letterFor(shell, card, given.contact!, sealer) }
      : { untold: sealer.text(sayIn(signed.language ?? 'en')('hand_over.untold')) }
    const contact = { type: 'contact.assign', agent: given.contact!, from, reason, ...told } as const
    commands.push(isWorkThere && note ? { ...contact, note } : contact)
  }
  return { commands, texts: sealer.texts }
}

const isAt = ({ worker, team }: OpenedCase, to: AgentId | TeamId): boolean =>
  worker === to || (worker === null && team === to)

/** What he promised goes along to whoever may speak with the customer; else his cover keeps it. */
function promisesFor(
  { facts }: Shell,
  state: OpenedCase,
  { work, contact }: Given,
  from: AgentId,
): readonly Command[] {
  const speaks = workSetting(facts(), state.team).speaks
  const agent = contact ?? (speaks && work?.startsWith('agt_') ? (work as AgentId) : undefined)
  if (!agent) return []
  return spokenPromises(state)
    .filter(([, { keeper }]) => keeper === from)
    .map(([promise]) => ({ type: 'promise.take_over', promise, agent }))
}

/** Whose hands are full is given a case only where somebody says so; severity 1 goes to him all the same. */
async function needRoom(shell: Shell, { work, anyway }: Given, { severity }: Card): Promise<void> {
  const agent = shell.facts().agents[work as AgentId]
  if (!agent || anyway || severity === 1) return
  const of = capacityOf(shell.facts(), agent)
  if (of === null) return
  const has = await hasNow(shell, agent.id)
  if (has >= of) throw new Problem('agent.full', { details: { agent: agent.name, has, of } })
}

type Sealing = ReturnType<Shell['sealer']>
async function letterFor(shell: Shell, { customer }: Card, agent: AgentId, sealer: Sealing) {
  const person = await shell.desk.customers.one(customer)
  return {
    message: shell.newId('msg'),
    channel: person?.email ? ('email' as const) : ('portal' as const),
    text: sealer.text(await contactLetter(shell, customer, agent)),
    undoSeconds: 0,
  }
}
