// A script's form as an outline: its steps with their kind, sentences and ways on, and what is missing in
// which language. The form may be unfinished: whatever is not as it should be is left out here, and told by
// the checker. Not: the page, nor what is wrong (core/script).
import { isLanguage, type Language, languages } from '#core/people/language.ts'
import { type Fields, fields, list, type Place, put, withStep, word } from './form-parts.ts'
import type { Fault } from './scripts-api.ts'

export const stepKinds = ['ask', 'do', 'check', 'tell', 'script', 'end'] as const
export type StepKind = (typeof stepKinds)[number]

/** `what` names the sentence: `ask`, `why`, `say` …; `at` is where in its step it is written */
export type Sentence = {
  readonly what: string
  readonly at: readonly string[]
  readonly wording: unknown
}
/** How a step is left: by which answer, and where to. */
export type Way = {
  readonly by: 'choice' | 'next' | 'to' | 'worked' | 'failed' | 'solved' | 'unsolved' | 'otherwise' | 'spent'
  /** of a choice its words; else null */
  readonly words: unknown
  /** of a choice its name; else empty */
  readonly name: string
  /** the condition as it is written; null: always */
  readonly when: string | null
  /** the same as data; undefined: always */
  readonly condition: unknown
  /** null: a choice that goes on by `next` */
  readonly to: string | null
}
export type OutlineStep = {
  readonly index: number
  readonly name: string
  /** null: it is not clear what this step does */
  readonly kind: StepKind | null
  /** what stands for the step in a list */
  readonly head: unknown
  readonly sentences: readonly Sentence[]
  readonly ways: readonly Way[]
  readonly picture: { readonly file: string; readonly alt: unknown } | null
  /** plain values: `['minutes', '2']` */
  readonly facts: readonly (readonly [string, string])[]
}
export type Outline = {
  readonly title: unknown
  readonly says: unknown
  readonly article: string
  readonly start: string
  readonly languages: readonly Language[]
  readonly steps: readonly OutlineStep[]
}

/** What is shown of a form. */
export function outlineOf(form: unknown): Outline {
  const { title, says, article, start, languages: spoken, steps } = fields(form)
  return {
    title,
    says,
    article: word(article),
    start: word(start),
    languages: list(spoken).filter(isLanguage),
    steps: list(steps).map(shown),
  }
}

/**
 * The outline in which each step that calls another script is headed by its title, as far as one knows it.
 */
export function titled(outline: Outline, titleOf: (slug: string) => unknown): Outline {
  const steps = outline.steps.map(step => {
    const [, slug] = step.facts.find(([key]) => key === 'script') ?? []
    const head = slug === undefined ? undefined : titleOf(slug)
    return head === undefined ? step : { ...step, head }
  })
  return { ...outline, steps }
}

// A step that did not change is shown as it was: of two thousand, one is written at a time.
const known = new WeakMap<object, OutlineStep>()

function shown(input: unknown, index: number): OutlineStep {
  if (typeof input !== 'object' || input === null) return stepOf(input, index)
  const had = known.get(input)
  if (had?.index === index) return had
  const step = had ? { ...had, index } : stepOf(input, index)
  known.set(input, step)
  return step
}

/** What each kind has to say; it stands there as missing until it does. */
const needed: Readonly<Record<StepKind, readonly string[]>> = {
  ask: ['ask', 'why', 'say'],
  do: ['do', 'why', 'say', 'expect'],
  check: ['why', 'say'],
  tell: ['tell'],
  script: [],
  end: ['say'],
}
const sentenceKeys = ['ask', 'do', 'tell', 'why', 'say', 'expect', 'safety', 'fixed', 'question'] as const
const factKeys = [
  ...(['check', 'of', 'script', 'end', 'toLevel', 'team', 'article', 'minutes', 'seconds'] as const),
  ...(['level', 'group', 'fact', 'holdsMinutes'] as const),
]

function stepOf(input: unknown, index: number): OutlineStep {
  const step = fields(input)
  const named = stepKinds.filter(kind => Object.hasOwn(step, kind))
  const kind = named.length === 1 ? named[0]! : null
  const head = kind === 'ask' || kind === 'do' || kind === 'tell' ? step[kind] : step.say
  const alt = fields(step.picture).alt
  return {
    index,
    name: word(step.name),
    kind,
    head,
    sentences: [
      ...sentenceKeys
        .filter(what => step[what] !== undefined || (kind && needed[kind].includes(what)))
        .map(what => ({ what, at: [what], wording: step[what] })),
      ...(alt === undefined ? [] : [{ what: 'picture', at: ['picture', 'alt'], wording: alt }]),
    ],
    ways: waysOf(step),
    picture: pictureOf(step.picture),
    facts: [...factKeys.flatMap(key => factOf(key, step[key])), ...factOf('asked', askedOf(step))],
  }
}

const factOf = (key: string, value: unknown): (readonly [string, string])[] =>
  typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : []

