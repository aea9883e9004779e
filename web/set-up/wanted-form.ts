// A list of wanted facts as it is written: answers by lines in each language, read into what is kept. Not:
// how the form looks (wanted-sheet.tsx).
import { type Language, languages } from '#core/people/language.ts'
import { type WantedChoice, type WantedFact, wantedNameForm } from '#core/wanted/wanted-list.ts'

type Words = Readonly<Partial<Record<Language, string>>>
export type FactDraft = {
  readonly name: string
  readonly words: Words
  readonly ask: Words
  /** the answers, one a line */
  readonly choices: Words
  readonly required: boolean
}
export const blankFact: FactDraft = { name: '', words: {}, ask: {}, choices: {}, required: false }

/** What is kept as it is written in the form. */
export const draftOf = ({ name, words, ask, choices, required }: WantedFact): FactDraft => {
  const first = choices[0] && languages.find(one => choices[0]!.words[one] !== undefined)
  const lines = (language: Language) =>
    choices.map(one => {
      const said = one.words[language] ?? ''
      return language === first ? `${one.name} = ${said}` : said
    })
  const written = languages.filter(one => choices.some(({ words: said }) => said[one] !== undefined))
  return {
    ...{ name, words, ask, required },
    choices: Object.fromEntries(written.map(one => [one, lines(one).join('\n')])),
  }
}

export type Fault = 'needs' | 'lines'

/** What is kept of what was written, or what is missing. */
export function factsOf(drafts: readonly FactDraft[]): readonly WantedFact[] | Fault {
  const facts: WantedFact[] = []
  for (const draft of drafts) {
    const [words, ask] = [filled(draft.words), filled(draft.ask)]
    const name = draft.name.trim()
    const isNew = wantedNameForm.test(name) && !facts.some(one => one.name === name)
    if (!isNew || Object.keys(words).length === 0 || Object.keys(ask).length === 0) return 'needs'
    const choices = choicesOf(draft.choices)
    if (choices === null) return 'lines'
    facts.push({ name, words, ask, choices, required: draft.required })
  }
  return facts.length > 0 ? facts : 'needs'
}

const filled = (words: Words): Words =>
  Object.fromEntries(
    Object.entries(words).flatMap(([language, one]) => (one?.trim() ? [[language, one.trim()]] : [])),
  )

/** The name before the sign, where one is given; else one made of the words. */
function named(line: string): { name: string; words: string } {
  const [, name, words] = /^([a-z0-9][a-z0-9_.-]*)\s*=\s*(.+)$/.exec(line) ?? []
  return name && words ? { name, words } : { name: slug(line), words: line }
}
const slug = (words: string): string =>
  words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 60)

/** The lines of each language side by side; null: they do not fit together. */
function choicesOf(choices: Words): readonly WantedChoice[] | null {
  const sides = languages.flatMap(language => {
    const lines = (choices[language] ?? '').split('\n').map(one => one.trim())
    const said = lines.filter(Boolean)
    return said.length > 0 ? [{ language, lines: said.map(named) }] : []
  })
  const [first] = sides
  if (!first) return []
  if (sides.some(({ lines }) => lines.length !== first.lines.length)) return null
  // An alphabet that leaves no Latin letter has its answers counted.
  const names = first.lines.map(({ name }, index) => name || `answer_${index + 1}`)
  if (new Set(names).size !== names.length) return null
  return names.map((name, index) => ({
    name,
    words: Object.fromEntries(sides.map(({ language, lines }) => [language, lines[index]!.words])),
  }))
}
