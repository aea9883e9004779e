// What notes of one kind ask at one level, in each language; the languages nobody wrote ask what is shipped.
import { useState } from 'react'
import { questionLettersMax, questionsMax } from '#core/case/note-template.ts'
import { type Language, languages } from '#core/people/language.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextArea } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { ownName } from '../sign-in/door.tsx'
import { useSay, useWords } from '../words.ts'
import type { Template } from './notes-page.tsx'
import { Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'

type Lines = Partial<Record<Language, string>>

const linesOf = ({ own, questions }: Template): Lines =>
  Object.fromEntries(languages.flatMap(one => (own.includes(one) ? [[one, questions[one].join('\n')]] : [])))
const listOf = (lines: string): string[] => [
  ...new Set(
    lines
      .split('\n')
      .map(one => one.trim())
      .filter(Boolean),
  ),
]

type Props = { template: Template; name: string; onClose: () => void }

/** What is written of one template, and how it is kept. */
function useTemplate(template: Template, onDone: () => void) {
  const [written, setWritten] = useState<Lines>(() => linesOf(template))
  const save = useChange(onDone)
  const reset = useChange(onDone)
  const path = `/note-templates/${template.level}/${template.kind}`
  const lists = Object.entries(written).map(([one, text]) => [one, listOf(text ?? '')] as const)
  const isTooMuch = lists.some(
    ([, list]) => list.length > questionsMax || list.some(one => one.length > questionLettersMax),
  )
  const body = { version: template.version, questions: Object.fromEntries(lists) }
  return {
    written,
    setWritten,
    isTooMuch,
    isSending: save.isPending,
    thrown: save.error ?? reset.error,
    save: () => {
      if (!isTooMuch && !save.isPending) save.mutate({ path, method: 'PUT', body })
    },
    reset: () => reset.mutate({ path: `${path}?version=${template.version}`, method: 'DELETE' }),
  }
}

export function NoteSheet({ template, name, onClose }: Props) {
  const say = useSay()
  const close = useDone(onClose)
  const [language, setLanguage] = useState<Language>(useWords().language)
  const form = useTemplate(template, close('set_up.saved'))
  const { written, setWritten, isTooMuch } = form
  const hint = say('notes.set_hint', { most: questionsMax, letters: questionLettersMax })
  const shipped = template.version > 0 && (
    <Button kind="quiet" onClick={form.reset}>
      {say('notes.set_shipped')}
    </Button>
  )
  return (
    <Sheet
      open
      onClose={onClose}
      title={name}
      onSubmit={form.save}
      foot={
        <>
          {shipped}
          <Send isSending={form.isSending}>{say('kit.save')}</Send>
        </>
      }
    >
      <div className={s.form}>
        <Wrong thrown={form.thrown} />
        <SelectField
          label={say('set_up.language')}
          value={language}
          options={languages.map(value => ({
            value,
            text: `${written[value] === undefined ? '' : '✓ '}${ownName(value)}`,
          }))}
          onChange={event => setLanguage(event.currentTarget.value as Language)}
        />
        <TextArea
          label={say('notes.set_lines')}
          lang={language}
          rows={6}
          hint={isTooMuch ? undefined : hint}
          error={isTooMuch ? hint : undefined}
          value={written[language] ?? template.questions[language].join('\n')}
          onChange={event => setWritten({ ...written, [language]: event.currentTarget.value })}
        />
      </div>
    </Sheet>
  )
}
