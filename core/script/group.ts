// A group of checks that do not depend on each other: their order as the author wrote it, and the script with
// another. Not: which order is best (best-order.ts).
import { type Script, type Step, type StepName, stepOf, waysOut } from '#core/script/script.ts'

/** The checks of a group, each leading to the next where it solved nothing, and the step after the last. */
export type Chain = { readonly members: readonly StepName[]; readonly after: StepName }

/**
 * The group in its order; null: it is no chain. In a chain every member leads to the next by `otherwise`, and
 * from outside one comes in at the first only.
 */
export function chainOf(script: Script, group: string): Chain | null {
  const members = script.steps.filter(one => one.group === group)
  const inside = new Set(members.map(one => one.name))
  const entered = new Set(
    script.steps.flatMap(one => (inside.has(one.name) ? [] : targetsOf(one).filter(to => inside.has(to)))),
  )
  if (inside.has(script.start)) entered.add(script.start)
  const [first, ...others] = entered
  if (first === undefined || others.length > 0) return null
  const order: StepName[] = []
  let at: StepName = first
  while (inside.has(at)) {
    if (order.includes(at)) return null
    order.push(at)
    const step = stepOf(script, at) as Step
    if (!('otherwise' in step)) return null
    at = step.otherwise
  }
  return order.length === members.length &&
    order.every((name, i) => isLink(script, name, inside, order[i + 1]))
    ? { members: order, after: at }
    : null
}

/** Whether a member leads, within the group, to the next only. */
const isLink = (script: Script, name: StepName, inside: ReadonlySet<StepName>, next?: StepName): boolean =>
  targetsOf(stepOf(script, name) as Step).every(to => to === next || to === name || !inside.has(to))

/** The script with the checks of a group in another order: whatever led to the next leads to the new next. */
export function reordered(script: Script, { members, after }: Chain, order: readonly StepName[]): Script {
  const inside = new Set(members)
  const first = order[0] as StepName
  const steps = script.steps.map(step => {
    if (!inside.has(step.name)) return led(step, to => (inside.has(to) ? first : to))
    const before = members[members.indexOf(step.name) + 1] ?? after
    const now = order[order.indexOf(step.name) + 1] ?? after
    return led(step, to => (to === before ? now : to))
  })
  return { ...script, start: inside.has(script.start) ? first : script.start, steps }
}

const targetsOf = (step: Step): StepName[] => waysOut(step).map(one => one.to)

/** A step whose arrows lead where `to` says. */
function led(step: Step, to: (target: StepName) => StepName): Step {
  const tries = step.tries && { ...step.tries, spent: to(step.tries.spent) }
  const arrows = (next: readonly { readonly to: StepName }[]) => next.map(one => ({ ...one, to: to(one.to) }))
  switch (step.kind) {
    case 'ask': {
      const asked =
        step.asked.kind === 'choice'
          ? {
              ...step.asked,
              choices: step.asked.choices.map(one =>
                one.to === undefined ? one : { ...one, to: to(one.to) },
              ),
            }
          : step.asked
      return { ...step, tries, asked, next: arrows(step.next), otherwise: to(step.otherwise) }
    }
    case 'check':
      return { ...step, tries, next: arrows(step.next), otherwise: to(step.otherwise) }
    case 'do':
      return {
        ...step,
        tries,
        worked: to(step.worked),
        failed: to(step.failed),
        otherwise: to(step.otherwise),
      }
    case 'tell':
      return { ...step, tries, next: to(step.next) }
    case 'script':
      return {
        ...step,
        tries,
        solved: step.solved && to(step.solved),
        unsolved: step.unsolved && to(step.unsolved),
      }
    case 'end':
      return step
  }
}
