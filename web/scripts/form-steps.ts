// What one does with the steps of a form: a new one, one more like it, another name, another place, away.
// Arrows follow where they can. Not: how it is taken back (draft.ts), nor what is inside a step.
import type { Language } from '#core/people/language.ts'
import { keysOf } from '#core/script/parse-script.ts'
import { endNames } from '#core/script/script.ts'
import { arrowsOf, following, leadingTo } from './form-arrows.ts'
import { fields, list, nameOf, type Place, put, stepsOf, withStep, withSteps } from './form-parts.ts'
import type { StepKind } from './outline.ts'

/** A name nobody has yet: `ask`, `ask-2`, `ask-3` … */
export function freeName(form: unknown, wish: string): string {
  const taken = new Set(stepsOf(form).map(nameOf))
  if (!taken.has(wish)) return wish
  let n = 2
  while (taken.has(`${wish}-${n}`)) n++
  return `${wish}-${n}`
}

/** A name as the form wants it, from whatever was typed: `DSL light?` is `dsl-light`. */
export const nameFrom = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '')

/** A step of which nothing is said yet. What it needs and has not, the list of problems tells. */
export function blankStep(kind: StepKind, name: string): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'ask':
      return {
        name,
        ask: {},
        why: {},
        say: {},
        choices: [
          { name: 'yes', words: {} },
          { name: 'no', words: {} },
        ],
      }
    case 'do':
      return { name, do: {}, why: {}, say: {}, expect: {} }
    case 'check':
      return { name, check: 'known_outage', why: {}, say: {} }
    case 'tell':
      return { name, tell: {} }
    case 'script':
      return { name, script: '' }
    case 'end':
      return { name, end: endNames[0], say: {}, fixed: {} }
  }
}

const sayings = ['ask', 'do', 'tell'] as const
/** By which way each kind leads on when all is well. */
const goodWay: Readonly<Record<StepKind, Place>> = {
  ask: ['next', 0, 'to'],
  check: ['next', 0, 'to'],
  do: ['worked'],
  tell: ['to'],
  script: ['solved'],
  end: [],
}

/**
 * A step that does something else from now on. Its name, its sentence and whatever the other kind has as
 * well stay,
 * and it leads on to where it led first; what only the kind before has goes.
 */
export function asKind(form: unknown, index: number, kind: StepKind): unknown {
  return withStep(form, index, step => {
    const had = fields(step)
    if (had[kind] !== undefined) return step
    const kept = Object.entries(had).filter(([key]) => keysOf[kind].includes(key))
    const sentence = sayings.map(one => had[one]).find(one => one !== undefined)
    const isSaid = sentence !== undefined && sayings.some(one => one === kind)
    const next = {
      ...blankStep(kind, nameOf(step)),
      ...Object.fromEntries(kept),
      ...(isSaid && { [kind]: sentence }),
    }
    const way = goodWay[kind]
    const led = arrowsOf(step)[0]?.to
    const isOpen = way.length > 0 && arrowsOf(next).every(({ place }) => place[0] === 'otherwise')
    return led !== undefined && isOpen ? put(next, way, led) : next
  })
}

/** A script of which only its name, its title and what customers say is known. */
export const blankScript = (
  slug: string,
  languages: readonly Language[],
  { title, says, language }: { readonly title: string; readonly says: string; readonly language: Language },
): Readonly<Record<string, unknown>> => ({
  slug,
  languages,
  title: { [language]: title },
  says: { [language]: says },
  article: slug,
  start: 'ask',
  steps: [blankStep('ask', 'ask')],
})

/** A new step after another; the first open way of that one leads to it. `after` -1: before all others. */
export function withNew(form: unknown, after: number, step: Readonly<Record<string, unknown>>): unknown {
  const name = nameOf(step)
  const above = stepsOf(form)[after]
  const led = above === undefined ? null : leadingTo(above, name)
  const steps = led === null ? stepsOf(form) : stepsOf(form).with(after, led)
  const grown = withSteps(form, steps.toSpliced(after + 1, 0, step))
  return steps.length === 0 ? put(grown, ['start'], name) : grown
}

/** One more of the same right after it. */
export function withCopy(form: unknown, index: number): unknown {
  const step = stepsOf(form)[index]
  const name = freeName(form, nameOf(step) || 'step')
  return withSteps(form, stepsOf(form).toSpliced(index + 1, 0, { ...fields(step), name }))
}

/** Without a step. Whatever leads to it leads nowhere then. */
export const without = (form: unknown, index: number): unknown =>
  withSteps(form, stepsOf(form).toSpliced(index, 1))

/** A step at another place of the outline; the same form where it cannot go further. */
export function moved(form: unknown, index: number, by: 1 | -1): unknown {
  const steps = stepsOf(form)
  const to = index + by
  if (to < 0 || to >= steps.length) return form
  return withSteps(form, steps.toSpliced(index, 1).toSpliced(to, 0, steps[index]))
}

/** A step under another name; the start, every arrow and every condition that meant it follow. */
export function renamed(form: unknown, index: number, to: string): unknown {
  const from = nameOf(stepsOf(form)[index])
  const led = from === '' ? form : followed(form, { from, to })
  return withStep(led, index, step => put(step, ['name'], to))
}

function followed(form: unknown, names: { readonly from: string; readonly to: string }): unknown {
  const steps = stepsOf(form).map(step => following(step, names))
  const whole = withSteps(form, steps)
  return fields(form).start === names.from ? put(whole, ['start'], names.to) : whole
}

/** The step above leads to this one by its first open way; null: it has none. */
export function nested(form: unknown, index: number): unknown {
  const above = stepsOf(form)[index - 1]
  const led = above === undefined ? null : leadingTo(above, nameOf(stepsOf(form)[index]))
  return led === null ? null : withStep(form, index - 1, () => led)
}

/** The kind of answer a step asks for, and nothing of another kind. */
export function askingFor(step: unknown, kind: string, first: unknown): unknown {
  const { choices, number, date, text, photo, serial, ...rest } = fields(step)
  const had = { choices, number, date, text, photo, serial }[kind]
  return { ...rest, [kind]: had ?? first }
}

/** An item of a list at another place. */
export function shifted(items: unknown, index: number, by: 1 | -1): readonly unknown[] {
  const all = list(items)
  const to = index + by
  return to < 0 || to >= all.length ? all : all.toSpliced(index, 1).toSpliced(to, 0, all[index])
}
