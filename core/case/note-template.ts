// What a note of a kind asks, by level: the questions every desk begins with, and how what was answered
// becomes one text. Not: what a house asks instead (store/desk/note-template.ts).
import { type NoteKind, noteKinds } from '#core/case/note-kind.ts'
import { type Language, languages } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'

/** Questions by language, the shortest way to say them: they stand as headings. */
export type Questions = Readonly<Record<Language, readonly string[]>>
export const questionsMax = 8
export const questionLettersMax = 60

/** By the names of their phrases. */
export const questionNames = [
  'seen',
  'checked',
  'means',
  'cause',
  'what_next',
  'by_whom',
  'by_when',
  'how_reached',
  'when_reached',
  'device',
  'version',
  'place',
  'changed',
] as const
export type QuestionName = (typeof questionNames)[number]

const shipped: Readonly<Record<NoteKind, readonly QuestionName[]>> = {
  finding: ['seen', 'checked', 'means'],
  next_step: ['what_next', 'by_whom', 'by_when'],
  // What the customer was told is a contact: the composer offers to log it.
  told_customer: [],
  contact_wish: ['how_reached', 'when_reached'],
  environment: ['device', 'version', 'place', 'changed'],
  other: [],
}

/** What a desk asks that has set nothing; above the first line a finding says its cause. */
export const shippedQuestions = (level: HouseLevel, kind: NoteKind): readonly QuestionName[] =>
  kind === 'finding' && level > 1 ? [...shipped.finding, 'cause'] : shipped[kind]

/** What a house wrote in a language, else what is shipped in it. */
export const questionsOf = (
  own: Partial<Questions>,
  level: HouseLevel,
  kind: NoteKind,
  words: (name: QuestionName, language: Language) => string,
): Questions =>
  Object.fromEntries(
    languages.map(one => [one, own[one] ?? shippedQuestions(level, kind).map(name => words(name, one))]),
  ) as unknown as Questions

/** A note being written: what it is about, what was answered under which heading, and words beside. */
export type NoteDraft = {
  readonly kind: NoteKind | null
  readonly answers: Readonly<Record<string, string>>
  readonly words: string
}

const marked = '{"note":'

/** A draft as one text, so that it is kept like any other; plain words stay plain. */
export const keptDraft = ({ kind, answers, words }: NoteDraft): string =>
  kind === null ? words : JSON.stringify({ note: kind, answers, words })

/** A kept draft read back; whatever is no note of ours is words. */
export function draftOf(text: string): NoteDraft {
  const plain: NoteDraft = { kind: null, answers: {}, words: text }
  if (!text.startsWith(marked)) return plain
  try {
    const { note, answers, words } = JSON.parse(text) as Record<string, unknown>
    const kind = noteKinds.find(one => one === note)
    if (!kind || typeof words !== 'string' || typeof answers !== 'object' || answers === null) return plain
    const said = Object.entries(answers).filter(([, one]) => typeof one === 'string')
    return { kind, answers: Object.fromEntries(said), words }
  } catch {
    return plain
  }
}

/** The note as it is kept: each answer under its heading, in the order asked, and the words behind. */
export function noteText(draft: NoteDraft, questions: readonly string[]): string {
  const asked = [...questions, ...Object.keys(draft.answers).filter(one => !questions.includes(one))]
  const lines = asked.flatMap(one => {
    const answer = draft.answers[one]?.trim()
    return answer ? [`${one}: ${answer}`] : []
  })
  return [lines.join('\n'), draft.words.trim()].filter(Boolean).join('\n\n')
}
