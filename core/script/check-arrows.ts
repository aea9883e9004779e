// Whether each arrow of a script can be taken and one always is. What the steps it asks about may have
// answered is tried out: every choice, and of numbers one of each stretch that the conditions tell apart.
// Not: where the arrows lead (check-ways.ts).
import { readDate } from '#core/clock/date.ts'
import { type Ways, comesTo, waysOf } from '#core/script/check-ways.ts'
import { type Condition, holds, stepsIn, type Value } from '#core/script/condition.ts'
import type { Arrow, Ask, Asked, Check, Script, Step, StepName } from '#core/script/script.ts'
import { stepOf } from '#core/script/script.ts'
import type { ScriptFault, ScriptFaultCode } from '#core/script/script-fault.ts'

/**
 * So many answers are tried out in one step, and in a whole script. Arrows that ask for more at once are
 * taken to be right: a walk ends all the same, since it goes on at `otherwise` where none of them holds.
 */
const triedMax = 4_096
const triedInAllMax = 200_000

type Branching = Ask | Check
type Leaf = {
  readonly step: StepName
  readonly path: string
  readonly values: readonly Value[]
  readonly kind: LeafKind
}
type LeafKind = 'equal' | 'number' | 'answered'

export function checkArrows(script: Script): ScriptFault[] {
  const ways = waysOf(script)
  const before = comesBefore(ways)
  let left = triedInAllMax
  return script.steps.flatMap((step, index) => {
    if (step.kind !== 'ask' && step.kind !== 'check') return []
    const path = `steps.${index}.next`
    const leaves = step.next.map(({ when }, i) => (when ? leavesOf(when, `${path}.${i}.when`) : []))
    const wrong = leaves.map(some => some.flatMap(leaf => wrongLeaf(script, step, leaf, before)))
    const said = wrong.flat()
    // Of conditions that ask for what is not there nothing more can be said.
    if (said.length > 0) return said
    const asked = domains(script, step, leaves.flat())
    const size = asked.reduce((product, { values }) => product * values.length, 1)
    if (size > triedMax || size > left) return []
    left -= size
    return tried(step, path, asked)
  })
}

/** The comparisons in a condition, each with its place. */
function leavesOf(condition: Condition, path: string): Leaf[] {
  if ('all' in condition) return condition.all.flatMap((one, i) => leavesOf(one, `${path}.all.${i}`))
  if ('any' in condition) return condition.any.flatMap((one, i) => leavesOf(one, `${path}.any.${i}`))
  if ('not' in condition) return leavesOf(condition.not, `${path}.not`)
  const step = stepsIn(condition)[0]!
  if ('answered' in condition) return [{ step, path, values: [], kind: 'answered' }]
  if ('is' in condition) return [{ step, path, values: [condition.is[1]], kind: 'equal' }]
  if ('among' in condition) return [{ step, path, values: condition.among[1], kind: 'equal' }]
  const limit = 'atLeast' in condition ? condition.atLeast[1] : condition.below[1]
  return [{ step, path, values: [limit], kind: 'number' }]
}

type Before = (one: StepName, other: StepName) => boolean

/** Whether a walk can have come to one step before another: worked out when it is first asked. */
function comesBefore(ways: Ways): Before {
  let known: ReturnType<typeof comesTo> | null = null
  return (one, other) => {
    known ??= comesTo(ways)
    return known(ways.indexOf(one)!, ways.indexOf(other)!)
  }
}

function wrongLeaf(script: Script, step: Branching, leaf: Leaf, before: Before): ScriptFault[] {
  const fault = (code: ScriptFaultCode, details: Record<string, string>): ScriptFault[] => [
    { path: leaf.path, code, step: step.name, details: { of: leaf.step, ...details } },
  ]
  const of = stepOf(script, leaf.step)
  if (!of) return fault('step_unknown', {})
  const isAnswered = of.kind === 'ask' || of.kind === 'do' || of.kind === 'check'
  if (!isAnswered || (of !== step && !before(of.name, step.name))) return fault('never_answered', {})
  const never = leaf.values.filter(value => !mayBe(of, leaf.kind, value))
  return never.length > 0 ? fault('value_never', { value: never.join(', ') }) : []
}

/** Whether a step's answer may be compared with a value at all. */
function mayBe(of: Step, kind: LeafKind, value: Value): boolean {
  const open = openOf(of)
  if (kind === 'number') return open === 'number' || open === 'any'
  if (open === 'any') return true
  if (open === 'number') return typeof value === 'number'
  if (open === 'date') return readDate(String(value)) !== null
  return closedOf(of).includes(value)
}

