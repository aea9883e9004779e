// How a case of the simulated year is told: wishes decided by the core at their instants, with what the clock
// says in between, and the whole case as the store takes it in. Not: which tales there are (tales.ts).
import assert from 'node:assert/strict'
import type { Command } from '#core/case/case.ts'
import type { Recorded } from '#core/case/event.ts'
import { entitle } from '#core/entitlement/entitle.ts'
import type { Dice } from '#core/kit/dice.ts'
import type { CaseId, CustomerId, NewId, OrganisationId, ProductId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { type Instant, instant, minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Language } from '#core/people/language.ts'
import { sealer } from '#server/sealer.ts'
import { finishedCase, newPlay, type Play, playOn, rungUntil } from '#sim/seed-play.ts'
import type { FinishedCase } from '#store/bulk.ts'
import { lookedAt, type YearDesk } from '#test/support/year/desk.ts'

export type Who = {
  readonly id: CustomerId
  readonly name: string
  readonly language: Language
  readonly organisation: OrganisationId | null
}
export type Year = YearDesk & {
  readonly roll: Dice
  readonly newId: NewId
  readonly customers: readonly Who[]
  /** nobody of ours does anything in it; what would fall into it is done after it */
  readonly quiet: { readonly from: Instant; readonly until: Instant }
}
export type Opening = Partial<Extract<Command, { type: 'case.open' }>> & { readonly who: Who }

/** One case as it goes on. */
export type Tale = {
  readonly caseId: CaseId
  readonly who: Who
  readonly play: Play
  readonly texts: readonly { readonly id: string }[]
  text(words: string): TextRef
  /** What is wished so many minutes after what was there last; refused, the test is wrong. */
  act(by: Actor, minutes: number, command: Command): void
  /** The same, where it may be that nothing comes of it; answers whether something did. */
  try(by: Actor, minutes: number, command: Command): boolean
  ledger(): readonly Recorded[]
  /** as it is looked back at */
  finished(): FinishedCase
}

/** Opens a case. */
export function opened(year: Year, when: Instant, { who, ...more }: Opening): Tale {
  const { newId } = year
  const caseId = newId('cas')
  const seal = sealer(newId)
  const play = newPlay(when)
  const setting = () => ({ facts: year.factsAt(play.at), newId })
  const wished = (by: Actor, minutes: number, command: Command): boolean => {
    const at = later(year, play.at + minutes * minuteMs)
    rungUntil(setting(), play, at)
    return playOn({ facts: year.factsAt(at), newId }, play, { by, at: Math.max(at, play.at), command })
  }
  const tale: Tale = {
    ...{ caseId, who, play, texts: seal.texts, text: seal.text, try: wished },
    act(by, minutes, command) {
      assert.ok(wished(by, minutes, command), `${command.type} was refused in ${play.state.phase}`)
    },
    ledger: () => play.events.map((event, i) => ({ ...event, seq: i + 1 })),
    finished() {
      rungUntil(setting(), play, lookedAt)
      const named: NewId = prefix => (prefix === 'cas' ? (caseId as never) : newId(prefix))
      return finishedCase({ facts: year.factsAt(lookedAt), newId: named }, play, seal.texts, who.name)
    },
  }
  tale.act(more.taker ? { kind: 'agent', id: more.taker } : customerOf(who), 0, {
    ...{ type: 'case.open', channel: 'email', subject: seal.text('A lamp'), customer: who.id },
    ...{ language: who.language, team: year.cast.teams.get('first')!, verified: true },
    ...(who.organisation && { organisation: who.organisation }),
    ...{ entitled: entitledTo(year, when, who, more), ...more },
  })
  return tale
}

export const customerOf = ({ id }: Who): Actor => ({ kind: 'customer', id })

const later = ({ quiet }: Year, when: number): number =>
  when >= quiet.from && when < quiet.until ? when + (quiet.until - quiet.from) : when

function entitledTo(
  { contracts, factsAt }: Year,
  when: Instant,
  { id: customer, organisation }: Who,
  {
    channel = 'email',
    product = null,
  }: { channel?: Opening['channel']; product?: ProductId | null | undefined },
) {
  const { policies, housePolicy } = factsAt(when)
  const need = { at: instant(when), channel, customer, organisation, product }
  return entitle(need, { contracts, waivers: [], policies, housePolicy, used: {} })
}
