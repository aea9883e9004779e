// A script's form as something to take apart and to write anew: places in it, steps, arrows. It may be
// unfinished. Nothing is changed in place: whatever a change does not touch stays the same object.
// Not: what is shown of it (outline.ts), nor what is wrong with it (core/script).
import { type Fields, fieldsOf as fields } from '#core/kit/fields.ts'

export { type Fields, fields }
/** From the outside in: `['next', 0, 'to']`. */
export type Place = readonly (string | number)[]

export const list = (one: unknown): readonly unknown[] => (Array.isArray(one) ? one : [])
export const word = (one: unknown): string => (typeof one === 'string' ? one : '')

/** What stands at a place; undefined: nothing. */
export const partAt = (form: unknown, place: Place): unknown =>
  place.reduce<unknown>(
    (inner, key) =>
      typeof key === 'number'
        ? list(inner)[key]
        : Object.hasOwn(fields(inner), key)
          ? fields(inner)[key]
          : undefined,
    form,
  )

/** The form with something else at a place; undefined takes away what stands there. */
export function put(into: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value
  if (typeof key === 'number') {
    const items = list(into)
    const inner = put(items[key], rest, value)
    if (inner === undefined) return items.toSpliced(key, 1)
    return key < items.length ? items.with(key, inner) : [...items, inner]
  }
  const inner = put(fields(into)[key], rest, value)
  const { [key]: _, ...others } = fields(into)
  if (inner === undefined) return others
  // What has its place among the keys keeps it: a file reads as it was written.
  return Object.hasOwn(fields(into), key) ? { ...fields(into), [key]: inner } : { ...others, [key]: inner }
}

export const stepsOf = (form: unknown): readonly unknown[] => list(fields(form).steps)
export const nameOf = (step: unknown): string => word(fields(step).name)

/** The form with other steps. */
export const withSteps = (form: unknown, steps: readonly unknown[]): unknown => ({ ...fields(form), steps })

/** The form with one step as `change` makes it. */
export const withStep = (form: unknown, index: number, change: (step: unknown) => unknown): unknown =>
  withSteps(
    form,
    stepsOf(form).map((step, i) => (i === index ? change(step) : step)),
  )
