// Makes very many believable cases through the core, for measuring: the same commands people would give, at
// random times.
// Deterministic by its seed. Not: the demo company (demo/), which tells stories.
import type { Command } from '#core/case/case.ts'
import { dice } from '#core/kit/dice.ts'
import { type Channel, kinds, type Severity } from '#core/case/event.ts'
import type { AgentId, CustomerId, NewId, TeamId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { dayMs, type Instant, minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import { sealer } from '#server/sealer.ts'
import { finishedCase, newPlay, type Play, playOn, rungUntil } from '#sim/seed-play.ts'
import { parts } from '#sim/seed-words.ts'
import type { FinishedCase } from '#store/bulk.ts'

export type SeedOptions = {
  readonly seed: number
  readonly now: Instant
  /** the share of cases that stay open */
  readonly openShare: number
  readonly facts: DeskFacts
  readonly newId: NewId
  readonly customers: readonly { id: CustomerId; name: string; language: Language }[]
}

type Draw = {
  roll: () => number
  pick: <T>(from: readonly T[]) => T
  between: (least: number, most: number) => number
}

/** A source of finished cases; each call makes the next one. */
export function caseSource(options: SeedOptions): () => FinishedCase {
  const roll = dice(options.seed)
  const draw: Draw = {
    roll,
    pick: from => from[Math.floor(roll() * from.length)]!,
    between: (least, most) => least + Math.floor(roll() * (most - least + 1)),
  }
  const agents = Object.values(options.facts.agents)
    .filter(one => one.active && one.levels.includes(1))
    .map(one => one.id)
  const teams = Object.values(options.facts.teams)
    .filter(one => one.active && one.level === 1)
    .map(one => one.id)
  return () => makeCase(options, draw, agents, teams)
}

function makeCase(
  options: SeedOptions,
  draw: Draw,
  agents: readonly AgentId[],
  teams: readonly TeamId[],
): FinishedCase {
  const seal = sealer(options.newId)
  const customer = draw.pick(options.customers)
  const agent = draw.pick(agents)
  const isOpen = draw.roll() < options.openShare
  const age = isOpen ? draw.roll() * 3 * dayMs : (1 + draw.roll() * 700) * dayMs
  const play = newPlay(Math.round(options.now - age))
  const subject = seal.text(sentence(draw, customer.language, 1))
  const act = (by: Actor, minutes: number, command: Command) => wish(options, play, by, minutes, command)
  const said = (words: number) => seal.text(sentence(draw, customer.language, words))
  const tale: Tale = {
    options,
    draw,
    act,
    said,
    agent,
    person: { kind: 'customer', id: customer.id },
    isOpen,
  }
  const opening = { customer: customer.id, language: customer.language, team: draw.pick(teams), subject }
  if (!isOpen && draw.roll() < 0.7) solvedOnTheLine(tale, opening)
  else written(tale, opening)
  askedBack(tale, play)
  rungUntil(options, play, options.now)
  return finishedCase(options, play, seal.texts, customer.name)
}

type Tale = {
  options: SeedOptions
  draw: Draw
  act: (by: Actor, minutes: number, command: Command) => void
  said: (words: number) => TextRef
  agent: AgentId
  person: Extract<Actor, { kind: 'customer' }>
  isOpen: boolean
}
type Opening = { customer: CustomerId; language: Language; team: TeamId; subject: TextRef }

/** Most calls end as they should: helped at once. */
function solvedOnTheLine({ options, draw, act, said, agent }: Tale, opening: Opening): void {
  const by: Actor = { kind: 'agent', id: agent }
  act(by, 0, {
    type: 'case.open',
    channel: 'phone',
    verified: true,
    taker: agent,
    promised: true,
    ...opening,
  })
  const contact = options.newId('con')
  act(by, 0, {
    type: 'contact.hold',
    contact,
    means: 'phone',
    direction: 'in',
    reach: 'reached',
    minutes: draw.between(2, 25),
    text: said(1),
    keeps: [],
  })
  act(by, draw.between(2, 25), { type: 'case.solve', fix: said(1) })
}

/** Somebody writes; most such cases are taken; a few are long; the ended ones are solved and closed. */
function written({ options, draw, act, said, agent, person, isOpen }: Tale, opening: Opening): void {
  const severity: Severity = draw.pick([2, 3, 3, 3, 4])
  const channel: Channel = draw.pick(['email', 'email', 'email', 'form'])
  const receive = (): Command => ({
    type: 'message.receive',
    message: options.newId('msg'),
    channel,
    from: person.id,
    text: said(3),
    attached: [],
    automatic: null,
  })
  act(person, 0, { type: 'case.open', channel, verified: true, kind: draw.pick(kinds), severity, ...opening })
  act(person, 0, receive())
  if (isOpen && draw.roll() < 0.4) return
  const worker: Actor = { kind: 'agent', id: agent }
  const relay: Actor = { kind: 'system', part: 'relay' }
  act(worker, draw.between(2, 90), { type: 'worker.take' })
  const rounds = draw.roll() < 0.05 ? 3 : draw.roll() < 0.3 ? 1 : 0
  for (let round = 0; round <= rounds; round++) {
    const message = options.newId('msg')
    if (rounds > 0)
      act(worker, draw.between(3, 40), {
        type: 'note.add',
        note: options.newId('not'),
        text: said(2),
        mentions: [],
      })
    act(worker, draw.between(3, 40), {
      type: 'message.queue',
      message,
      channel: 'email',
      text: said(3),
      attached: [],
      undoSeconds: 0,
      keeps: [],
    })
    act(relay, 0, { type: 'message.note_sent', message, relay: 'seed' })
    if (round < rounds) act(person, draw.between(10, 200), receive())
  }
  if (isOpen) return
  act(worker, draw.between(5, 300), { type: 'case.solve', fix: said(2) })
  act(person, draw.between(60, 600), { type: 'case.close', reason: 'confirmed' })
}

/** Who was to be asked whether it holds was asked in time: it did. */
function askedBack({ options, act, agent }: Tale, play: Play): void {
  const asked = play.state.phase === 'solved' ? play.state.checkBack : null
  if (!asked || asked.dueAt >= options.now) return
  const minutes = (asked.dueAt - play.at) / minuteMs
  act({ kind: 'agent', id: agent }, minutes - 1, { type: 'check_back.end', how: 'holds' })
}

/** What is refused (a case that is not open any more) is left out. */
function wish(
  { facts, newId, now }: SeedOptions,
  play: Play,
  by: Actor,
  minutes: number,
  command: Command,
): void {
  playOn({ facts, newId }, play, { by, at: Math.min(play.at + minutes * minuteMs, now - 1), command })
}

/** A sentence or several of a language, with now and then a rare word: a serial number. */
function sentence({ pick, roll }: Draw, language: Language, count: number): string {
  const { things, troubles, times } = parts[language]
  const one = () => `${pick(things)} ${pick(troubles)} ${pick(times)}`
  const rare = roll() < 0.2 ? ` SN-${Math.floor(roll() * 1e9).toString(36)}` : ''
  return Array.from({ length: count }, one).join('. ') + rare
}
