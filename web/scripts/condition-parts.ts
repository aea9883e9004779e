// A condition as one builds it on the screen: a comparison, or several of which all, one, none or not all
// hold; and read back as a sentence. Whatever the form can say can be built. Not: whether it holds
// (core/script/condition.ts).
import type { Language } from '#core/people/language.ts'
import type { Say } from '#words/say.ts'
import { fields, list, word } from './form-parts.ts'
import type { Outline, OutlineStep } from './outline.ts'
import { inWords } from './scripts-list.ts'
import { headOf } from './tree.ts'

export const comparisons = ['is', 'among', 'atLeast', 'below', 'answered'] as const
export type Comparison = (typeof comparisons)[number]
export const groupings = ['all', 'any', 'none', 'not_all'] as const
export type Grouping = (typeof groupings)[number]

export type Compared = {
  readonly by: Comparison
  readonly isNot: boolean
  readonly step: string
  readonly value: unknown
}
export type Grouped = { readonly how: Grouping; readonly parts: readonly unknown[] }
export type Condition = Compared | Grouped

const turned = { all: 'not_all', any: 'none', none: 'any', not_all: 'all' } as const

/** What a condition of a form says; null: it cannot be read. */
export function conditionIn(form: unknown): Condition | null {
  const [[key, inner] = ['', null], ...more] = Object.entries(fields(form))
  if (more.length > 0) return null
  if (key === 'all' || key === 'any') return { how: key, parts: list(inner) }
  if (key === 'not') {
    const within = conditionIn(inner)
    if (!within) return null
    return 'how' in within ? { ...within, how: turned[within.how] } : { ...within, isNot: !within.isNot }
  }
  if (key === 'answered') return { by: key, isNot: false, step: word(inner), value: undefined }
  const by = comparisons.find(one => one === key)
  const [step, value] = list(inner)
  return by === undefined ? null : { by, isNot: false, step: word(step), value }
}

/** The same as it stands in a form. */
export function conditionAs(condition: Condition): unknown {
  if ('how' in condition) {
    const { how, parts } = condition
    if (how === 'all' || how === 'any') return { [how]: parts }
    return { not: { [how === 'none' ? 'any' : 'all']: parts } }
  }
  const { by, isNot, step, value } = condition
  const plain = by === 'answered' ? { answered: step } : { [by]: [step, value] }
  return isNot ? { not: plain } : plain
}

/** The comparison with another way of comparing, and of its value what fits that. */
export function comparedBy(condition: Compared, by: Comparison, isNot: boolean): Compared {
  const [first = ''] = Array.isArray(condition.value) ? list(condition.value) : [condition.value ?? '']
  const value = {
    is: first,
    among: Array.isArray(condition.value) ? condition.value : [first].filter(one => one !== ''),
    atLeast: Number(first) || 0,
    below: Number(first) || 0,
    answered: undefined,
  }[by]
  return { ...condition, by, isNot, value }
}

/** What may be answered at a step, where that is a few things one can choose from; null: it is not. */
export function answersAt(
  step: OutlineStep | undefined,
  language: Language,
): readonly { readonly value: string; readonly text: string }[] | null {
  const choices = step?.ways.filter(one => one.by === 'choice') ?? []
  if (choices.length > 0)
    return choices.map(({ name, words }) => ({ value: name, text: inWords(words, language)?.text || name }))
  return null
}

type Reader = { readonly say: Say; readonly language: Language; readonly outline: Outline }

/** A condition in words: “What colour is the light?” is “Red” and … */
export function conditionText(form: unknown, reader: Reader): string | null {
  const condition = conditionIn(form)
  if (!condition) return null
  if ('by' in condition) return comparedText(condition, reader)
  const parts = condition.parts.map(one => {
    const text = conditionText(one, reader)
    const inner = conditionIn(one)
    return inner && 'how' in inner && inner.parts.length > 1 ? `(${text})` : text
  })
  if (parts.length === 0 || parts.some(one => one === null)) return null
  const { how } = condition
  const type = how === 'all' || how === 'not_all' ? 'conjunction' : 'disjunction'
  const joined = new Intl.ListFormat(reader.language, { type }).format(parts as string[])
  return how === 'all' || how === 'any' ? joined : reader.say('scripts.cond_not', { what: joined })
}

function comparedText({ by, isNot, step, value }: Compared, { say, language, outline }: Reader): string {
  const about = outline.steps.find(one => one.name === step)
  const known = answersAt(about, language) ?? []
  const quoted = (text: string) => say('case.quoted', { text })
  const told = (one: unknown) => quoted(known.find(each => each.value === one)?.text ?? String(one))
  const values = Array.isArray(value) ? value.map(told) : []
  return say(`scripts.cond_${by}${isNot ? '_not' : ''}`, {
    step: quoted(about ? headOf(about, language) : step),
    value: Array.isArray(value)
      ? values.join(', ')
      : typeof value === 'number'
        ? value.toLocaleString(language)
        : told(value ?? ''),
  })
}
