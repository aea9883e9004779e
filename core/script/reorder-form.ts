// The form of a script with the checks of a group in another order: its arrows, and its steps where they
// stand. Whatever else somebody wrote stays as it is. Not: the script itself (group.ts), nor whether to
// (best-order.ts).
import type { Chain } from '#core/script/group.ts'
import type { Json } from '#core/script/merge-drafts.ts'
import type { StepName } from '#core/script/script.ts'

type Fields = { readonly [key: string]: Json }

/**
 * Whatever led to the next check leads to the new next, and whatever came in at the first comes in at the new
 * first. The steps take each other's places, so that the outline reads as one walks.
 * @param form one that can be read as a script, of which `chain` is
 */
export function reorderedForm(form: Fields, { members, after }: Chain, order: readonly StepName[]): Fields {
  const inside = new Set(members)
  const first = order[0]!
  const start = inside.has(form.start as string) ? first : form.start!
  const steps = (form.steps as readonly Fields[]).map(step => {
    const name = step.name as string
    if (!inside.has(name)) return led(step, to => (inside.has(to) ? first : to))
    const before = members[members.indexOf(name) + 1] ?? after
    const now = order[order.indexOf(name) + 1] ?? after
    return led(step, to => (to === before ? now : to))
  })
  const byName = new Map(steps.map(step => [step.name as string, step]))
  const places = order[Symbol.iterator]()
  const placed = steps.map(step =>
    inside.has(step.name as string) ? byName.get(places.next().value as string)! : step,
  )
  return { ...form, start, steps: placed }
}

const arrows = ['to', 'worked', 'failed', 'solved', 'unsolved', 'otherwise', 'spent'] as const
/** Where arrows stand within a step. */
const within = ['choices', 'next', 'tries'] as const

/** A step, or a part of one, whose arrows lead where `to` says. */
function led(part: Fields, to: (target: string) => string): Fields {
  const changed: Record<string, Json> = {}
  for (const key of arrows) {
    const target = part[key]
    if (typeof target === 'string') changed[key] = to(target)
  }
  for (const key of within) {
    const inner = part[key]
    if (Array.isArray(inner)) changed[key] = inner.map(one => led(one as Fields, to))
    else if (inner !== undefined) changed[key] = led(inner as Fields, to)
  }
  return { ...part, ...changed }
}