/** What a step may answer that cannot be listed: a number, a date, or whatever the case holds. */
function openOf(of: Step): 'number' | 'date' | 'any' | null {
  if (of.kind === 'check') return of.check === 'case_value' ? 'any' : null
  if (of.kind !== 'ask') return null
  return of.asked.kind === 'number' || of.asked.kind === 'date' ? of.asked.kind : null
}

/**
 * What a step may answer, if that can be listed. A text or photo is kept beside the walk: nothing to
 * compare.
 */
function closedOf(of: Step): readonly Value[] {
  if (of.kind === 'check') return ['yes', 'no']
  if (of.kind === 'do') return ['worked', 'failed']
  return of.kind === 'ask' && of.asked.kind === 'choice' ? of.asked.choices.map(({ name }) => name) : []
}

type Domain = { readonly step: StepName; readonly values: readonly (Value | null)[] }

/** What each step that is asked about may have answered; the step itself has just been answered. */
function domains(script: Script, step: Branching, leaves: readonly Leaf[]): Domain[] {
  const names = new Set([step.name, ...leaves.map(leaf => leaf.step)])
  return [...names].map(name => {
    const of = stepOf(script, name)!
    const compared = leaves.filter(leaf => leaf.step === name).flatMap(leaf => leaf.values)
    const values = representatives(of, compared)
    return {
      step: name,
      values: name === step.name ? values.filter(value => !leavesByItself(step, value)) : [null, ...values],
    }
  })
}

/** A choice with an arrow of its own never comes to the others. */
const leavesByItself = (step: Branching, value: Value): boolean =>
  step.kind === 'ask' &&
  step.asked.kind === 'choice' &&
  step.asked.choices.some(({ name, to }) => name === value && to !== undefined)

const something = 'something else'

/** One answer of each kind that the comparisons tell apart. */
function representatives(of: Step, compared: readonly Value[]): readonly Value[] {
  const open = openOf(of)
  if (open === 'number')
    return stretches((of as Ask).asked as Extract<Asked, { kind: 'number' }>, compared as number[])
  if (open === 'date') return [...new Set([...compared, something])]
  if (open === 'any') {
    const numbers = compared.filter(value => typeof value === 'number')
    const around = stretches({ least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER }, numbers)
    return [...new Set([...compared, ...(numbers.length > 0 ? around : []), something])]
  }
  const closed = closedOf(of)
  return closed.length > 0 ? closed : [something]
}

/** The least, the most, each number compared with, and one between any two neighbours. */
function stretches({ least, most }: { least: number; most: number }, compared: readonly number[]): number[] {
  const within = compared.filter(value => least < value && value < most)
  const points = [...new Set([least, ...within, most])].sort((one, other) => one - other)
  return points.flatMap((point, index) => (index === 0 ? [point] : [(points[index - 1]! + point) / 2, point]))
}

/** Every arrow against every set of answers. */
function tried(step: Branching, path: string, asked: readonly Domain[]): ScriptFault[] {
  const isEver = step.next.map(() => false)
  const isFirst = step.next.map(() => false)
  let isLeft = false
  for (const answers of combinations(asked)) {
    const outcomes = step.next.map(
      ({ when }) => when === undefined || holds(when, name => answers.get(name) ?? null),
    )
    for (const [index, outcome] of outcomes.entries()) if (outcome) isEver[index] = true
    const first = outcomes.indexOf(true)
    if (first < 0) isLeft = true
    else isFirst[first] = true
  }
  const fault = (at: string, code: ScriptFaultCode): ScriptFault => ({
    path: at,
    code,
    step: step.name,
    details: {},
  })
  const arrows = step.next.flatMap(({ when }: Arrow, index) => {
    if (isFirst[index]) return []
    const isContradiction = when !== undefined && !isEver[index] && asked[0]!.values.length > 0
    const at = `${path}.${index}`
    return [isContradiction ? fault(`${at}.when`, 'contradiction') : fault(at, 'arrow_never')]
  })
  return isLeft ? [...arrows, fault(path, 'dead_end')] : arrows
}

function* combinations(asked: readonly Domain[]): Generator<ReadonlyMap<StepName, Value | null>> {
  const [first, ...rest] = asked
  if (!first) {
    yield new Map()
    return
  }
  for (const others of combinations(rest))
    for (const value of first.values) yield new Map([...others, [first.step, value]])
}
