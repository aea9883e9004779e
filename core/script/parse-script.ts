// The door of scripts: whatever was typed or sent becomes a script, or the list of what is wrong with its
// form, each at its place, with an example of what would be right. Not: whether it leads anywhere and says
// everything (check-script.ts), nor the parts of the form (form.ts).
import { isLanguage, type Language, languages } from '#core/people/language.ts'
import { type Fields, isFields } from '#core/kit/fields.ts'
import { type FormFault, type FormReader, formReader, limits, under } from '#core/script/form.ts'
import {
  type Arrow,
  type Ask,
  type Asked,
  type Check,
  type Choice,
  checkNames,
  type Do,
  type End,
  endNames,
  type Script,
  type Step,
  type SubScript,
  type Tell,
} from '#core/script/script.ts'

export type ParsedScript = { readonly script: Script } | { readonly faults: readonly FormFault[] }

const kinds = ['ask', 'do', 'check', 'tell', 'script', 'end'] as const
type Kind = (typeof kinds)[number]
const askedKinds = ['choices', 'number', 'date', 'text', 'photo', 'serial'] as const

const common = ['name', 'minutes', 'safety', 'picture', 'level', 'tries', 'group']
/** What may stand in a step of each kind. */
export const keysOf: Readonly<Record<Kind, readonly string[]>> = {
  ask: ['ask', 'why', 'say', ...askedKinds, 'fact', 'holdsMinutes', 'next', 'otherwise', ...common],
  do: ['do', 'why', 'say', 'expect', 'worked', 'failed', 'otherwise', ...common],
  check: ['check', 'of', 'why', 'say', 'seconds', 'next', 'otherwise', ...common],
  tell: ['tell', 'to', ...common],
  script: ['script', 'solved', 'unsolved', ...common],
  end: ['end', 'say', 'fixed', 'question', 'toLevel', 'team', 'article', ...common],
}
const scriptKeys = ['slug', 'languages', 'title', 'says', 'article', 'start', 'steps']
const scriptExample = '{slug: no-internet, languages: [en, sv], title: …, says: …, start: light, steps: […]}'
const stepExample = '{name: light, ask: {en: …}, why: {en: …}, say: {en: …}, choices: […], …}'

/**
 * Reads a script's form, as the version it is to be. Nothing is repaired: with one fault there is no
 * script.
 */
export function parseScript(input: unknown, version = 1): ParsedScript {
  const { script, faults } = readScript(input, version)
  return faults.length > 0 ? { faults } : { script }
}

/** The same with something harmless in each faulty place: to be tried as far as it goes, never to be kept. */
export function readScript(
  input: unknown,
  version = 1,
): { readonly script: Script; readonly faults: readonly FormFault[] } {
  const faults: FormFault[] = []
  const read = formReader((path, code, example) => void faults.push({ path, code, example }))
  const form = read.fields('', input, scriptKeys, scriptExample)
  const steps = read
    .list('steps', form.steps, limits.steps)
    .map((one, index) => stepIn(read, `steps.${index}`, one))
  twice(read, 'steps', steps)
  const script: Script = {
    slug: read.name('slug', form.slug, 'no-internet'),
    version,
    languages: languagesIn(read, form.languages),
    title: read.wording('title', form.title),
    says: read.wording('says', form.says),
    article: read.name('article', form.article, 'no-internet-at-home'),
    start: read.name('start', form.start),
    steps,
  }
  return { script, faults }
}

function languagesIn(read: FormReader, input: unknown): readonly Language[] {
  const all = read.list('languages', input, languages.length)
  for (const [index, one] of all.entries()) {
    if (!isLanguage(one)) read.fault(`languages.${index}`, 'language_unknown', languages.join(', '))
    else if (all.indexOf(one) < index) read.fault(`languages.${index}`, 'name_twice', 'each language once')
  }
  if (Array.isArray(input) && input.length === 0) read.fault('languages', 'missing', '[en, sv]')
  return all.filter(isLanguage)
}

/** Two of a name cannot be told apart by an arrow. */
function twice(read: FormReader, path: string, all: readonly { readonly name: string }[]): void {
  const seen = new Set<string>()
  for (const [index, { name }] of all.entries()) {
    if (name !== '' && seen.has(name)) read.fault(`${path}.${index}.name`, 'name_twice', `${name}-2`)
    seen.add(name)
  }
}

