// What happens to the cases of the simulated year: each a word for one way a case goes on. Not: how many of
// each, and when (year.ts).
import type { NamedArticle } from '#core/article/article.ts'
import assert from 'node:assert/strict'
import { broughtBy } from '#core/case/brought.ts'
import { type CauseHow, causeHows } from '#core/case/finding-fact.ts'
import { levelChecks } from '#core/case/level-check-fact.ts'
import type { Score } from '#core/case/satisfaction-fact.ts'
import type { AgentId, GoodwillId } from '#core/kit/id.ts'
import { after, type Instant, instant, minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import { answer, begin, worked } from '#core/testing/walk-course.ts'
import { customerOf, opened, type Opening, type Tale, type Year } from '#test/support/year/tale.ts'

const desk: Actor = { kind: 'system', part: 'desk' }
const relay: Actor = { kind: 'system', part: 'relay' }
/** Somebody of ours, by the key of the demo company. */
export const agent = ({ cast }: Year, key: string): Actor & { id: AgentId } => ({
  kind: 'agent',
  id: cast.agents.get(key)!,
})
const hours = (count: number) => count * 60
export const days = (count: number) => hours(24 * count)

/** A call: whoever takes it keeps the case. */
export function called(year: Year, when: Instant, who: string, more: Opening): Tale {
  const taker = agent(year, who)
  const tale = opened(year, when, { channel: 'phone', taker: taker.id, ...more })
  call(year, tale, taker, { direction: 'in', minutes: 6 })
  return tale
}

/** A letter or a form, with its first words. */
export function wrote(year: Year, when: Instant, more: Opening): Tale {
  const tale = opened(year, when, more)
  say(year, tale, 0, more.channel === 'form' ? 'form' : 'email')
  return tale
}

/** The customer writes. */
export const say = (year: Year, tale: Tale, minutes: number, channel: 'email' | 'form' = 'email') =>
  tale.act(customerOf(tale.who), minutes, {
    ...{ type: 'message.receive', message: year.newId('msg'), channel, from: tale.who.id },
    ...{ text: tale.text('It is dark'), attached: [], automatic: null },
  })

/** A machine of the customer's says that he is away. */
export const away = (year: Year, tale: Tale, minutes: number) =>
  tale.act(customerOf(tale.who), minutes, {
    ...{ type: 'message.receive', message: year.newId('msg'), channel: 'email', from: tale.who.id },
    ...{ text: tale.text('Back on Monday'), attached: [], automatic: 'auto-reply' },
  })

type Call = { direction: 'in' | 'out'; minutes: number; reach?: 'reached' | 'no_answer'; after?: number }
export const call = (year: Year, tale: Tale, by: Actor, { after: wait = 0, ...one }: Call) =>
  tale.act(by, wait, {
    ...{ type: 'contact.hold', contact: year.newId('con'), means: 'phone', reach: 'reached', keeps: [] },
    ...{ ...one, text: tale.text('On the line') },
  })

export const take = (tale: Tale, by: Actor, minutes: number) => tale.act(by, minutes, { type: 'worker.take' })

/** A word of ours that leaves a minute later. */
export function reply(year: Year, tale: Tale, by: Actor, minutes: number): void {
  const message = year.newId('msg')
  tale.act(by, minutes, {
    ...{ type: 'message.queue', message, channel: 'email', text: tale.text('Try the switch') },
    ...{ attached: [], undoSeconds: 0, keeps: [] },
  })
  tale.act(relay, 1, { type: 'message.note_sent', message, relay: 'year' })
}

export const work = (year: Year, tale: Tale, by: Actor, minutes: number) =>
  tale.act(by, minutes, {
    ...{ type: 'note.add', note: year.newId('not'), text: tale.text('Looked it up'), mentions: [], minutes },
  })

export const findCause = (year: Year, tale: Tale, by: Actor, how: CauseHow) =>
  tale.act(by, 3, {
    ...{ type: 'cause.find', hypothesis: year.newId('hyp'), text: tale.text('The cable'), how },
    ...{ because: tale.text('Another one lights it'), evidence: [] },
  })

/** A script is gone through to its end, or half way. */
export function walk(year: Year, tale: Tale, by: Actor, isWhole: boolean): void {
  const one = { walk: year.newId('wlk') }
  tale.act(by, 2, begin(one))
  tale.act(by, 2, answer('light', 'yes', one))
  if (isWhole) tale.act(by, 2, answer('restart', worked, one))
}

/** What helped: an article in words, one of the register, or both. */
export type Helped = { readonly isInWords?: boolean; readonly named?: NamedArticle | undefined }
const naming = (tale: Tale, { isInWords = false, named }: Helped) => ({
  ...(isInWords && { article: tale.text('Cables') }),
  ...(named && { named }),
})

export const solve = (tale: Tale, by: Actor, minutes: number, helped: Helped = {}) =>
  tale.act(by, minutes, {
    ...{ type: 'case.solve', fix: tale.text('Another cable') },
    ...naming(tale, helped),
  })

export const close = (tale: Tale, minutes: number) =>
  tale.act(customerOf(tale.who), minutes, { type: 'case.close', reason: 'confirmed' })

export const refer = (tale: Tale, by: Actor) =>
  tale.act(by, 9, {
    ...{ type: 'case.close', reason: 'referred', because: tale.text('Ours has no battery') },
    instead: tale.text('A lamp with one'),
  })

/** He says it is not so, and it is solved a second time. */
export function comeBack(year: Year, tale: Tale, by: Actor, minutes: number): void {
  const isHis = tale.try(customerOf(tale.who), minutes, { type: 'case.reopen', reason: 'not_fixed' })
  if (!isHis) tale.act(by, 1, { type: 'case.reopen', reason: 'by_agent' })
  if (tale.play.state.phase === 'open' && tale.play.state.worker === null) take(tale, by, 5)
  reply(year, tale, by, 20)
  solve(tale, by, hours(3))
}

/** How we did: asked a day later, answered when he likes, once more where he thinks better of it. */
export function askHow(year: Year, tale: Tale, wait: number, ...said: readonly Score[]): void {
  tale.try(desk, days(1), { type: 'satisfaction.ask', satisfaction: year.newId('sat') })
  for (const score of said) tale.try(customerOf(tale.who), wait, { type: 'satisfaction.answer', score })
}

type Up = { by: Actor; to: string; receiver: Actor; wait: number } & {
  isReturned?: boolean
  isFlagged?: boolean
  helped?: Helped
}
/** Handed to a higher level; it comes back with an answer, or as it is. */
export function handUp(year: Year, tale: Tale, { by, to, receiver, wait, ...more }: Up): void {
  const handOff = year.newId('hnd')
  tale.act(by, 8, {
    ...{
      type: 'hand_off.offer',
      handOff,
      team: year.cast.teams.get(to)!,
      question: tale.text('Which port?'),
    },
    summary: {
      ...{ problem: tale.text('Dark'), claims: [], steps: [], promise: null },
      noStepsBecause: tale.text('It is down'),
    },
  })
  if (more.isReturned) {
    tale.act(receiver, wait, {
      ...{ type: 'hand_off.return', handOff, reason: 'missing_evidence', missing: ['steps'] },
      nextAct: tale.text('Try the switch'),
    })
    return
  }
  tale.act(receiver, wait, { type: 'hand_off.accept', handOff, readBack: tale.text('The port') })
  work(year, tale, receiver, 25)
  tale.act(receiver, 30, {
    ...{ type: 'hand_off.answer', handOff, result: tale.text('Reset'), cause: tale.text('A stuck port') },
    ...{ verified: tale.text('It rang'), tell: tale.text('It works') },
    ...(more.isFlagged && { level1Because: tale.text('It is in the script') }),
    ...naming(tale, more.helped ?? {}),
  })
  if (year.roll() < 0.7)
    tale.act(agent(year, 'karin'), days(2), {
      ...{ type: 'hand_off.check', handOff, because: tale.text('As it says'), week: '2025-W01' },
      says: levelChecks[Math.floor(year.roll() * levelChecks.length)]!,
    })
}

/** A word with a time: kept by hand in it, after it, or never. */
export function promise(year: Year, tale: Tale, by: Actor, how: 'kept' | 'late' | 'missed'): void {
  const id = year.newId('prm')
  const dueAt = instant(Math.ceil((tale.play.at + 150 * minuteMs) / (15 * minuteMs)) * 15 * minuteMs)
  tale.act(by, 4, {
    ...{ type: 'promise.make', promise: id, topic: tale.text('The new cable'), means: 'phone', dueAt },
  })
  if (how === 'missed') {
    tale.act(by, hours(9), { type: 'promise.miss', promise: id, because: tale.text('Nobody was there') })
  } else tale.act(by, how === 'kept' ? 60 : hours(7), { type: 'promise.keep', promise: id })
}

/** Something beyond what is owed, and taken back after some weeks where it was a mistake. */
export function give(year: Year, tale: Tale, takenBackAfter: number | null): GoodwillId {
  const lead = agent(year, 'karin')
  const goodwill = year.newId('gdw')
  tale.act(lead, 12, {
    ...{ type: 'goodwill.give', goodwill, kind: 'coupon', origin: 'agent', what: tale.text('10 off') },
    ...{ amountMinor: 1_000 + Math.floor(year.roll() * 900), currency: 'EUR', fault: 'ours' },
    ...{ because: tale.text('It broke twice'), code: tale.text(goodwill.slice(-16)) },
  })
  if (takenBackAfter !== null)
    tale.act(lead, takenBackAfter, { type: 'goodwill.revoke', goodwill, because: tale.text('Not his') })
  return goodwill
}

/** Money for it, of which some was noted by mistake. */
export function spend(year: Year, tale: Tale, by: Actor, takenBackAfter: number | null): void {
  const cost = () => year.newId('cst')
  const wrong = cost()
  const noted = (id: typeof wrong, kind: 'travel' | 'parts' | 'supplier') =>
    tale.act(by, 2, {
      ...{ type: 'cost.note', cost: id, kind, currency: 'EUR', what: tale.text('For it') },
      amountMinor: 100 + Math.floor(year.roll() * 9_000),
    })
  noted(wrong, 'parts')
  noted(cost(), year.roll() < 0.5 ? 'travel' : 'supplier')
  if (takenBackAfter !== null)
    tale.act(by, takenBackAfter, { type: 'cost.withdraw', cost: wrong, because: tale.text('Another case') })
}

/** Of two questions one goes on in a case of its own, opened at the same instant. */
export function splitOff(year: Year, tale: Tale, by: Actor & { id: AgentId }, minutes: number): Tale {
  const question = year.newId('que')
  tale.act(by, minutes, { type: 'question.add', question, text: tale.text('And the bill?') })
  const own = opened(year, instant(tale.play.at), { who: tale.who, channel: 'phone', taker: by.id })
  own.act(by, 0, { type: 'case.link', to: tale.caseId, how: 'split_from' })
  assert.equal(own.play.at, tale.play.at)
  tale.act(by, 0, { type: 'question.split', question, into: own.caseId })
  return own
}

/** One case goes on in another of the same customer. */
export function merge(year: Year, [from, into]: readonly [Tale, Tale], by: Actor): void {
  from.act(by, 5, { type: 'case.merge', into: into.caseId, itself: false })
  const at = after(instant(from.play.at), 0)
  const brings = broughtBy(from.ledger(), at, year.factsAt(at)) ?? undefined
  const wait = Math.max(0, (at - into.play.at) / minuteMs)
  into.act(by, wait, { type: 'case.link', to: from.caseId, how: 'merged_from', brings })
}

export const causeOf = (roll: number): CauseHow => causeHows[Math.floor(roll * causeHows.length)]!
