// Inviting a person: address, roles, levels, teams, language; then the one-use link, which also goes out by
// mail.
import { useState } from 'react'
import type { TeamId } from '#core/kit/id.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { useSession } from '../api/session.ts'
import { TextField } from '../kit/field.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import {
  CopyField,
  LanguageField,
  LevelTicks,
  Line,
  RoleTicks,
  Send,
  TeamTicks,
  useDayTime,
  Wrong,
} from './parts.tsx'
import s from './set-up.module.css'
import { type Link, useChange } from './set-up-api.ts'

/** The sheet; after sending it shows the link. */
export function InviteSheet({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const when = useDayTime()
  const { desk } = useSession()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<readonly Role[]>(['agent'])
  const [levels, setLevels] = useState<readonly HouseLevel[]>([1])
  const [teams, setTeams] = useState<readonly TeamId[]>([])
  const [language, setLanguage] = useState<Language>((desk.defaultLanguage as Language | undefined) ?? 'en')
  const [errors, setErrors] = useState<readonly string[]>([])
  const send = useChange<Link>()
  const go = () => {
    const missing = [
      ...(email.includes('@') ? [] : [say('sign_in.email_needed')]),
      ...(roles.length > 0 ? [] : [say('set_up.roles_needed')]),
    ]
    setErrors(missing)
    if (missing.length > 0 || send.isPending) return
    const body = { email, roles, levels, teams, language, ...(name.trim() && { name }) }
    send.mutate({ path: '/invitations', body })
  }
  const link = send.data
  return (
    <Sheet
      open
      width="small"
      onClose={onClose}
      title={say('set_up.invite')}
      onSubmit={go}
      foot={!link && <Send isSending={send.isPending}>{say('set_up.invite_go')}</Send>}
    >
      {link ? (
        <div className={s.form}>
          <p>{say('set_up.invite_sent', { email, until: when(link.expiresAt) })}</p>
          <CopyField label={say('set_up.link')} value={link.url} />
        </div>
      ) : (
        <div className={s.form}>
          <Wrong errors={errors} thrown={send.error} />
          <TextField
            label={say('sign_in.email')}
            type="email"
            inputMode="email"
            value={email}
            onChange={event => setEmail(event.currentTarget.value)}
          />
          <Line label={say('set_up.person_name')} value={name} onChange={setName} />
          <RoleTicks value={roles} onChange={setRoles} />
          <LevelTicks value={levels} onChange={setLevels} />
          <TeamTicks value={teams} onChange={setTeams} />
          <LanguageField label={say('set_up.language')} value={language} onChange={setLanguage} />
        </div>
      )}
    </Sheet>
  )
}
