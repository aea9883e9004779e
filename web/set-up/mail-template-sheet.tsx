// One automatic mail in one language after the other: written, tried with made-up facts, its versions, and
// back to what is shipped. Not: the list (mail-templates-page.tsx).
import { useState } from 'react'
import type { Language } from '#core/people/language.ts'
import { unknownFields } from '#words/mail-fields.ts'
import { Button } from '../kit/button.tsx'
import { TextArea, TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { Tag } from '../kit/tag.tsx'
import { toast } from '../kit/toast.ts'
import { useSay, useWords } from '../words.ts'
import type { Letter, MailTemplate } from './mail-templates-page.tsx'
import { LanguageField, Send, useDayTime, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange, useSetUp } from './set-up-api.ts'

type Draft = { readonly subject: string; readonly words: string }
type Props = { template: MailTemplate; mayChange: boolean; onClose: () => void }

/** The first field that means nothing in this mail. */
function wrongField({ fields, subjectFields }: MailTemplate, { subject, words }: Draft): string | undefined {
  return [...unknownFields(words, fields), ...unknownFields(subject, subjectFields ?? [])][0]
}

const draftOf = ({ subject, words }: Letter): Draft => ({ subject: subject ?? '', words })

/** What is written of one language, and what can be done with it. */
function useTemplate(template: MailTemplate, language: Language) {
  const say = useSay()
  const letter = template.languages[language]
  const [drafts, setDrafts] = useState<Partial<Record<Language, Draft>>>({})
  const draft = drafts[language] ?? draftOf(letter)
  const [errors, setErrors] = useState<readonly string[]>([])
  const forget = () => setDrafts(({ [language]: _, ...others }) => others)
  const save = useChange(() => {
    forget()
    toast({ text: say('set_up.saved') })
  })
  const reset = useChange(() => {
    forget()
    toast({ text: say('mail_template.is_shipped') })
  })
  const preview = useChange<{ subject: string; text: string }>()
  const path = `/mail-templates/${template.kind}/${language}`
  const body = { subject: template.subjectFields ? draft.subject.trim() || null : null, words: draft.words }
  const isSound = () => {
    const field = wrongField(template, draft)
    const missing = draft.words.trim() ? [] : [say('mail_template.needed')]
    const all = field === undefined ? missing : [say('mail_sender.unknown_field', { field: `{${field}}` })]
    setErrors(all)
    return all.length === 0
  }
  return {
    letter,
    draft,
    errors,
    preview,
    isSending: save.isPending,
    thrown: save.error ?? reset.error ?? preview.error,
    write: (change: Partial<Draft>) => setDrafts({ ...drafts, [language]: { ...draft, ...change } }),
    see: () => isSound() && preview.mutate({ path: `${path}/preview`, body }),
    save: () =>
      isSound() &&
      !save.isPending &&
      save.mutate({ path, method: 'PUT', body: { version: letter.version, ...body } }),
    reset: () => reset.mutate({ path: `${path}?version=${letter.version}`, method: 'DELETE' }),
  }
}

export function MailTemplateSheet({ template, mayChange, onClose }: Props) {
  const say = useSay()
  const [language, setLanguage] = useState<Language>(useWords().language)
  const form = useTemplate(template, language)
  const { letter } = form
  const choose = (next: Language) => {
    form.preview.reset()
    setLanguage(next)
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={say(`mail_template.kind_${template.kind}`)}
      note={say(`mail_template.when_${template.kind}`)}
      onSubmit={() => void (mayChange && form.save())}
      foot={
        <>
          {mayChange && letter.isOwn && (
            <Button kind="quiet" onClick={form.reset}>
              {say('mail_template.reset')}
            </Button>
          )}
          <Button onClick={form.see}>{say('mail_template.preview')}</Button>
          {mayChange && <Send isSending={form.isSending}>{say('kit.save')}</Send>}
        </>
      }
    >
      <div className={s.form}>
        <Wrong errors={form.errors} thrown={form.thrown} />
        <LanguageField label={say('set_up.language')} value={language} onChange={choose} />
        <p>
          <Tag kind={letter.isOwn ? 'yes' : 'plain'}>
            {say(letter.isOwn ? 'mail_template.is_own' : 'mail_template.is_shipped')}
          </Tag>
        </p>
        <Fields {...{ template, form, language, mayChange }} />
        <Preview {...{ form, language }} />
        <Versions {...{ template, language }} version={letter.version} />
      </div>
    </Sheet>
  )
}

type Form = ReturnType<typeof useTemplate>
type FieldsProps = { template: MailTemplate; form: Form; language: Language; mayChange: boolean }

const named = (fields: readonly string[]) => fields.map(one => `{${one}}`).join(', ')

function Fields({ template, form, language, mayChange }: FieldsProps) {
  const say = useSay()
  const { subjectFields, fields } = template
  return (
    <>
      {subjectFields && (
        <TextField
          label={say('mail_template.subject')}
          hint={say('mail_template.fields', { fields: named(subjectFields) })}
          lang={language}
          maxLength={200}
          readOnly={!mayChange}
          value={form.draft.subject}
          onChange={event => form.write({ subject: event.currentTarget.value })}
        />
      )}
      <TextArea
        label={say('mail_template.words')}
        hint={say('mail_template.fields', { fields: named(fields) })}
        lang={language}
        rows={8}
        maxLength={4_000}
        readOnly={!mayChange}
        value={form.draft.words}
        onChange={event => form.write({ words: event.currentTarget.value })}
      />
    </>
  )
}

/** The whole mail, as text, with made-up facts. */
function Preview({ form, language }: { form: Form; language: Language }) {
  const say = useSay()
  const seen = form.preview.data
  if (!seen) return null
  return (
    <section aria-label={say('mail_template.preview')}>
      <p className={s.legend}>{say('mail_template.made_up')}</p>
      <div className={s.preview} lang={language}>
        <b>{seen.subject}</b>
        {`\n\n${seen.text}`}
      </div>
    </section>
  )
}

type Version = {
  readonly version: number
  readonly at: number
  readonly name: string
  readonly subject: string | null
  readonly words: string | null
}

/** Everything that was ever written, the newest first. */
function Versions({
  template,
  language,
  version,
}: {
  template: MailTemplate
  language: Language
  version: number
}) {
  const say = useSay()
  const when = useDayTime()
  const path = `/mail-templates/${template.kind}/${language}/versions`
  const query = useSetUp<{ items: readonly Version[] }>(path, {}, version > 0)
  const items = query.data?.items ?? []
  if (version === 0 || items.length === 0) return null
  return (
    <details>
      <summary>{say('mail_template.versions', { n: items.length })}</summary>
      {items.map(one => (
        <div className={s.after} key={one.version}>
          <p className="sm soft">
            {one.version} · {when(one.at)} · {one.name}
          </p>
          <p className={s.preview} lang={language}>
            {one.words === null
              ? say('mail_template.is_shipped')
              : [one.subject, one.words].filter(Boolean).join('\n\n')}
          </p>
        </div>
      ))}
    </details>
  )
}