function stepIn(read: FormReader, path: string, input: unknown): Step {
  const known = kindIn(input)
  if (known === null) {
    if (isFields(input)) read.fault(path, 'kind_unclear', `one of ${kinds.join(', ')}`)
    else read.fields(path, input, [], stepExample)
    return { ...commonIn(read, path, { name: 'step' }), kind: 'tell', say: {}, next: '' }
  }
  return readers[known](read, path, read.fields(path, input, keysOf[known], stepExample))
}

/** The kind of a step is the one key that says what it does. */
function kindIn(input: unknown): Kind | null {
  const named = kinds.filter(
    kind => typeof input === 'object' && input !== null && Object.hasOwn(input, kind),
  )
  return named.length === 1 ? named[0]! : null
}

type StepReader<S extends Step> = (read: FormReader, path: string, form: Fields) => S

const readers: Readonly<Record<Kind, StepReader<Step>>> = {
  ask: askIn,
  do: doIn,
  check: checkIn,
  tell: tellIn,
  script: subIn,
  end: endIn,
}

function commonIn(read: FormReader, path: string, form: Fields) {
  const at = (key: string) => under(path, key)
  const { tries, picture, safety, group } = form
  return {
    name: read.name(at('name'), form.name),
    minutes: read.whole(at('minutes'), form.minutes, { least: 1, most: 1_440, absent: 2 }),
    level: read.whole(at('level'), form.level, { least: 0, most: 1, absent: 0 }) as 0 | 1,
    tries: tries === undefined ? null : triesIn(read, at('tries'), tries),
    ...(safety === undefined ? {} : { safety: read.wording(at('safety'), safety) }),
    ...(picture === undefined ? {} : { picture: pictureIn(read, at('picture'), picture) }),
    ...(group === undefined ? {} : { group: read.name(at('group'), group, 'cables') }),
  }
}

function triesIn(read: FormReader, path: string, input: unknown) {
  const form = read.fields(path, input, ['most', 'spent'], '{most: 2, spent: pass-on}')
  return {
    most: read.whole(under(path, 'most'), form.most, { least: 1, most: 20 }),
    spent: read.name(under(path, 'spent'), form.spent),
  }
}

function pictureIn(read: FormReader, path: string, input: unknown) {
  const form = read.fields(path, input, ['file', 'alt'], '{file: dsl-light.svg, alt: {en: …}}')
  return { file: read.file(under(path, 'file'), form.file), alt: read.wording(under(path, 'alt'), form.alt) }
}

function askIn(read: FormReader, path: string, form: Fields): Ask {
  const at = (key: string) => under(path, key)
  const { fact, holdsMinutes } = form
  return {
    ...commonIn(read, path, form),
    kind: 'ask',
    question: read.wording(at('ask'), form.ask),
    why: read.wording(at('why'), form.why),
    say: read.wording(at('say'), form.say),
    asked: askedIn(read, path, form),
    fact: fact === undefined ? null : read.factName(at('fact'), fact),
    holdsMinutes:
      holdsMinutes === undefined
        ? null
        : read.whole(at('holdsMinutes'), holdsMinutes, { least: 1, most: 525_600 }),
    next: arrowsIn(read, at('next'), form.next),
    otherwise: read.name(at('otherwise'), form.otherwise),
  }
}

function askedIn(read: FormReader, path: string, form: Fields): Asked {
  const named = askedKinds.filter(kind => form[kind] !== undefined)
  const [kind] = named
  if (kind === undefined || named.length > 1) {
    read.fault(path, 'kind_unclear', `one of ${askedKinds.join(', ')}`)
    return { kind: 'text' }
  }
  const at = under(path, kind)
  if (kind === 'choices') return choicesIn(read, at, form.choices)
  if (kind === 'number') return numberIn(read, at, form.number)
  read.fields(at, form[kind], [], '{}')
  return { kind }
}

function choicesIn(read: FormReader, path: string, input: unknown): Asked {
  const choices = read.list(path, input, limits.choices).map((one, index): Choice => {
    const at = under(path, index)
    const form = read.fields(at, one, ['name', 'words', 'to'], '{name: red, words: {en: Red}, to: restart}')
    return {
      name: read.name(under(at, 'name'), form.name, 'red'),
      words: read.wording(under(at, 'words'), form.words),
      ...(form.to === undefined ? {} : { to: read.name(under(at, 'to'), form.to) }),
    }
  })
  if (Array.isArray(input) && input.length === 0)
    read.fault(path, 'missing', '[{name: red, words: {en: Red}}]')
  twice(read, path, choices)
  return { kind: 'choice', choices }
}

