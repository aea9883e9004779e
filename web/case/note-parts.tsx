// What a note for the team is about, chosen by number keys, and what its kind asks, as fields to fill in.
// Not: the box for its words (team-note.tsx).
import { useQuery } from '@tanstack/react-query'
import { type NoteKind, noteKinds } from '#core/case/note-kind.ts'
import type { NoteDraft, Questions } from '#core/case/note-template.ts'
import { get } from '#web/api/client.ts'
import { Choices } from '#web/kit/check.tsx'
import { TextField } from '#web/kit/field.tsx'
import { KeyHint } from '#web/kit/key-hint.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './notes.module.css'

type Template = { readonly level: number; readonly kind: NoteKind; readonly questions: Questions }

/** What a kind asks at this case's level, in the reader's language; nothing while it is not known. */
export function useQuestions(kind: NoteKind | null): readonly string[] {
  const { state } = useCase()
  const { language } = useWords()
  const { data } = useQuery({
    queryKey: ['set-up', '/note-templates', 'items'],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly Template[] }>('/note-templates', {}, signal)).items,
  })
  const found = data?.find(one => one.kind === kind && one.level === state.level)
  return found?.questions[language] ?? []
}

/** The kind a digit means: plain on the row of kinds, with Alt where digits are words. */
export function kindOfKey(event: React.KeyboardEvent): NoteKind | null {
  const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(event.code) ?? []
  return (digit && noteKinds[Number(digit) - 1]) || null
}

type Props = { draft: NoteDraft; questions: readonly string[]; onChange: (draft: NoteDraft) => void }

export function NoteParts({ draft, questions, onChange }: Props) {
  const { say } = useCase()
  const choose = (kind: NoteKind) => onChange({ ...draft, kind })
  // What was answered under headings that are asked no more stays, where it can be seen.
  const asked = [...questions, ...Object.keys(draft.answers).filter(one => !questions.includes(one))]
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the digits are heard on the choices inside */}
      <div
        onKeyDown={event => {
          const kind = kindOfKey(event)
          if (kind) choose(kind)
        }}
      >
        <Choices
          label={say('notes.kinds')}
          labelHidden
          inline
          value={draft.kind}
          onChange={choose}
          choices={noteKinds.map((one, index) => ({
            value: one,
            text: (
              <>
                <span aria-hidden="true">
                  <KeyHint keys={String(index + 1)} />
                </span>{' '}
                {say(`notes.kind_${one}`)}
              </>
            ),
          }))}
        />
      </div>
      {asked.length > 0 && (
        <div className={s.asked}>
          {asked.map(one => (
            <TextField
              key={one}
              label={one}
              value={draft.answers[one] ?? ''}
              onChange={event =>
                onChange({ ...draft, answers: { ...draft.answers, [one]: event.currentTarget.value } })
              }
            />
          ))}
        </div>
      )}
    </>
  )
}
