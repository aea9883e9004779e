// Scripts for tests: steps in a line each, with every sentence in every language. Not: a script anybody would
// walk.
import type { Condition } from '#core/script/condition.ts'
import { type Language, languages } from '#core/people/language.ts'
import type {
  Arrow,
  Ask,
  Asked,
  Check,
  Do,
  End,
  Script,
  Step,
  StepName,
  SubScript,
  Tell,
  Wording,
} from '#core/script/script.ts'
import type { Scripts } from '#core/script/step-on.ts'

/** A sentence in all six. */
export const inAll = (text: string): Wording =>
  Object.fromEntries(languages.map(language => [language, `${text} (${language})`])) as Record<
    Language,
    string
  >

const common = (name: StepName) => ({ name, minutes: 2, level: 0 as const, tries: null })
const told = (name: StepName) => ({ why: inAll(`Why ${name}`), say: inAll(`Say ${name}`) })

type More<S extends Step> = Partial<Omit<S, 'name' | 'kind'>>

/** An arrow: bare, or on a condition. */
export const on = (to: StepName, when?: Condition): Arrow => (when ? { when, to } : { to })

export const choicesOf = (...names: readonly (string | [string, StepName])[]): Asked => ({
  kind: 'choice',
  choices: names.map(one => {
    const [name, to] = typeof one === 'string' ? [one] : one
    return { name, words: inAll(name), ...(to === undefined ? {} : { to }) }
  }),
})

export const ask = (name: StepName, to: StepName, more: More<Ask> = {}): Ask => ({
  ...common(name),
  ...told(name),
  kind: 'ask',
  question: inAll(`Ask ${name}`),
  asked: choicesOf('yes', 'no'),
  fact: null,
  holdsMinutes: null,
  next: [on(to)],
  otherwise: to,
  ...more,
})

export const doing = (
  name: StepName,
  { worked, failed }: { worked: StepName; failed: StepName },
  more: More<Do> = {},
): Do => ({
  ...common(name),
  ...told(name),
  kind: 'do',
  instruction: inAll(`Do ${name}`),
  expect: inAll(`Expect ${name}`),
  worked,
  failed,
  otherwise: failed,
  ...more,
})

export const check = (name: StepName, to: StepName, more: More<Check> = {}): Check => ({
  ...common(name),
  ...told(name),
  kind: 'check',
  check: 'known_outage',
  seconds: 10,
  next: [on(to)],
  otherwise: to,
  ...more,
})

export const tell = (name: StepName, next: StepName, more: More<Tell> = {}): Tell => ({
  ...common(name),
  kind: 'tell',
  say: inAll(`Tell ${name}`),
  next,
  ...more,
})

export const sub = (
  name: StepName,
  script: string,
  { solved, unsolved }: { solved: StepName; unsolved: StepName },
  more: More<SubScript> = {},
): SubScript => ({ ...common(name), kind: 'script', script, solved, unsolved, ...more })

export const solved = (name: StepName, more: More<End> = {}): End => ({
  ...common(name),
  kind: 'end',
  end: 'solved',
  say: inAll(`Solved ${name}`),
  fixed: inAll(`Fixed ${name}`),
  ...more,
})

export const passOn = (name: StepName, more: More<End> = {}): End => ({
  ...common(name),
  kind: 'end',
  end: 'hand_off',
  toLevel: 2,
  say: inAll(`Passed ${name}`),
  question: inAll(`Question ${name}`),
  ...more,
})

export const scriptOf = (steps: readonly Step[], more: Partial<Script> = {}): Script => ({
  slug: 'sample',
  version: 1,
  languages,
  title: inAll('Sample'),
  says: inAll('It does not work.'),
  article: 'sample',
  start: steps[0]?.name ?? '',
  steps,
  ...more,
})

/** A shelf of scripts; the latest version of each is the published one. */
export const shelf =
  (...all: readonly Script[]): Scripts =>
  (slug, version) =>
    all.findLast(one => one.slug === slug && (version === null || one.version === version)) ?? null

/** A script with another one in it: both ask at a step of the same name. */
export const inner = scriptOf(
  [
    ask('one', 'fine', { next: [on('fine', { is: ['one', 'yes'] }), on('not')] }),
    solved('fine'),
    passOn('not'),
  ],
  { slug: 'inner' },
)
export const outer = scriptOf([
  ask('one', 'wifi'),
  sub('wifi', 'inner', { solved: 'good', unsolved: 'last' }),
  ask('last', 'bad', { next: [on('good', { is: ['one', 'yes'] }), on('bad')] }),
  solved('good'),
  passOn('bad'),
])
