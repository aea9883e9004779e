// What one walk of a case's ledger tells about its script: which steps were passed and how each was left, how
// long each took, how it ended. Read from the facts alone. Not: figures over many walks (walk-tally.ts).
import type { Event } from '#core/case/event.ts'
import { goesOnBy } from '#core/case/goes-on.ts'
import type { WalkId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { AnswerKind } from '#core/script/answer.ts'
import type { EndName, StepName } from '#core/script/script.ts'
import {
  type Ended,
  type Place,
  type Stack,
  type Walk,
  type WentOn,
  walkBegun,
  walkOn,
  whereTo,
} from '#core/script/walk.ts'

/** How a step was left. `within`: another script was gone through there. */
export type Left = AnswerKind | 'jumped' | 'within'
export type Passing = {
  readonly step: StepName
  readonly how: Left
  /** the customer said that it leads nowhere */
  readonly nowhere: boolean
  /** it was gone back over */
  readonly undone: boolean
}

/**
 * How a going-through stands: by an end of the script, also where the walk went on in the one around it.
 * `left`: it went on there without having come to an end here; `gone_back`: out of it, as if it had not been
 * entered; `abandoned`: the case ended first; `open`: somebody may still go on.
 */
export type CourseEnd = EndName | 'left' | 'gone_back' | 'given_up' | 'abandoned' | 'open'

/** What many walks can have in common: the way they took through one version of a script. */
export type Course = {
  readonly slug: string
  readonly version: number
  readonly passed: readonly Passing[]
  readonly end: CourseEnd
  /** the step it came to and did not leave: its end, or where it rests; null: it was left elsewhere */
  readonly stands: StepName | null
}

/** Who gave its answers: people of ours, the customer by himself, or the one what the other had begun. */
export type Walker = 'agent' | 'customer' | 'both'

/** One going-through of one script: a walk has as many as scripts it came into, the first begun first. */
export type WalkTold = {
  readonly walk: WalkId
  readonly part: number
  readonly walker: Walker
  readonly course: Course
  /** what each passing took; a pause does not count */
  readonly seconds: readonly number[]
  readonly begunAt: Instant
  readonly changedAt: Instant
  /** the case was opened again after this had ended */
  readonly reopened: boolean
}

/** Whether facts may change what the walks of a case tell. */
export const tellsOfWalks = (events: readonly Event[]): boolean => events.some(({ type }) => tells(type))

const tells = (type: Event['type']): boolean => type.startsWith('walk.') || caseMoves.has(type)

const caseMoves: ReadonlySet<string> = new Set([
  'case.solved',
  'case.closed',
  'case.merged',
  'case.reopened',
  'case.parted',
] satisfies Event['type'][])

/**
 * What the walks of a ledger tell.
 * @param before the facts before these, where they lie apart
 */
export function walksTold(events: readonly Event[], before: readonly Event[] = []): WalkTold[] {
  const all = new Map<WalkId, Going>()
  let hasEnded = false
  for (const some of [before, events])
    for (const event of some) {
      if (!tells(event.type)) continue
      if (caseMoves.has(event.type)) {
        hasEnded = !goesOnBy(event)
        if (event.type === 'case.reopened')
          for (const [id, one] of all) all.set(id, { ...one, reopened: isOver(one) })
      } else if (event.type === 'walk.begun') all.set(event.walk, begun(event))
      else if ('walk' in event) {
        const one = all.get(event.walk)
        if (one) all.set(event.walk, withWalker(moved(one, event.at, moveOf(event)), event))
      }
    }
  return [...all].flatMap(([walk, one]) => partsOf(walk, one, hasEnded))
}

/** A script that was entered: how deep within others, and how many answers lay before. */
type Part = Pick<Place, 'slug' | 'version' | 'since'> & { readonly depth: number; readonly begunAt: Instant }
type Going = {
  readonly walk: Walk
  readonly walker: Walker
  readonly parts: readonly Part[]
  /** beside each passing of the walk's path */
  readonly beside: readonly Beside[]
  /** since when somebody is at the step; null: it is paused */
  readonly since: Instant | null
  /** what was spent at the step before */
  readonly spentMs: number
  readonly isGivenUp: boolean
  readonly changedAt: Instant
  readonly reopened: boolean
}

type Beside = {
  readonly tookMs: number
  readonly nowhere: boolean
  /** the scripts within that ended by it */
  readonly ended: readonly Ended[]
}

const isOver = ({ walk, isGivenUp }: Going): boolean => isGivenUp || walk.end !== null

function begun({ pins, to, end, at, by }: Extract<Event, { type: 'walk.begun' }>): Going {
  const walker = by.kind === 'customer' ? 'customer' : 'agent'
  const own = {
    walker,
    beside: [],
    since: at,
    spentMs: 0,
    isGivenUp: false,
    changedAt: at,
    reopened: false,
  } as const
  return { ...own, walk: walkBegun({ kind: 'begun', pins, to, end }), parts: entered([], to, at) }
}

/** The desk answers checks for whoever walks; to rest or to give up is nobody's answer. */
function withWalker(one: Going, { type, by }: Behind): Going {
  const isAnswer = type === 'walk.answered' || type === 'walk.reused' || type === 'walk.jumped'
  if (!isAnswer || by.kind === 'system' || by.kind === one.walker) return one
  return { ...one, walker: 'both' }
}

/** The scripts entered so far, with those a walk has just come into. */
function entered(parts: readonly Part[], to: Stack, at: Instant): readonly Part[] {
  const fresh = to.flatMap(({ slug, version, since }, depth) => {
    const part = { slug, version, since, depth, begunAt: at }
    return parts.some(one => isSame(one, part)) ? [] : [part]
  })
  return fresh.length === 0 ? parts : [...parts, ...fresh]
}

type Which = Omit<Part, 'begunAt'>
const isSame = (one: Which, other: Which): boolean =>
  one.depth === other.depth && one.since === other.since && one.slug === other.slug

type Move = { readonly fact: WentOn | 'given_up'; readonly nowhere: boolean }

type Behind = Exclude<Extract<Event, { readonly walk: WalkId }>, { type: 'walk.begun' }>

/** What a fact of a walk behind its first does to it. */
function moveOf(event: Behind): Move {
  const plain = (fact: Move['fact']): Move => ({ fact, nowhere: false })
  switch (event.type) {
    case 'walk.answered': {
      const { answer, nowhere = false } = event
      return { fact: { kind: 'given', answer, ...whereTo(event) }, nowhere }
    }
    case 'walk.reused': {
      return plain({ kind: 'given', answer: { kind: 'known', value: event.value }, ...whereTo(event) })
    }
    case 'walk.jumped':
      return plain({ kind: 'jumped', ...whereTo(event) })
    case 'walk.went_back':
      return plain({ kind: 'back' })
    case 'walk.paused':
    case 'walk.sent':
      return plain({ kind: 'paused' })
    case 'walk.resumed':
      return plain({ kind: 'resumed' })
    case 'walk.given_up':
      return plain('given_up')
  }
}

function moved(one: Going, at: Instant, { fact, nowhere }: Move): Going {
  const spentMs = one.spentMs + (one.since === null ? 0 : at - one.since)
  if (fact === 'given_up') return { ...one, isGivenUp: true, changedAt: at }
  const next = { ...one, walk: walkOn(one.walk, fact), changedAt: at, since: at, spentMs: 0 }
  switch (fact.kind) {
    case 'paused':
      return { ...next, since: null, spentMs }
    case 'resumed':
      return { ...next, spentMs }
    case 'back':
      return { ...next, reopened: false }
    default: {
      const beside = [...one.beside, { tookMs: spentMs, nowhere, ended: fact.ended ?? [] }]
      return { ...next, beside, parts: entered(one.parts, fact.to, at), reopened: false }
    }
  }
}

function partsOf(id: WalkId, one: Going, hasEnded: boolean): WalkTold[] {
  const { walk, walker, parts, changedAt, reopened } = one
  return parts.map(({ begunAt, ...which }, part) => {
    const { slug, version, depth } = which
    const lines = linesOf(which, one)
    const passed = lines.map(({ tookMs: _, child: __, ...own }) => own)
    const place = walk.stack[depth]
    const isIn = place !== undefined && isSame({ ...place, depth }, which)
    const stood = isIn ? { end: endOf(one, hasEnded), stands: place.step } : leftAt(which, one, passed)
    return {
      walk: id,
      part,
      walker,
      course: { slug, version, passed, ...stood },
      seconds: lines.map(({ tookMs }) => Math.round(tookMs / 1000)),
      begunAt,
      changedAt,
      reopened,
    }
  })
}

/** How a script was left that the walk is not in any more: at its end, by a jump, or back over it. */
function leftAt(
  which: Which,
  { walk, beside }: Going,
  passed: readonly Passing[],
): Pick<Course, 'end' | 'stands'> {
  if (passed.every(step => step.undone)) return { end: 'gone_back', stands: null }
  const { slug, depth } = which
  const last = walk.path.findLastIndex(({ at, undone }) => {
    const place = at[depth]
    return !undone && place !== undefined && isSame({ ...place, depth }, which)
  })
  const ended = beside[last]?.ended.find(one => one.script === slug)
  return ended ? { end: ended.end, stands: ended.step } : { end: 'left', stands: null }
}

function endOf(one: Going, hasEnded: boolean): CourseEnd {
  if (one.isGivenUp) return 'given_up'
  return one.walk.end ?? (hasEnded ? 'abandoned' : 'open')
}

type Line = Passing & { readonly tookMs: number; readonly child: number | null }

/** The passings of one script, with those of a script within it as one. */
function linesOf(which: Which, { walk, beside }: Going): Line[] {
  const { depth } = which
  const lines: Line[] = []
  for (const [i, { at, answer, undone }] of walk.path.entries()) {
    const place = at[depth]
    if (!place || !isSame({ ...place, depth }, which)) continue
    const { step } = place
    const { tookMs, nowhere } = beside[i]!
    const child = at[depth + 1]?.since ?? null
    const last = lines.at(-1)
    if (child === null) lines.push({ step, how: answer.kind, nowhere, undone, tookMs, child })
    else if (last?.child === child && last.step === step)
      lines[lines.length - 1] = { ...last, undone: last.undone && undone, tookMs: last.tookMs + tookMs }
    else lines.push({ step, how: 'within', nowhere: false, undone, tookMs, child })
  }
  return lines
}
