// The parts of a script's form, read one by one: names, sentences, numbers, conditions. Whatever is wrong
// is told with its place, and something harmless stands in. Not: how they make a script (parse-script.ts).
import { type Fields, isFields } from '#core/kit/fields.ts'
import { isLanguage, type Language, languages } from '#core/people/language.ts'
import type { Condition, Value } from '#core/script/condition.ts'
import type { Wording } from '#core/script/script.ts'

/** Everything that can be wrong with the form of a script. */
export const formFaultCodes = [
  'not_an_object',
  'not_a_list',
  'key_unknown',
  'missing',
  'too_many',
  'too_long',
  'too_deep',
  'name_wrong',
  'name_twice',
  'sentence_wrong',
  'language_unknown',
  'number_wrong',
  'file_wrong',
  'one_of',
  'kind_unclear',
  'range_turned',
  'condition_unreadable',
] as const
export type FormFaultCode = (typeof formFaultCodes)[number]

export type FormFault = {
  /** where, from the outside in: `steps.3.why.en` */
  readonly path: string
  readonly code: FormFaultCode
  /** what would be right there */
  readonly example: string
}

export const limits = {
  steps: 2_000,
  choices: 50,
  arrows: 50,
  sentence: 2_000,
  name: 64,
  /** conditions within conditions */
  depth: 20,
  parts: 200,
} as const

export type Complain = (path: string, code: FormFaultCode, example: string) => void
export type FormReader = ReturnType<typeof formReader>

export const under = (path: string, key: string | number): string =>
  path === '' ? `${key}` : `${path}.${key}`

const nameForm = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/
const factForm = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/
/** The names of pictures: one folder, no place outside it. */
export const fileForm = /^[a-z0-9][a-z0-9_-]*\.(?:svg|png|jpg|webp)$/
const conditionExample = '{is: [light, red]}'

