// One ready-made reply: for whom, the text per language, places to fill in, and how it will read. A place
// nothing fills is named before a customer could see it.
import { useState } from 'react'
import { mayChangeReply } from '#core/access/set-up.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { type Language, languages } from '#core/people/language.ts'
import { filled, placeholders, unknownPlaceholders } from '#core/reply/placeholder.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextArea } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { ownName } from '../sign-in/door.tsx'
import { useSay, useWords } from '../words.ts'
import { Line, Remove, Send, useDone, useLanguageName, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type Reply, useChange } from './set-up-api.ts'

type Bodies = Partial<Record<Language, string>>

/** Writes or changes a reply. */
export function ReplySheet({ reply, onClose }: { reply: Reply | null; onClose: () => void }) {
  const say = useSay()
  const close = useDone(onClose)
  const { language: own } = useWords()
  const [title, setTitle] = useState(reply?.title ?? '')
  const [scope, setScope] = useState('own')
  const [bodies, setBodies] = useState<Bodies>({ ...reply?.bodies })
  const [language, setLanguage] = useState<Language>(
    reply ? (languages.find(one => reply.bodies[one]) ?? own) : own,
  )
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close(reply ? 'set_up.saved' : 'set_up.added'))
  const text = bodies[language] ?? ''
  const unknown = unknownPlaceholders(text)
  const write = (value: string) => setBodies(now => ({ ...now, [language]: value }))
  const go = () => {
    const missing = [
      ...(title.trim() ? [] : [say('set_up.name_needed')]),
      ...(Object.values(bodies).some(one => one?.trim()) ? [] : [say('set_up.reply_words_needed')]),
    ]
    setErrors(missing)
    if (missing.length > 0 || unknown.length > 0 || done.isPending) return
    if (reply) {
      const body = { version: reply.version, title, bodies }
      return done.mutate({ path: `/replies/${reply.id}`, method: 'PATCH', body })
    }
    const whose = scope.startsWith('tea_') ? { scope: 'team', team: scope } : { scope }
    done.mutate({ path: '/replies', body: { ...whose, title, bodies } })
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={reply?.title ?? say('set_up.reply_add')}
      onSubmit={go}
      foot={
        <>
          {reply && <RemoveReply reply={reply} onDone={close('set_up.removed')} />}
          <Send isSending={done.isPending}>{say(reply ? 'kit.save' : 'set_up.add')}</Send>
        </>
      }
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={done.error} />
        <div className={s.two}>
          <Line label={say('set_up.reply_title')} value={title} onChange={setTitle} max={120} />
          {!reply && <ForWhom scope={scope} onChange={setScope} />}
          <WrittenIn {...{ bodies, language }} onChange={setLanguage} />
        </div>
        <ReplyText {...{ text, language }} onChange={write} />
        {text.trim() && <Preview text={text} language={language} />}
      </div>
    </Sheet>
  )
}

type TextProps = { text: string; language: Language; onChange: (text: string) => void }

/** The text in one language, with the places it may have. */
function ReplyText({ text, language, onChange }: TextProps) {
  const say = useSay()
  const languageName = useLanguageName()
  const unknown = unknownPlaceholders(text)
  const places = { names: unknown.map(one => `{${one}}`).join(' '), n: unknown.length }
  return (
    <>
      <TextArea
        label={say('set_up.reply_in', { language: languageName(language) })}
        lang={language}
        rows={6}
        value={text}
        error={unknown.length > 0 ? say('set_up.reply_unknown', places) : undefined}
        onChange={event => onChange(event.currentTarget.value)}
      />
      <p className={s.places}>
        <span className="soft">{say('set_up.reply_places')}</span>
        {placeholders.map(one => (
          <Button key={one} kind="quiet" onClick={() => onChange(`${text}{${one}}`)}>
            {`{${one}}`}
          </Button>
        ))}
      </p>
    </>
  )
}

/** The reply as a customer would read it. */
function Preview({ text, language }: { text: string; language: Language }) {
  const say = useSay()
  const { agent, desk } = useSession()
  const values = {
    customer: say('set_up.sample_customer'),
    case: '4821',
    subject: say('set_up.sample_subject'),
    agent: agent.name,
    team: desk.teams.find(team => agent.teams.includes(team.id))?.name ?? '',
    desk: desk.name,
    promise: say('set_up.sample_promise'),
    phone: (desk.callBackNumber as string | null) ?? '+46 8 123 45 67',
  }
  return (
    <section aria-label={say('set_up.reply_preview')}>
      <h3>{say('set_up.reply_preview')}</h3>
      <p className={s.preview} lang={language}>
        {filled(text, values)}
      </p>
    </section>
  )
}

/** For whom the signed-in person may write. */
function useScopes() {
  const say = useSay()
  const me = useMe() as AgentFacts
  const { desk } = useSession()
  const teams = desk.teams.filter(team => mayChangeReply(me, { kind: 'team', team: team.id }))
  return [
    { value: 'own', text: say('set_up.reply_own') },
    ...teams.map(team => ({ value: team.id as string, text: team.name })),
    ...(mayChangeReply(me, { kind: 'desk' }) ? [{ value: 'desk', text: say('set_up.reply_desk') }] : []),
  ]
}

function RemoveReply({ reply, onDone }: { reply: Reply; onDone: () => void }) {
  return <Remove name={reply.title} path={`/replies/${reply.id}?version=${reply.version}`} onDone={onDone} />
}

function ForWhom({ scope, onChange }: { scope: string; onChange: (scope: string) => void }) {
  const say = useSay()
  return (
    <SelectField
      label={say('set_up.reply_of')}
      value={scope}
      options={useScopes()}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

type WrittenProps = { bodies: Bodies; language: Language; onChange: (language: Language) => void }

/** The language one writes in; those with a text carry a mark. */
function WrittenIn({ bodies, language, onChange }: WrittenProps) {
  const say = useSay()
  return (
    <SelectField
      label={say('set_up.language')}
      value={language}
      options={languages.map(value => ({
        value,
        text: `${bodies[value]?.trim() ? '✓ ' : ''}${ownName(value)}`,
      }))}
      onChange={event => onChange(event.currentTarget.value as Language)}
    />
  )
}
