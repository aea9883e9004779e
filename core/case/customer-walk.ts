// What a customer may see of going through a script, by himself or with one of us: each question in the words
// for him, with the answer that stands. Part of the allow-list of customer-timeline.ts: no why, no words for
// agents, none of their reasons, nothing that was looked up. Not: how it looks (portal/).
import { type CustomerFile, customerFile } from '#core/case/customer-file.ts'
import { isEnded, isRunning } from '#core/case/deed/walk-facts.ts'
import type { EventOf, Recorded, StepDoer, StepOutcome } from '#core/case/event.ts'
import type { OpenedCase, WalkState } from '#core/case/state.ts'
import type { ClaimId, StepId, WalkId } from '#core/kit/id.ts'
import type { ReadText } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Answer, AnswerKind } from '#core/script/answer.ts'
import { type Ask, type Step, stepOf, type Wording } from '#core/script/script.ts'
import type { Scripts } from '#core/script/step-on.ts'
import { type Pins, placeOf, type Stack } from '#core/script/walk.ts'

/** An answer as it is said again. */
export type CustomerAnswer =
  | { readonly kind: 'choice'; readonly words: Wording }
  | { readonly kind: 'number'; readonly number: number; readonly unit: string | null }
  | { readonly kind: 'date'; readonly date: string }
  /** null: erased */
  | { readonly kind: 'words'; readonly words: string | null }
  | { readonly kind: 'photo' }
  /** left out, or not possible; why, where he said so himself */
  | { readonly kind: 'skipped' | 'cannot'; readonly because: string | null }

export type CustomerWalkLine = {
  readonly at: Instant
  /** he said or did it himself, without one of us */
  readonly own: boolean
} & (
  | {
      readonly kind: 'asked'
      readonly question: Wording
      readonly answer: CustomerAnswer
      /** what he said beside it */
      readonly said: string | null
    }
  | {
      readonly kind: 'did'
      readonly what: string | null
      readonly outcome: StepOutcome
      readonly doneBy: StepDoer
      readonly result: string | null
    }
)

/** Where it stands for him: his to go on with, or ours. */
export type CustomerWalkStanding = 'yours' | 'with_us' | 'rests' | 'ended' | 'left'

/** One going-through; its place in the ledger is where it was begun. */
export type CustomerWalk = {
  readonly seq: number
  readonly at: Instant
  readonly own: boolean
  readonly kind: 'walk'
  readonly title: Wording
  readonly standing: CustomerWalkStanding
  readonly isSolved: boolean
  /** what he is told at its end */
  readonly told: Wording | null
  readonly lines: readonly CustomerWalkLine[]
  readonly files: readonly CustomerFile[]
}

export type CustomerWalks = {
  /** by the fact that began it */
  readonly begun: ReadonlyMap<number, CustomerWalk>
  /** what has its line in a walk, and needs none of its own */
  readonly within: ReadonlySet<ClaimId | StepId>
  /** steps tried on any walk: their why was written for agents */
  readonly tried: ReadonlySet<StepId>
}

type Reading = { readonly text: ReadText; readonly scripts: Scripts }
/** What stands on the way of a walk; a jump, and what is not for him, has no line. */
type Passed = { readonly from: Stack; readonly said: Said | null }
type Said = { readonly line: CustomerWalkLine; readonly files: readonly CustomerFile[] }
type Going = {
  readonly begun: Of<'walk.begun'>
  readonly title: Wording
  readonly passed: Passed[]
  at: Stack
}
type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>
type Table = {
  readonly goings: Map<WalkId, Going>
  readonly steps: Map<StepId, Of<'step.tried'>>
  readonly within: Set<ClaimId | StepId>
  readonly tried: Set<StepId>
}

/** Each script of a ledger's walks in the version it was gone through in, by slug. */
export const pinsIn = (ledger: readonly Recorded[]): readonly Pins[] =>
  ledger.flatMap(event => (event.type === 'walk.begun' ? [event.pins] : []))

/** Every walk of a ledger as its customer may see it. Of a script that is gone nothing is said. */
export function customerWalks(
  ledger: readonly Recorded[],
  state: OpenedCase,
  reading: Reading,
): CustomerWalks {
  const table: Table = { goings: new Map(), steps: new Map(), within: new Set(), tried: new Set() }
  for (const event of ledger) take(table, event, { ...reading, state })
  const begun = new Map(
    [...table.goings].map(([id, one]) => [one.begun.seq, shown(one, state.walks[id]!, reading)]),
  )
  return { begun, within: table.within, tried: table.tried }
}

type Taking = Reading & { readonly state: OpenedCase }

