// One going through a script: what it is at one moment, and how facts change it. It is folded without the
// scripts, so that a walk stays readable when its script is gone: a fact says where the walk went. Not: which
// fact follows an answer (step-on.ts).
import type { CaseId, OutageId } from '#core/kit/id.ts'
import { type Answer, comparable } from '#core/script/answer.ts'
import type { Answers } from '#core/script/condition.ts'
import type { EndName, StepName } from '#core/script/script.ts'

/** Which version of each script on the way the walk keeps, by slug. */
export type Pins = Readonly<Record<string, number>>

/** Where it stands within one script. */
export type Place = {
  readonly slug: string
  readonly version: number
  readonly step: StepName
  /** how long the path was when it came in here: what is older was given to another going-through */
  readonly since: number
  /** how often it came to each step that may be reached only so often */
  readonly reached: Readonly<Record<StepName, number>>
}
/** From the script it began with to the sub-script it is in: the last is where it stands. */
export type Stack = readonly [Place, ...Place[]]

/** What an automatic check goes by that said yes: the announced outage, or the earlier cases. */
export type Found =
  | { readonly outage: OutageId }
  | { readonly cases: readonly CaseId[]; readonly by: 'device' | 'product' }

/** What was given at one step, or that it was left by a jump. */
export type Passed = {
  readonly at: Stack
  readonly answer: Answer | { readonly kind: 'jumped' }
  /** it was gone back over: kept as what was said before */
  readonly undone: boolean
  /** of an automatic check */
  readonly found?: Found
}

export type Walk = {
  readonly pins: Pins
  readonly stack: Stack
  readonly path: readonly Passed[]
  /** how it ended: it stands at the end step then; null: it goes on */
  readonly end: EndName | null
  readonly paused: boolean
}

/** A script within another that came to its end, and where; the walk went on in the one around it. */
export type Ended = { readonly script: string; readonly step: StepName; readonly end: EndName }

/** Where an answer led; `ended`: out of which scripts, the innermost first. */
export type Led = { readonly to: Stack; readonly end: EndName | null; readonly ended?: readonly Ended[] }

/** What a fact says of where it led, whatever else it says. */
export const whereTo = ({ to, end, ended }: Led): Led => ({ to, end, ...(ended && { ended }) })

/** What may happen to a walk. */
export type WalkFact =
  | ({ readonly kind: 'begun'; readonly pins: Pins } & Led)
  | ({ readonly kind: 'given'; readonly answer: Answer; readonly found?: Found } & Led)
  | ({ readonly kind: 'jumped' } & Led)
  | { readonly kind: 'back' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' }
export type Begun = Extract<WalkFact, { kind: 'begun' }>
/** Every fact behind the first. */
export type WentOn = Exclude<WalkFact, Begun>
/** Those that led on. */
export type WentTo = Extract<WentOn, Led>

/** A walk at its first step. */
export const walkBegun = ({ pins, to, end }: Begun): Walk => ({
  pins,
  stack: to,
  path: [],
  end,
  paused: false,
})

/** The walk after one more fact. Whoever answers has taken it up again. */
export function walkOn(walk: Walk, fact: WentOn): Walk {
  switch (fact.kind) {
    case 'given':
      return led(walk, fact.answer, fact, fact.found)
    case 'jumped':
      return led(walk, { kind: 'jumped' }, fact)
    case 'back':
      return wentBack(walk)
    case 'paused':
      return { ...walk, paused: true }
    case 'resumed':
      return { ...walk, paused: false }
  }
}

function led(walk: Walk, answer: Passed['answer'], { to, end }: Led, found?: Found): Walk {
  const passed: Passed = { at: walk.stack, answer, undone: false, ...(found && { found }) }
  return { ...walk, stack: to, path: [...walk.path, passed], end, paused: false }
}

/** A walk that went back stands as it stood before: reached once less, in the sub-script it had left. */
function wentBack(walk: Walk): Walk {
  const index = lastByPerson(walk)
  const passed = walk.path[index]
  if (!passed) return walk
  const path = walk.path.map((one, i) => (i < index ? one : { ...one, undone: true }))
  return { ...walk, stack: passed.at, path, end: null, paused: false }
}

/** Where in the path somebody answered last; checks answered by themselves, and would at once again. */
export const lastByPerson = ({ path }: Walk): number =>
  path.findLastIndex(({ undone, answer }) => !undone && answer.kind !== 'result' && answer.kind !== 'silent')

/** Where it stands, in the innermost script. */
export const placeOf = (stack: Stack): Place => stack.at(-1) as Place

/** How many steps lie behind it, what was gone back over not counted. */
export const passedCount = ({ path }: Walk): number => path.filter(({ undone }) => !undone).length

/** What conditions may ask in the script it stands in: the latest answer at each of its steps. */
export function answersOf({ stack, path }: Pick<Walk, 'stack' | 'path'>): Answers {
  const { since } = placeOf(stack)
  return step => {
    // A sub-script has its own answers: it is deeper, or was gone through before.
    const passed = path.findLast(
      ({ at, undone }, index) =>
        !undone && index >= since && at.length === stack.length && placeOf(at).step === step,
    )
    return passed && passed.answer.kind !== 'jumped' ? comparable(passed.answer) : null
  }
}

/** What automatic checks found on the way it stands on, the newest last. */
export const foundOn = ({ path }: Pick<Walk, 'path'>): readonly Found[] =>
  path.flatMap(({ undone, found }) => (undone || !found ? [] : [found]))

/** The announced outage that a check on the way went by; null: none did. */
export function outageOn(walk: Pick<Walk, 'path'>): OutageId | null {
  const last = foundOn(walk).findLast(one => 'outage' in one)
  return last ? last.outage : null
}
