// As whom the mails of the desk or of a team leave and how they are signed, with what a customer would
// read. Not: what is sent (mail-sender-form.ts).
import { useState } from 'react'
import type { Language } from '#core/people/language.ts'
import { senderFields, withFields } from '#words/mail-fields.ts'
import { useSession } from '../api/session.ts'
import { Choices } from '../kit/check.tsx'
import { TextArea, TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { useSay, useWords } from '../words.ts'
import { formOf, type MailSender, type SenderForm, senderFault, wishOf } from './mail-sender-form.ts'
import { useScopeName } from './mail-senders-page.tsx'
import { LanguageField, Send, useDone, useLanguageName, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { useChange } from './set-up-api.ts'

/** What may stand in braces, as one writes it. */
const fields = senderFields.map(one => `{${one}}`).join(', ')

type Props = { sender: MailSender; desk: MailSender | null; onClose: () => void }

export function MailSenderSheet({ sender, desk, onClose }: Props) {
  const say = useSay()
  const close = useDone(onClose)
  const nameOf = useScopeName()
  const [form, setForm] = useState(() => formOf(sender))
  const [language, setLanguage] = useState<Language>(useWords().language)
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close('set_up.saved'))
  const isDesk = sender.scope === 'desk'
  const usual = isDesk ? true : (desk?.namesAgents ?? true)
  const set = (change: Partial<SenderForm>) => setForm({ ...form, ...change })
  const go = () => {
    const fault = senderFault(form, usual)
    setErrors(fault ? [say(`mail_sender.${fault.code}`, { field: fault.field })] : [])
    if (fault || done.isPending) return
    done.mutate({ path: `/mail-senders/${sender.scope}`, method: 'PUT', body: wishOf(form, sender.version) })
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={nameOf(sender.scope)}
      onSubmit={go}
      foot={<Send isSending={done.isPending}>{say('kit.save')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={done.error} />
        <Named {...{ form, set, isDesk }} />
        <LanguageField label={say('set_up.language')} value={language} onChange={setLanguage} />
        <TextArea
          label={say('mail_sender.signature')}
          hint={say('mail_sender.signature_hint', { fields })}
          lang={language}
          rows={5}
          maxLength={1_000}
          value={form.signatures[language] ?? ''}
          onChange={event =>
            set({ signatures: { ...form.signatures, [language]: event.currentTarget.value } })
          }
        />
        <Shown {...{ form, sender, desk, language, usual }} />
      </div>
    </Sheet>
  )
}

type NamedProps = { form: SenderForm; set: (change: Partial<SenderForm>) => void; isDesk: boolean }

/** As whom mails leave, and whether who wrote is named. */
function Named({ form, set, isDesk }: NamedProps) {
  const say = useSay()
  return (
    <>
      <TextField
        label={say('mail_sender.from_name')}
        hint={say(isDesk ? 'mail_sender.from_hint_desk' : 'mail_sender.from_hint', { fields })}
        value={form.fromName}
        maxLength={100}
        onChange={event => set({ fromName: event.currentTarget.value })}
      />
      <Choices
        label={say('mail_sender.names')}
        value={isDesk && form.naming === 'usual' ? 'yes' : form.naming}
        onChange={naming => set({ naming })}
        choices={[
          ...(isDesk ? [] : [{ value: 'usual' as const, text: say('mail_sender.as_desk') }]),
          { value: 'yes' as const, text: say('mail_sender.names_yes') },
          { value: 'no' as const, text: say('mail_sender.names_no') },
        ]}
      />
    </>
  )
}

type ShownProps = {
  form: SenderForm
  sender: MailSender
  desk: MailSender | null
  language: Language
  usual: boolean
}

/** What stands under a reply of mine; whose words those are, where they are not the ones above. */
function Shown({ form, sender, desk, language, usual }: ShownProps) {
  const say = useSay()
  const { agent, desk: house } = useSession()
  const { teams } = useMe()
  const languageName = useLanguageName()
  const isDesk = sender.scope === 'desk'
  const team = house.teams.find(one => (isDesk ? teams.includes(one.id) : one.id === sender.scope))
  const isNamed = form.naming === 'usual' ? usual : form.naming === 'yes'
  const values = {
    agent: isNamed ? agent.name : null,
    team: team?.name ?? house.teams[0]?.name ?? '',
    desk: house.name,
  }
  const own = form.signatures[language]?.trim()
  const usualWords = isDesk ? undefined : desk?.signatures[language]
  const text = withFields(own || usualWords || '', values)
  const note = own ? null : usualWords ? 'mail_sender.shown_desk' : 'mail_sender.shown_shipped'
  return (
    <div>
      <p className={s.legend}>{say('mail_sender.shown')}</p>
      {note && <p className="sm soft">{say(note, { language: languageName(language) })}</p>}
      {text !== '' && (
        <p className={s.preview} lang={language}>
          {text}
        </p>
      )}
    </div>
  )
}