export function formReader(fault: Complain) {
  /** An object with these keys and no others. */
  function fields(path: string, input: unknown, keys: readonly string[], example: string): Fields {
    if (!isFields(input)) {
      fault(path, input === undefined ? 'missing' : 'not_an_object', example)
      return {}
    }
    for (const key of Object.keys(input))
      if (!keys.includes(key)) fault(under(path, key), 'key_unknown', keys.join(', ') || 'nothing')
    return input
  }

  function list(path: string, input: unknown, max: number): readonly unknown[] {
    if (input === undefined) fault(path, 'missing', '[…]')
    else if (!Array.isArray(input)) fault(path, 'not_a_list', '[…]')
    else if (input.length > max) fault(path, 'too_many', `at most ${max}`)
    else return input
    return []
  }

  function matching(path: string, input: unknown, form: RegExp, { code, example }: Wrong): string {
    if (input === undefined) fault(path, 'missing', example)
    else if (typeof input !== 'string' || !form.test(input)) fault(path, code, example)
    else if (input.length > limits.name) fault(path, 'too_long', `at most ${limits.name} letters`)
    else return input
    return ''
  }
  const name = (path: string, input: unknown, example = 'dsl-light'): string =>
    matching(path, input, nameForm, { code: 'name_wrong', example })
  const factName = (path: string, input: unknown): string =>
    matching(path, input, factForm, { code: 'name_wrong', example: 'router.dsl_light' })
  const file = (path: string, input: unknown): string =>
    matching(path, input, fileForm, { code: 'file_wrong', example: 'dsl-light.svg' })

  /** A short text that is the same in every language: a unit. */
  function word(path: string, input: unknown, example: string): string {
    if (typeof input !== 'string' || input.trim() === '') fault(path, 'sentence_wrong', example)
    else if (input.length > limits.name) fault(path, 'too_long', `at most ${limits.name} letters`)
    else return input
    return ''
  }

  function oneOf<T extends string>(path: string, input: unknown, all: readonly T[]): T {
    const found = all.find(each => each === input)
    if (found === undefined) fault(path, 'one_of', all.join(', '))
    return found ?? all[0]!
  }

  /** A sentence by language. Which ones it must be in, the checker knows. */
  function wording(path: string, input: unknown, example = '{en: Look at the light., sv: …}'): Wording {
    // What is not there at all is for the checker, who knows what is missed by it.
    if (input === undefined) return {}
    const read: Partial<Record<Language, string>> = {}
    for (const [key, text] of Object.entries(fields(path, input, languages, example))) {
      if (typeof text !== 'string' || text.trim() === '') fault(under(path, key), 'sentence_wrong', example)
      else if (text.length > limits.sentence)
        fault(under(path, key), 'too_long', `at most ${limits.sentence} letters`)
      else if (isLanguage(key)) read[key] = text
    }
    return read
  }

  /** A whole number between two; `absent` where none is given, if there may be none. */
  function whole(path: string, input: unknown, { least, most, absent }: Whole): number {
    if (input === undefined && absent !== undefined) return absent
    if (Number.isInteger(input) && least <= (input as number) && (input as number) <= most)
      return input as number
    fault(path, input === undefined ? 'missing' : 'number_wrong', `a whole number from ${least} to ${most}`)
    return least
  }

  function number(path: string, input: unknown): number {
    if (typeof input === 'number' && Number.isFinite(input)) return input
    fault(path, input === undefined ? 'missing' : 'number_wrong', '20')
    return Number.NaN
  }

  return {
    fault,
    fields,
    list,
    name,
    factName,
    file,
    word,
    oneOf,
    wording,
    whole,
    number,
    condition: conditions(),
  }

  /** One condition, its parts counted so that no form takes longer to read than to send. */
  function conditions() {
    const unreadable = (path: string): Condition => {
      fault(path, 'condition_unreadable', conditionExample)
      return { all: [] }
    }
    const value = (path: string, input: unknown): Value => {
      if (typeof input === 'number' && Number.isFinite(input)) return input
      if (typeof input === 'string' && input !== '' && input.length <= limits.name) return input
      fault(path, 'condition_unreadable', conditionExample)
      return ''
    }
    const pair = (path: string, input: unknown): readonly [string, unknown] => {
      const [step, other] = Array.isArray(input) && input.length === 2 ? (input as unknown[]) : []
      if (other === undefined) fault(path, 'condition_unreadable', conditionExample)
      else return [name(under(path, 0), step), other]
      return ['', 0]
    }

    return function condition(path: string, input: unknown): Condition {
      let parts = 0
      return read(path, input, 0)

      function read(at: string, form: unknown, depth: number): Condition {
        parts++
        if (depth > limits.depth || parts > limits.parts) {
          if (parts <= limits.parts + 1) fault(path, 'too_deep', 'several steps with a condition each')
          return { all: [] }
        }
        const [[key, inner] = ['', null], ...more] = isFields(form) ? Object.entries(form) : []
        const to = under(at, key)
        const within = (each: string): readonly Condition[] =>
          list(each, inner, limits.parts).map((one, index) => read(under(each, index), one, depth + 1))
        if (more.length > 0) return unreadable(at)
        switch (key) {
          case 'is': {
            const [step, other] = pair(to, inner)
            return { is: [step, value(under(to, 1), other)] }
          }
          case 'among': {
            const [step, other] = pair(to, inner)
            const all = list(under(to, 1), other, limits.choices)
            return { among: [step, all.map((one, index) => value(under(under(to, 1), index), one))] }
          }
          case 'atLeast':
          case 'below': {
            const [step, other] = pair(to, inner)
            const most = number(under(to, 1), other)
            return key === 'atLeast' ? { atLeast: [step, most] } : { below: [step, most] }
          }
          case 'answered':
            return { answered: name(to, inner) }
          case 'all':
            return { all: within(to) }
          case 'any':
            return { any: within(to) }
          case 'not':
            return { not: read(to, inner, depth + 1) }
          default:
            return unreadable(at)
        }
      }
    }
  }
}

type Wrong = { readonly code: FormFaultCode; readonly example: string }
type Whole = { readonly least: number; readonly most: number; readonly absent?: number }