function numberIn(read: FormReader, path: string, input: unknown): Asked {
  const form = read.fields(path, input, ['least', 'most', 'unit'], '{least: 0, most: 1000, unit: Mbit/s}')
  const least = read.number(under(path, 'least'), form.least)
  const most = read.number(under(path, 'most'), form.most)
  if (least > most) read.fault(under(path, 'most'), 'range_turned', `${least} or more`)
  const unit = form.unit === undefined ? {} : { unit: read.word(under(path, 'unit'), form.unit, 'Mbit/s') }
  return { kind: 'number', least, most, ...unit }
}

/** Arrows may be missing where every choice has its own. */
function arrowsIn(read: FormReader, path: string, input: unknown): readonly Arrow[] {
  if (input === undefined) return []
  return read.list(path, input, limits.arrows).map((one, index): Arrow => {
    const at = under(path, index)
    const form = read.fields(at, one, ['when', 'to'], '{when: {is: [light, red]}, to: restart}')
    const to = read.name(under(at, 'to'), form.to)
    return form.when === undefined ? { to } : { when: read.condition(under(at, 'when'), form.when), to }
  })
}

function doIn(read: FormReader, path: string, form: Fields): Do {
  const at = (key: string) => under(path, key)
  return {
    ...commonIn(read, path, form),
    kind: 'do',
    instruction: read.wording(at('do'), form.do),
    why: read.wording(at('why'), form.why),
    say: read.wording(at('say'), form.say),
    expect: read.wording(at('expect'), form.expect),
    worked: read.name(at('worked'), form.worked),
    failed: read.name(at('failed'), form.failed),
    otherwise: read.name(at('otherwise'), form.otherwise),
  }
}

function checkIn(read: FormReader, path: string, form: Fields): Check {
  const at = (key: string) => under(path, key)
  const values = ['kind', 'severity', 'product', 'language'] as const
  return {
    ...commonIn(read, path, form),
    kind: 'check',
    check: read.oneOf(at('check'), form.check, checkNames),
    ...(form.of === undefined ? {} : { of: read.oneOf(at('of'), form.of, values) }),
    why: read.wording(at('why'), form.why),
    say: read.wording(at('say'), form.say),
    seconds: read.whole(at('seconds'), form.seconds, { least: 1, most: 600, absent: 10 }),
    next: arrowsIn(read, at('next'), form.next),
    otherwise: read.name(at('otherwise'), form.otherwise),
  }
}

function tellIn(read: FormReader, path: string, form: Fields): Tell {
  return {
    ...commonIn(read, path, form),
    kind: 'tell',
    say: read.wording(under(path, 'tell'), form.tell),
    next: read.name(under(path, 'to'), form.to),
  }
}

function subIn(read: FormReader, path: string, form: Fields): SubScript {
  const at = (key: string) => under(path, key)
  return {
    ...commonIn(read, path, form),
    kind: 'script',
    script: read.name(at('script'), form.script, 'wifi-slow'),
    solved: form.solved === undefined ? null : read.name(at('solved'), form.solved),
    unsolved: form.unsolved === undefined ? null : read.name(at('unsolved'), form.unsolved),
  }
}

function endIn(read: FormReader, path: string, form: Fields): End {
  const at = (key: string) => under(path, key)
  const { fixed, question, toLevel, team, article } = form
  return {
    ...commonIn(read, path, form),
    kind: 'end',
    end: read.oneOf(at('end'), form.end, endNames),
    say: read.wording(at('say'), form.say),
    ...(fixed === undefined ? {} : { fixed: read.wording(at('fixed'), fixed) }),
    ...(question === undefined ? {} : { question: read.wording(at('question'), question) }),
    ...(toLevel === undefined ? {} : { toLevel: read.whole(at('toLevel'), toLevel, { least: 1, most: 3 }) }),
    ...(team === undefined ? {} : { team: read.word(at('team'), team, 'Network') }),
    ...(article === undefined ? {} : { article: read.name(at('article'), article, 'wifi-slow') }),
  }
}
