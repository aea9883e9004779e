// One person: name, roles, levels, teams, language; a link for a new password; absence; the working week;
// leaving and coming back.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { AgentId } from '#core/kit/id.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { LosingPart } from './losing-part.tsx'
import { KnownForm } from './known-form.tsx'
import { AbsenceForm } from './absence-form.tsx'
import {
  CopyField,
  LanguageField,
  LevelTicks,
  Line,
  RoleTicks,
  Send,
  TeamTicks,
  useDayTime,
  useDone,
  useMe,
  Wrong,
} from './parts.tsx'
import s from './set-up.module.css'
import { type Link, type Person, useChange } from './set-up-api.ts'
import { WeekForm } from './week-form.tsx'

type Props = { person: Person; people: readonly Person[]; onClose: () => void }

/** The sheet; what one may not change is not shown as if one could. */
export function PersonSheet({ person, people, onClose }: Props) {
  const say = useSay()
  const close = useDone(onClose)
  const me = useMe()
  const mayAll = maySetUp(me, 'people', 'change')
  const [name, setName] = useState(person.name)
  const [roles, setRoles] = useState(person.roles)
  const [levels, setLevels] = useState(person.levels)
  const [teams, setTeams] = useState(person.teams)
  const [language, setLanguage] = useState(person.language)
  const [to, setTo] = useState<AgentId | ''>('')
  const [errors, setErrors] = useState<readonly string[]>([])
  const save = useChange(close('set_up.saved'))
  const go = () => {
    const missing = [
      ...(name.trim() ? [] : [say('sign_in.name_needed')]),
      ...(roles.length > 0 ? [] : [say('set_up.roles_needed')]),
    ]
    setErrors(missing)
    if (missing.length > 0 || save.isPending) return
    const isSame = [...roles].sort().join() === [...person.roles].sort().join()
    const change = { name, levels, teams, language, ...(!isSame && { roles }), ...(to && { contactTo: to }) }
    const body = { version: person.version, ...change }
    save.mutate({ path: `/agents/${person.id}`, method: 'PATCH', body })
  }
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={person.name}
      note={person.email}
      onSubmit={mayAll ? go : (undefined as never)}
      foot={mayAll && <Send isSending={save.isPending}>{say('kit.save')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={save.error} />
        {mayAll && (
          <>
            <Line label={say('set_up.person_name')} value={name} onChange={setName} />
            <RoleTicks value={roles} onChange={setRoles} />
            <LevelTicks value={levels} onChange={setLevels} />
            <TeamTicks value={teams} onChange={setTeams} />
            <LosingPart {...{ person, people, to }} change={{ roles, levels, teams }} onTo={setTo} />
            <LanguageField label={say('set_up.language')} value={language} onChange={setLanguage} />
          </>
        )}
        <WhenAndWhat person={person} people={people} />
        {maySetUp(me, 'rights', 'change') && person.active && <PasswordLink person={person} />}
        {maySetUp(me, 'rights', 'change') && person.id !== me.id && (
          <Leaving {...{ person, people, onClose }} />
        )}
      </div>
    </Sheet>
  )
}

/** When he is there, and what he can be given. */
function WhenAndWhat({ person, people }: Omit<Props, 'onClose'>) {
  const say = useSay()
  const me = useMe()
  return (
    <>
      <section className={s.danger} aria-label={say('set_up.absence')}>
        <AbsenceForm key={person.version} person={person} people={people} isTitled />
      </section>
      {maySetUp(me, 'working_weeks', 'change') && (
        <section className={s.danger} aria-label={say('set_up.week')}>
          <WeekForm key={person.version} person={person} people={people} />
        </section>
      )}
      {maySetUp(me, 'routing', 'change') && (
        <section className={s.danger} aria-label={say('set_up.known')}>
          <KnownForm key={person.version} person={person} />
        </section>
      )}
    </>
  )
}

function PasswordLink({ person }: { person: Person }) {
  const say = useSay()
  const when = useDayTime()
  const link = useChange<Link>()
  return (
    <section className={s.danger} aria-label={say('set_up.password_link')}>
      <Wrong thrown={link.error} />
      {link.data ? (
        <>
          <p>
            {say('set_up.password_sent', { email: person.email ?? '', until: when(link.data.expiresAt) })}
          </p>
          <CopyField label={say('set_up.link')} value={link.data.url} />
        </>
      ) : (
        <div className="row">
          <Button onClick={() => link.mutate({ path: `/agents/${person.id}/password-link` })}>
            {say('set_up.password_link')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Leaving({ person, people, onClose }: Props) {
  const say = useSay()
  const [to, setTo] = useState<AgentId | ''>('')
  const [errors, setErrors] = useState<readonly string[]>([])
  const { name, works, keeps, version } = person
  const done = useChange(() => {
    toast({ text: person.active ? say('set_up.disabled', { name }) : say('set_up.saved') })
    onClose()
  })
  const disable = () => {
    const missing = keeps > 0 && to === '' ? [say('set_up.disable_choose')] : []
    setErrors(missing)
    if (missing.length > 0 || done.isPending) return
    done.mutate({ path: `/agents/${person.id}/disable`, body: { version, ...(to && { contactTo: to }) } })
  }
  const others = people.filter(one => one.active && one.id !== person.id)
  return (
    <section className={s.danger}>
      <Wrong errors={errors} thrown={done.error} />
      {person.active ? (
        <>
          <p className="soft">{say('set_up.disable_why', { name, works })}</p>
          {keeps > 0 && (
            <SelectField
              label={say('set_up.disable_to', { n: keeps })}
              value={to}
              options={[{ value: '', text: '' }, ...others.map(one => ({ value: one.id, text: one.name }))]}
              onChange={event => setTo(event.currentTarget.value as AgentId)}
            />
          )}
          <div className="row">
            <Button kind="stop" onClick={disable}>
              {say('set_up.disable', { name })}
            </Button>
          </div>
        </>
      ) : (
        <div className="row">
          <Button onClick={() => done.mutate({ path: `/agents/${person.id}/enable`, body: { version } })}>
            {say('set_up.enable')}
          </Button>
        </div>
      )}
    </section>
  )
}