function take(table: Table, event: Recorded, reading: Taking): void {
  const { goings, steps, tried } = table
  if (event.type === 'step.tried') steps.set(event.step, event)
  if (event.type === 'walk.begun') begin(goings, event, reading)
  if (event.type === 'walk.answered' && event.tried) tried.add(event.tried)
  const going = 'walk' in event ? goings.get(event.walk) : undefined
  if (!going) return
  if (event.type === 'walk.went_back') going.at = going.passed.pop()?.from ?? going.at
  if (event.type !== 'walk.answered' && event.type !== 'walk.reused' && event.type !== 'walk.jumped') return
  // What a check found is no answer of a person: nobody goes back to it.
  if (event.type !== 'walk.answered' || !isFound(event.answer.kind))
    going.passed.push({
      from: going.at,
      said: event.type === 'walk.jumped' ? null : said(table, going, event, reading),
    })
  going.at = event.to
}

const isFound = (kind: AnswerKind): boolean => kind === 'result' || kind === 'silent'

function begin(goings: Map<WalkId, Going>, begun: Of<'walk.begun'>, { scripts }: Reading): void {
  const [{ slug, version }] = begun.to
  const title = scripts(slug, version)?.title
  if (title) goings.set(begun.walk, { begun, title, passed: [], at: begun.to })
}

function said(
  { steps, within }: Table,
  { at: stack }: Going,
  event: Of<'walk.answered'> | Of<'walk.reused'>,
  reading: Taking,
): Said | null {
  const { text, scripts, state } = reading
  const { at, by } = event
  const own = by.kind === 'customer'
  const { because, claim, tried, attached = [] } = event.type === 'walk.answered' ? event : none
  // Why it was left is a reason of ours where one of us wrote it.
  const why = own && because ? text(because) : null
  const did = tried && steps.get(tried)
  if (did) {
    within.add(did.step)
    const { what, outcome, doneBy } = did
    const result = because ? why : did.result ? text(did.result) : null
    return { line: { at, own, kind: 'did', what: text(what), outcome, doneBy, result }, files: [] }
  }
  const step = stepAt(stack, scripts)
  // What we ask each other at a step for the first line is not for him, whatever was answered.
  if (step?.kind !== 'ask' || step.level > 0) return null
  const answer =
    event.type === 'walk.answered' ? event.answer : ({ kind: 'known', value: event.value } as const)
  const words = event.text ? text(event.text) : null
  const beside = claim && state.claims[claim]?.text
  if (claim) within.add(claim)
  const line = {
    ...{ at, own, kind: 'asked' as const, question: step.say },
    answer: answerOf(step, answer, { words, why }),
    said: beside && beside.text !== event.text?.text ? text(beside) : null,
  }
  const files = attached.map(one => customerFile(one, state, text))
  return { line, files }
}

const none: Partial<EventOf<'walk.answered'>> = {}

function stepAt(stack: Stack, scripts: Scripts): Step | null {
  const { slug, version, step } = placeOf(stack)
  const script = scripts(slug, version)
  return script && stepOf(script, step)
}

function answerOf(
  { asked }: Ask,
  answer: Answer,
  { words, why }: { readonly words: string | null; readonly why: string | null },
): CustomerAnswer {
  if (!('value' in answer)) return { kind: answer.kind === 'cannot' ? 'cannot' : 'skipped', because: why }
  const { value } = answer
  switch (asked.kind) {
    case 'choice': {
      const chosen = asked.choices.find(({ name }) => name === value)
      return { kind: 'choice', words: chosen?.words ?? {} }
    }
    case 'number':
      return { kind: 'number', number: Number(value), unit: asked.unit ?? null }
    case 'date':
      return { kind: 'date', date: String(value) }
    case 'photo':
      return { kind: 'photo' }
    default:
      return { kind: 'words', words }
  }
}

function shown(
  { begun, title, passed, at: stack }: Going,
  one: WalkState,
  { scripts }: Reading,
): CustomerWalk {
  const { seq, at, by } = begun
  const standing = standingOf(one)
  const step = stepAt(stack, scripts)
  const says = passed.flatMap(({ said }) => said ?? [])
  return {
    ...{ kind: 'walk', seq, at, own: by.kind === 'customer', title, standing },
    told: standing === 'ended' && step?.kind === 'end' ? step.say : null,
    isSolved: one.walk.end === 'solved',
    lines: says.map(({ line }) => line),
    files: says.flatMap(({ files }) => files),
  }
}

function standingOf(one: WalkState): CustomerWalkStanding {
  if (one.isGivenUp) return 'left'
  if (isEnded(one)) return 'ended'
  if (one.needsSupport) return 'with_us'
  if (one.walker === 'customer') return 'yours'
  return isRunning(one) ? 'with_us' : 'rests'
}
