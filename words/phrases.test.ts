// Every phrase in every language: nothing missing, the same places for values, plurals as the language has
// them, widths
// kept. Not: which phrases are used (test/phrases-used.test.ts), nor the glossary (test/tidy/words.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import { type Language, languages } from '#core/people/language.ts'
import { allPhrases, areas } from '#words/phrases/index.ts'

/** As much of a parsed message as is looked at here. */
type Part = {
  readonly type: number
  readonly value?: string
  readonly pluralType?: string
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>
  readonly children?: readonly Part[]
}
const kind = { literal: 0, argument: 1, select: 5, plural: 6, pound: 7 }

const parts = (text: string, language: Language): readonly Part[] =>
  new IntlMessageFormat(text, language).getAst() as readonly Part[]

/** Every part, those inside plurals and selections included. */
function* within(all: readonly Part[]): Generator<Part> {
  for (const part of all) {
    yield part
    for (const option of Object.values(part.options ?? {})) yield* within(option.value)
    yield* within(part.children ?? [])
  }
}

/** The faces of one instant; who says when gives all of them, and each language takes those it writes. */
const instantFaces = ['date', 'dayMonth', 'longDate', 'time', 'hour']
/** Russian declines names, which we cannot: there it says "the customer" where a name would stand. */
const leavesOut: Partial<Record<Language, readonly string[]>> = { ru: ['name'] }

/** What a message needs to be told, with the choices of its selections. */
function needs(all: readonly Part[]): Set<string> {
  const found = new Set<string>()
  for (const { type, value, options } of within(all)) {
    if (type === kind.literal || type === kind.pound || value === undefined) continue
    const face = instantFaces.includes(value) ? 'an instant' : value
    found.add(face)
    if (type === kind.select && face === value)
      found.add(
        `${value}: ${Object.keys(options ?? {})
          .sort()
          .join(' ')}`,
      )
  }
  return found
}

/**
 * Two halves around a time that is set apart: what stands before it in one language stands behind it in
 * another.
 */
const halves = (key: string): string[] =>
  /_(before|after)$/.test(key)
    ? [key, key.replace(/_(before|after)$/, key.endsWith('_before') ? '_after' : '_before')]
    : [key]

/** How wide a text is at least: its longest choice, a value counted as two letters. */
function width(all: readonly Part[]): number {
  return all.reduce((sum, { type, value, options }) => {
    if (type === kind.literal) return sum + (value ?? '').length
    if (!options) return sum + 2
    return sum + Math.max(...Object.values(options).map(option => width(option.value)))
  }, 0)
}

const entries = Object.entries(allPhrases)
const faults = (look: (key: string, language: Language) => string | null): string[] =>
  entries.flatMap(([key]) =>
    languages.flatMap(language => {
      const fault = look(key, language)
      return fault === null ? [] : [`${key} (${language}): ${fault}`]
    }),
  )
const textOf = (key: string, language: Language): string => allPhrases[key]?.[language] ?? ''

test('a key stands in one area only', () => {
  const all = Object.values(areas).flatMap(area => Object.keys(area))
  assert.deepEqual(
    all.filter((key, index) => all.indexOf(key) !== index),
    [],
  )
  assert.deepEqual(
    all.filter(key => !/^[a-z][a-z0-9_]*\.[a-z]\w*(-\w+)*$/.test(key)),
    [],
  )
})

test('every phrase is said in all six languages, trimmed and as a message that can be read', () => {
  assert.deepEqual(
    faults((key, language) => {
      const text = textOf(key, language)
      if (text.trim() === '') return 'is empty'
      // Bars part a text for the page; behind the last one nothing needs to stand.
      if (text.replace(/ \| $/, '') !== text.trim().replace(/ \|$/, '') || / {2}/.test(text))
        return 'has spaces too many'
      try {
        parts(text, language)
        return null
      } catch (fault) {
        return String(fault)
      }
    }),
    [],
  )
})

test('a phrase needs the same values in every language', () => {
  assert.deepEqual(
    faults((key, language) => {
      const of = (one: Language) => needs(halves(key).flatMap(half => parts(textOf(half, one), one)))
      const english = of('en')
      const more = [...of(language).difference(english)]
      const mayMiss = new Set(leavesOut[language])
      const missing = [...english.difference(of(language)).difference(mayMiss)]
      return more.length + missing.length === 0 ? null : `knows no ${missing}; wants ${more}`
    }),
    [],
  )
})

test('a plural has the forms of its language, neither fewer nor more', () => {
  assert.deepEqual(
    faults((key, language) => {
      for (const { type, options, pluralType } of within(parts(textOf(key, language), language))) {
        if (type !== kind.plural) continue
        const rules = new Intl.PluralRules(language, { type: pluralType as Intl.PluralRuleType })
        const due = rules.resolvedOptions().pluralCategories.toSorted().join(' ')
        const has = Object.keys(options ?? {})
          .filter(one => !one.startsWith('='))
          .sort()
          .join(' ')
        if (has !== due) return `has ${has} and should have ${due}`
      }
      return null
    }),
    [],
  )
})

test('where space is tight, every language keeps to it', () => {
  assert.deepEqual(
    faults((key, language) => {
      const max = allPhrases[key]?.max
      if (max === undefined) return null
      const wide = width(parts(textOf(key, language), language))
      return wide > max ? `is ${wide} wide of ${max}` : null
    }),
    [],
  )
})

/** Words that are written the same in English and in that language; names of people in all. */
const names = ['pdf', 'anna', 'lindqvist']
const units = ['min', 'kb']
const alike: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  sv: [
    ...names,
    'problem',
    ...units,
    'support',
    'specialist',
    'expert',
    'portal',
    'partner',
    'team',
    'person',
    'version',
    'organisation',
    'program',
    'text',
    'video',
  ],
  it: [...names, ...units, 'file', 'video', 'in', 'password', 'partner', 'team', 'e-mail', 'chat', 'russia'],
  de: [
    ...names,
    'problem',
    ...units,
    ...[
      'in',
      'version',
      'level',
      'name',
      'portal',
      'agent',
      'administrator',
      'partner',
      'team',
      'teams',
      'person',
      'organisation',
      'normal',
    ],
  ],
  ca: [
    ...names,
    ...units,
    ...[
      'document',
      'text',
      'scripts',
      'articles',
      'expert',
      'experts',
      'error',
      'portal',
      'agent',
      'editor',
      'auditor',
      'normal',
      'absent',
    ],
  ],
  ru: names,
}

test('a phrase is not left in English', () => {
  assert.deepEqual(
    faults((key, language) => {
      const text = textOf(key, language)
      if (language === 'en' || text !== textOf(key, 'en')) return null
      const words = [...within(parts(text, language))].flatMap(({ type, value }) =>
        type === kind.literal ? (value?.match(/[\p{L}-]{2,}/gu) ?? []) : [],
      )
      const foreign = words.filter(word => !alike[language].includes(word.toLowerCase()))
      return foreign.length === 0 ? null : text
    }),
    [],
  )
})