/** What is asked for where there is nothing to choose from. */
function askedOf(step: Fields): string | undefined {
  const kind = ['number', 'date', 'text', 'photo', 'serial'].find(one => step[one] !== undefined)
  if (kind !== 'number') return kind
  const { least, most, unit } = fields(step.number)
  return `${least ?? ''}–${most ?? ''} ${word(unit)}`.trim()
}

function waysOf(step: Fields): Way[] {
  const plain = (by: Way['by'], to: unknown): Way[] =>
    typeof to === 'string' ? [{ by, words: null, name: '', when: null, condition: undefined, to }] : []
  return [
    ...list(step.choices).map((one): Way => {
      const { words, name, to } = fields(one)
      return {
        by: 'choice',
        words: words ?? { en: word(name) },
        name: word(name),
        when: null,
        condition: undefined,
        to: word(to) || null,
      }
    }),
    ...list(step.next).map((one): Way => {
      const { when, to } = fields(one)
      return {
        by: 'next',
        words: null,
        name: '',
        when: when === undefined ? null : written(when),
        condition: when,
        to: word(to) || null,
      }
    }),
    ...plain('to', step.to),
    ...plain('worked', step.worked),
    ...plain('failed', step.failed),
    ...plain('solved', step.solved),
    ...plain('unsolved', step.unsolved),
    ...plain('otherwise', step.otherwise),
    ...plain('spent', fields(step.tries).spent),
  ]
}

/** A condition as one writes it in the file: `{is: [light, red]}`. */
export function written(one: unknown): string {
  if (Array.isArray(one)) return `[${one.map(written).join(', ')}]`
  if (typeof one !== 'object' || one === null) return String(one)
  const parts = Object.entries(one).map(([key, inner]) => `${key}: ${written(inner)}`)
  return `{${parts.join(', ')}}`
}

/** How many sentences each language of the script still lacks. */
export function missingIn({ languages: spoken, title, says, steps }: Outline): ReadonlyMap<Language, number> {
  const all = steps.map(lackingIn)
  const whole = lackingOf([title, says])
  const lacks = (language: Language) => all.reduce((sum, one) => sum + one[language], whole[language])
  return new Map(languages.filter(one => spoken.includes(one)).map(one => [one, lacks(one)]))
}

type Lacking = Readonly<Record<Language, number>>

const lacking = new WeakMap<readonly Sentence[], Lacking>()

/** What a step lacks in each language, counted once for as long as it says the same. */
function lackingIn({ sentences, ways }: OutlineStep): Lacking {
  const had = lacking.get(sentences)
  if (had) return had
  const words = ways.flatMap(one => (one.by === 'choice' ? [one.words] : []))
  const counts = lackingOf([...sentences.map(one => one.wording), ...words])
  lacking.set(sentences, counts)
  return counts
}

const lackingOf = (wordings: readonly unknown[]): Lacking =>
  Object.fromEntries(
    languages.map(one => [one, wordings.filter(wording => saidIn(wording, one) === null).length]),
  ) as Record<Language, number>

/** A sentence in this language and no other; null: it is not written in it. */
export function saidIn(wording: unknown, language: Language): string | null {
  const text = Object.hasOwn(fields(wording), language) ? fields(wording)[language] : undefined
  return typeof text === 'string' && text.trim() !== '' ? text : null
}

/** The step a fault is of: by its name where it has one, else as its place says; null: the whole script. */
export function stepAt({ path, step }: Pick<Fault, 'path' | 'step'>, outline?: Outline): number | null {
  const [, index] = /^steps\.(\d+)/.exec(path) ?? []
  if (index === undefined) return null
  // It was judged a moment ago: steps may have moved since.
  if (step === null || !outline || outline.steps[Number(index)]?.name === step) return Number(index)
  return outline.steps.find(one => one.name === step)?.index ?? Number(index)
}

/** Whole sentences that may be left out; an empty one is none. */
const optional = ['safety', 'fixed', 'question']

type At = { readonly index: number; readonly at: Place; readonly language: Language }

/** The form with one sentence of a step written anew in one language; an empty one is taken away. */
export const withSentence = (form: unknown, { index, at, language }: At, text: string): unknown =>
  withStep(form, index, step => said(step, [...at, language], text))

/** The same of the script as a whole: its title, what customers say. */
export function said(whole: unknown, place: Place, text: string): unknown {
  const changed = put(whole, place, text.trim() === '' ? undefined : text.trim())
  const [key] = place
  const isGone = typeof key === 'string' && optional.includes(key)
  return isGone && Object.keys(fields(fields(changed)[key])).length === 0
    ? put(changed, [key], undefined)
    : changed
}

/** A step with another picture, whose words are still to be written; null: without. */
export function withPicture(step: unknown, file: string | null): unknown {
  const { picture, ...others } = fields(step)
  if (file === null) return others
  return fields(picture).file === file ? step : { ...others, picture: { file, alt: {} } }
}

const pictureOf = (picture: unknown): OutlineStep['picture'] => {
  const { file, alt } = fields(picture)
  return word(file) === '' ? null : { file: word(file), alt }
}
