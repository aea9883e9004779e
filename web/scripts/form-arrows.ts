// The arrows of a step as its form has them: where each leads, which are still open, and how they follow when
// a step gets another name. Not: whether they lead anywhere (core/script/check-ways.ts).
import { type Fields, fields, list, nameOf, type Place, partAt, put, stepsOf, word } from './form-parts.ts'

export type Arrow = { readonly place: Place; readonly to: string }

const plain = ['to', 'worked', 'failed', 'solved', 'unsolved', 'otherwise'] as const

/** Every arrow of a step that leads to some name, that of whoever came too often among them. */
export function arrowsOf(step: unknown): readonly Arrow[] {
  const form = fields(step)
  const places: Place[] = [
    ...list(form.choices).map((_, i): Place => ['choices', i, 'to']),
    ...list(form.next).map((_, i): Place => ['next', i, 'to']),
    ...plain.map((key): Place => [key]),
    ['tries', 'spent'],
  ]
  return places.flatMap(place => {
    const to = word(partAt(step, place))
    return to === '' ? [] : [{ place, to }]
  })
}

/** The names of the steps that the conditions of a step ask about. */
export const askedIn = (step: unknown): readonly string[] =>
  list(fields(step).next).flatMap(one => namesIn(fields(one).when))

function namesIn(when: unknown): readonly string[] {
  const [[key, inner] = ['', null]] = Object.entries(fields(when))
  if (key === 'all' || key === 'any') return list(inner).flatMap(namesIn)
  if (key === 'not') return namesIn(inner)
  if (key === 'answered') return [word(inner)].filter(Boolean)
  return [word(list(inner)[0])].filter(Boolean)
}

/** Where a step may lead on and does not yet, in the order in which one would say it. */
export function openPlaces(step: unknown): readonly Place[] {
  const form = fields(step)
  const lacks = (keys: readonly string[]): Place[] =>
    keys.filter(key => word(form[key]) === '').map(key => [key])
  if (form.tell !== undefined) return lacks(['to'])
  if (form.do !== undefined) return lacks(['worked', 'failed', 'otherwise'])
  if (form.ask !== undefined || form.check !== undefined)
    return [...openChoices(form), ...openNext(form), ...lacks(['otherwise'])]
  return []
}

/** Choices each lead somewhere of their own, unless an arrow without condition takes all of them. */
const openChoices = (form: Fields): Place[] =>
  hasLast(form)
    ? []
    : list(form.choices).flatMap((one, i): Place[] =>
        word(fields(one).to) === '' ? [['choices', i, 'to']] : [],
      )

function openNext(form: Fields): Place[] {
  const next = list(form.next)
  const open = next.flatMap((one, i): Place[] => (word(fields(one).to) === '' ? [['next', i, 'to']] : []))
  const isWanted = !hasLast(form) && list(form.choices).length === 0
  return [...open, ...(isWanted && open.length === 0 ? [['next', next.length, 'to'] as const] : [])]
}

const hasLast = (form: Fields): boolean =>
  list(form.next).some(one => fields(one).when === undefined && word(fields(one).to) !== '')

/** A step whose first open way leads to `name`; null: it has none. */
export function leadingTo(step: unknown, name: string): unknown {
  const [place] = openPlaces(step)
  return place ? put(step, place, name) : null
}

/** A step of which every arrow and condition that meant one name means another. */
export function following(step: unknown, { from, to }: Renaming): unknown {
  const led = arrowsOf(step).reduce<unknown>(
    (now, arrow) => (arrow.to === from ? put(now, arrow.place, to) : now),
    step,
  )
  if (!askedIn(step).includes(from)) return led
  const next = list(fields(led).next).map(one => {
    const { when } = fields(one)
    return when === undefined ? one : { ...fields(one), when: askingAbout(when, { from, to }) }
  })
  return put(led, ['next'], next)
}

export type Renaming = { readonly from: string; readonly to: string }

function askingAbout(when: unknown, names: Renaming): unknown {
  const [[key, inner] = ['', null], ...more] = Object.entries(fields(when))
  if (key === '' || more.length > 0) return when
  if (key === 'all' || key === 'any') return { [key]: list(inner).map(one => askingAbout(one, names)) }
  if (key === 'not') return { not: askingAbout(inner, names) }
  if (key === 'answered') return { answered: inner === names.from ? names.to : inner }
  const [step, ...rest] = list(inner)
  return { [key]: [step === names.from ? names.to : step, ...rest] }
}

/** The other steps that lead to a name or ask about it, by their index. */
export const pointingAt = (form: unknown, name: string): readonly number[] =>
  stepsOf(form).flatMap((step, index) =>
    nameOf(step) !== name && (arrowsOf(step).some(one => one.to === name) || askedIn(step).includes(name))
      ? [index]
      : [],
  )
