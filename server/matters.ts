// The one way to what stands beside cases: its ledger read, folded, asked for the right, decided, appended.
// Not: how one kind goes (core/problem, core/supplier, core/change), nor the telling of its cases
// (react/matter-news.ts).
import { matterRules } from '#server/matter-rules.ts'
import type { Shell } from '#server/shell.ts'
import type { Severity } from '#core/case/event.ts'
import { isRefusal, type Refusal, refuse } from '#core/kit/refusal.ts'
import type { MatterId, NewId } from '#core/kit/id.ts'
import type { ReadText } from '#core/kit/text-ref.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import {
  type AnyMatterRules,
  kindOfMatter,
  type MatterCommand,
  type MatterFact,
  type MatterKind,
} from '#core/matter/matter.ts'
import { whoIsBound, whoIsWanted, whoOfShare } from '#core/notice/beside.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { MatterLedger, MatterTable, NewsToTell, RecordedFact, WantTold } from '#store/desk/matter.ts'
import type { SealedText } from '#store/store.ts'

/** What this needs of the world. */
export type MatterWorld = {
  readonly matters: MatterTable
  readonly now: () => Instant
  readonly newId: NewId
  readonly facts: () => DeskFacts
  /** reads anew who is there: as it is now, not as it was a moment ago */
  readonly changed?: () => Promise<void>
  readonly rules: Partial<Record<MatterKind, AnyMatterRules>>
}

/** One or more wishes about one of them, recorded together or not at all. */
export type MatterDeed = {
  readonly id: MatterId
  readonly by: Actor
  readonly commands: readonly MatterCommand[]
  readonly texts: readonly SealedText[]
  /** the idempotency key of the actor, with the hash of what he sent */
  readonly key?: { readonly actor: string; readonly key: string; readonly bodyHash: string } | undefined
  /** If-Match: it must still be at this seq */
  readonly ifSeq?: number | undefined
  /** it is begun by this: there must be none yet */
  readonly isNew?: boolean
  readonly at?: Instant | undefined
}

export type MatterHandled =
  | {
      readonly outcome: 'done'
      readonly id: MatterId
      readonly number: number
      readonly seq: number
      readonly facts: readonly MatterFact[]
    }
  /** it was so already, or this key was answered before */
  | {
      readonly outcome: 'nothing' | 'repeated'
      /** of a repeated beginning: what was begun by it then */
      readonly id: MatterId
      readonly number: number
      readonly seq: number
    }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  | { readonly outcome: 'precondition'; readonly seq: number }
  | { readonly outcome: 'key_reused' }

type MatterShell = Pick<Shell, 'now' | 'newId' | 'facts'> &
  Partial<Pick<Shell, 'changed'>> & {
    readonly desk: Pick<Shell['desk'], 'matters'>
  }
/** A node's own world for them. */
export const matterWorld = (shell: MatterShell): MatterWorld => ({
  matters: shell.desk.matters,
  now: shell.now,
  newId: shell.newId,
  facts: shell.facts,
  ...(shell.changed && { changed: shell.changed }),
  rules: matterRules,
})

const attemptsMax = 5
/** What has no severity of its own breaks into nobody's quiet hours. */
const unsaid: Severity = 3

/**
 * Records what a deed wishes, or says why not. Whoever was overtaken is decided again on the newer ledger,
 * five
 * times.
 */
export async function handleMatter(world: MatterWorld, deed: MatterDeed): Promise<MatterHandled> {
  const rules = world.rules[kindOfMatter(deed.id)]
  if (!rules) return refused(refuse('matter.not_found'))
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const before = deed.key && (await world.matters.answered(deed.key.actor, deed.key.key))
    if (before) return answerAgain(world, deed, before)
    const found = deed.isNew ? null : await world.matters.read(deed.id)
    if (!found && !deed.isNew) return refused(refuse('matter.not_found'))
    const seq = found?.facts.length ?? 0
    if (deed.ifSeq !== undefined && deed.ifSeq !== seq) return { outcome: 'precondition', seq }
    const decided = decideAll(world, { deed, found, rules })
    if (isRefusal(decided)) return refused(decided)
    if (decided.facts.length === 0) {
      if (found) await ringLater(world, { deed, found, rules })
      return { outcome: 'nothing', id: deed.id, number: found?.number ?? 0, seq }
    }
    const appended = await append(world, { deed, found, rules, decided })
    if (appended.outcome === 'appended')
      return { ...appended, outcome: 'done', id: deed.id, facts: decided.facts }
  }
  return refused(refuse('case.changed'))
}

