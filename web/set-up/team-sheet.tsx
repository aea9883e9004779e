// One team: its name, its own words over those of its level, and whether it takes new cases. Also a new one.
import { useState } from 'react'
import type { HouseLevel } from '#core/people/level.ts'
import { Check } from '../kit/check.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { useSay } from '../words.ts'
import { CoversForm } from './known-form.tsx'
import { LevelSentences } from './level-sentences.tsx'
import { useDeskZone } from './agreements-api.ts'
import { PartnerFields, partnerOf, typedPartner } from './partner-fields.tsx'
import { Line, Send, useDone, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type LevelSetting, type Team, useChange } from './set-up-api.ts'

type Props = { team: Team | null; level: HouseLevel; levels: readonly LevelSetting[]; onClose: () => void }

/** Changes a team; without one, makes a team at the level. */
export function TeamSheet({ team, level, levels, onClose }: Props) {
  const say = useSay()
  const close = useDone(onClose)
  const [name, setName] = useState(team?.name ?? '')
  const [isOn, setOn] = useState(team?.active ?? true)
  const [own, setOwn] = useState<Record<string, unknown>>({ ...team?.setting })
  const zone = useDeskZone()
  const [partner, setPartner] = useState(() => typedPartner(team?.partner, zone))
  const [errors, setErrors] = useState<readonly string[]>([])
  const done = useChange(close(team ? 'set_up.saved' : 'set_up.added'))
  const at = team?.level ?? level
  const usual = levels.find(one => one.level === at)?.setting
  const go = () => {
    const agreed = partnerOf(partner, zone)
    const missing = [
      ...(name.trim() ? [] : [say('set_up.name_needed')]),
      ...(agreed === 'incomplete' ? [say('set_up.partner_wrong')] : []),
    ]
    setErrors(missing)
    if (missing.length > 0 || done.isPending) return
    if (!team) return done.mutate({ path: '/teams', body: { name, level } })
    const gone = Object.keys(team.setting).filter(key => own[key] === undefined || own[key] === null)
    const kept = Object.fromEntries(
      Object.entries(own).filter(([, value]) => value !== null && value !== undefined),
    )
    const setting = { ...kept, ...Object.fromEntries(gone.map(key => [key, null])) }
    // What was not touched is not sent: an agreement is taken away by its end alone.
    const isSame = JSON.stringify(agreed) === JSON.stringify(team.partner ?? null)
    const body = { version: team.version, name, active: isOn, setting, ...(!isSame && { partner: agreed }) }
    done.mutate({ path: `/teams/${team.id}`, method: 'PATCH', body })
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={team?.name ?? say('set_up.team_new')}
      note={say('common.level', { n: at })}
      onSubmit={go}
      foot={<Send isSending={done.isPending}>{say(team ? 'kit.save' : 'set_up.add')}</Send>}
    >
      <div className={s.form}>
        <Wrong errors={errors} thrown={done.error} />
        <Line label={say('set_up.name')} value={name} onChange={setName} />
      </div>
      {team && usual && (
        <section aria-labelledby="team-may" className={s.after}>
          <h2 id="team-may">{say('set_up.team_may', { team: team.name })}</h2>
          <p className="sm soft">{say('set_up.team_over', { n: at })}</p>
          <LevelSentences
            usual={usual}
            own={stripped(own)}
            level={at}
            mayChange
            onChange={change => setOwn(now => ({ ...now, ...change }))}
          />
          <PartnerFields value={partner} onChange={setPartner} />
          <CoversForm key={team.version} team={team} />
          <Check checked={!isOn} onChange={event => setOn(!event.currentTarget.checked)}>
            {say('set_up.team_rest')}
          </Check>
        </section>
      )}
    </Sheet>
  )
}

/** The team's own words without those given back. */
const stripped = (own: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null))
