// "Try a case": where one would go by the rules, and what somebody would have to know for it.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Channel, channels, type Kind, kinds } from '#core/case/event.ts'
import type { Language } from '#core/people/language.ts'
import { post } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import a from './agreements.module.css'
import { LanguageField, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import type { TriedCase, TriedRouting } from './set-up-api.ts'

export function RoutingTry() {
  const say = useSay()
  const { desk } = useSession()
  const own = desk.defaultLanguage as Language
  const [one, setOne] = useState<TriedCase>({ product: null, language: own, kind: 'other', channel: 'email' })
  const change = (more: Partial<TriedCase>) => setOne({ ...one, ...more })
  const tried = useMutation({
    mutationFn: (asked: TriedCase) => post<TriedRouting>('/routing/try', asked),
  })
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (!tried.isPending) tried.mutate(one)
  }
  return (
    <section className={s.after} aria-labelledby="try-routing">
      <div className={s.part}>
        <h2 id="try-routing">{say('set_up.try')}</h2>
      </div>
      <div className={a.try}>
        <form className={a.tryForm} onSubmit={go}>
          <Wrong thrown={tried.error} />
          <CaseFields one={one} onChange={change} />
          <div className="row">
            <Button type="submit" aria-busy={tried.isPending}>
              {say('set_up.try_go')}
            </Button>
          </div>
        </form>
        <div className={a.result} role="status">
          {tried.data && <Result tried={tried.data} />}
        </div>
      </div>
    </section>
  )
}

type FieldsProps = { one: TriedCase; onChange: (more: Partial<TriedCase>) => void }

function CaseFields({ one, onChange }: FieldsProps) {
  const say = useSay()
  const { desk } = useSession()
  return (
    <div className={s.two}>
      <SelectField
        label={say('set_up.product')}
        value={one.product ?? ''}
        options={[
          { value: '', text: say('set_up.try_unsaid') },
          ...desk.products.map(each => ({ value: each.id, text: each.name })),
        ]}
        onChange={event => onChange({ product: event.currentTarget.value || null })}
      />
      <LanguageField
        label={say('set_up.language')}
        value={one.language}
        onChange={language => onChange({ language })}
      />
      <SelectField
        label={say('set_up.try_kind')}
        value={one.kind}
        options={kinds.map(value => ({ value, text: say(`kinds.kind_${value}`) }))}
        onChange={event => onChange({ kind: event.currentTarget.value as Kind })}
      />
      <SelectField
        label={say('set_up.try_channel')}
        value={one.channel}
        options={channels.map(value => ({ value, text: say(`kinds.channel_${value}`) }))}
        onChange={event => onChange({ channel: event.currentTarget.value as Channel })}
      />
    </div>
  )
}

function Result({ tried: { team, place, skills } }: { tried: TriedRouting }) {
  const say = useSay()
  const { desk } = useSession()
  const name = desk.teams.find(one => one.id === team)?.name ?? team
  return (
    <>
      <p>
        {place === null
          ? say('set_up.tried_otherwise', { team: name })
          : say('set_up.tried_rule', { team: name, n: place + 1 })}
      </p>
      {skills.length > 0 && <p>{say('set_up.tried_skills', { skills: skills.join(', ') })}</p>}
    </>
  )
}