const refused = (refusal: Refusal): MatterHandled => ({ outcome: 'refused', refusal })

async function answerAgain(
  { matters }: MatterWorld,
  deed: MatterDeed,
  { bodyHash, answer }: NonNullable<Awaited<ReturnType<MatterTable['answered']>>>,
): Promise<MatterHandled> {
  if (bodyHash !== deed.key?.bodyHash) return { outcome: 'key_reused' }
  const id = answer.matter as MatterId
  const [row] = await matters.rows([id])
  return { outcome: 'repeated', id, number: row?.number ?? 0, seq: Number(answer.seq) }
}

type Handling = {
  readonly deed: MatterDeed
  readonly found: MatterLedger | null
  readonly rules: AnyMatterRules
}
type Decided = { readonly facts: readonly MatterFact[]; readonly states: readonly unknown[] }

/** What it is by its ledger. */
export const foldMatter = (rules: AnyMatterRules, facts: readonly RecordedFact[]): unknown =>
  facts.reduce((state, fact) => rules.evolve(state, fact), rules.start)

function decideAll(world: MatterWorld, { deed, found, rules }: Handling): Decided | Refusal {
  const desk = world.facts()
  const now = deed.at ?? world.now()
  const setting = { now, newId: world.newId, desk }
  const at = instant(Math.max(now, found?.facts.at(-1)?.at ?? 0))
  let state = foldMatter(rules, found?.facts ?? [])
  const facts: MatterFact[] = []
  const states: unknown[] = []
  for (const command of deed.commands) {
    const right = rules.may(deed.by, command.type, state, desk)
    if (right !== true) return right
    const outcome = rules.decide(state, command, { by: deed.by, at, setting })
    if (isRefusal(outcome)) return outcome
    for (const fact of outcome) {
      state = rules.evolve(state, fact)
      facts.push(fact)
      states.push(state)
    }
  }
  return { facts, states }
}

/** The clock looked and had nothing to say: it looks again when it would now. */
async function ringLater(world: MatterWorld, { deed, found, rules }: Handling): Promise<void> {
  if (!found || deed.commands[0]?.type !== 'clock.ring') return
  const at = rules.ring(foldMatter(rules, found.facts), world.facts())
  const isDue = at !== null && at <= (deed.at ?? world.now())
  if (!isDue) await world.matters.moveRing(deed.id, found.facts.length, at)
}

async function append(world: MatterWorld, { deed, found, rules, decided }: Handling & { decided: Decided }) {
  const { facts, states } = decided
  const fresh = new Map(deed.texts.map(text => [text.id, text.words]))
  const text: ReadText = ({ text }) => fresh.get(text) ?? found?.texts.get(text) ?? null
  const before = found?.facts.length ?? 0
  const state = states.at(-1)
  const news = facts.flatMap((fact, i): NewsToTell[] => {
    const told = rules.tells(states[i], fact)
    return told ? [{ ...told, seq: before + i + 1 }] : []
  })
  const calls = facts.flatMap((fact, i) => {
    const tracker = rules.calls?.(states[i], fact)
    return tracker ? [{ seq: before + i + 1, tracker }] : []
  })
  const card = rules.card(state, text)
  const severity = (card.more?.severity as Severity | undefined) ?? unsaid
  const { owner, team } = card
  const wants = facts.flatMap((fact, i): WantTold[] => {
    const want = rules.wants?.(fact, states[i])
    const bound = rules.wantsBound?.(states[i], fact, world.facts())
    const outside = rules.wantsOutside?.(states[i], fact)
    const wanting = { owner, team, severity, by: fact.by, now: fact.at }
    const ours = want ? whoIsWanted(world.facts(), want, wanting) : []
    const named = bound ? whoIsBound(world.facts(), bound, wanting) : []
    const theirs = outside ? whoOfShare(world.facts(), outside, wanting) : []
    const seq = before + i + 1
    return [
      ...ours.map(one => ({ ...one, seq, cause: want!.cause })),
      ...named.map(one => ({ ...one, seq, cause: bound!.cause })),
      ...theirs.map(one => ({ ...one, seq, cause: outside!.cause })),
    ]
  })
  const settled = facts.flatMap(fact => rules.settles?.(fact, world.facts()) ?? [])
  const seq = before + facts.length
  const appended = await world.matters.append({
    id: deed.id,
    expectedSeq: before,
    facts,
    texts: deed.texts,
    card,
    ringAt: rules.ring(state, world.facts()),
    news,
    calls,
    ...{ wants, severity, settled },
    ...(deed.key && { answered: { ...deed.key, answer: { matter: deed.id, seq } } }),
  })
  return appended
}
