// Levels and teams with what they may do, as sentences; and what the house promises its customers.
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { TeamId } from '#core/kit/id.ts'
import { type HouseLevel, houseLevels } from '#core/people/level.ts'
import { Button } from '../kit/button.tsx'
import { LevelSlots } from '../kit/level.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Slot } from '../kit/slot.tsx'
import { Strip } from '../kit/strip.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { CapacitySentences } from './capacity-sentences.tsx'
import { CheckBacks } from './check-backs.tsx'
import { LevelSentences, MinutesSentence, MinutesSlot, Sentence } from './level-sentences.tsx'
import { OnCallSheet } from './on-call-sheet.tsx'
import { SetUpPage, useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import {
  type DeskSetting,
  type LevelSetting,
  type Person,
  type Team,
  useChange,
  useSetUp,
  useSetUpList,
} from './set-up-api.ts'
import { StuckSettings } from './stuck-part.tsx'
import { TeamSheet } from './team-sheet.tsx'
import { Teams } from './teams-table.tsx'
import { LiveSentences } from './live-sentences.tsx'
import { UnattendedSentences } from './unattended-sentences.tsx'

export default function LevelsPage() {
  const say = useSay()
  const me = useMe()
  const levels = useSetUpList<LevelSetting>('/levels')
  const teams = useSetUpList<Team>('/teams')
  const [level, setLevel] = useState<HouseLevel>(1)
  const [team, setTeam] = useState<TeamId | 'new' | null>(null)
  const [onCall, setOnCall] = useState<TeamId | null>(null)
  const mayChange = maySetUp(me, 'levels', 'change')
  return (
    <SetUpPage
      title={say('set_up.levels')}
      acts={
        maySetUp(me, 'teams', 'change') && (
          <Button onClick={() => setTeam('new')}>{say('set_up.team_new')}</Button>
        )
      }
    >
      {!mayChange && <Strip>{say('set_up.read_only')}</Strip>}
      <ScreenState query={levels} rows={5} bones="list">
        {settings => (
          <div className={s.columns}>
            <Rungs level={level} onChoose={setLevel} />
            <OneLevel key={level} setting={settings.find(one => one.level === level)} mayChange={mayChange} />
          </div>
        )}
      </ScreenState>
      <ScreenState query={teams} rows={3}>
        {all => (
          <>
            <Teams level={level} teams={all} onChange={setTeam} onCall={setOnCall} />
            {all
              .filter(one => one.id === onCall)
              .map(one => (
                <OnCallSheet key={one.id} team={one} onClose={() => setOnCall(null)} />
              ))}
            {team && levels.data && (
              <TeamSheet
                key={team}
                team={all.find(one => one.id === team) ?? null}
                level={level}
                levels={levels.data}
                onClose={() => setTeam(null)}
              />
            )}
          </>
        )}
      </ScreenState>
      <StuckSettings />
      <HousePromises />
    </SetUpPage>
  )
}

function Rungs({ level, onChoose }: { level: HouseLevel; onChoose: (level: HouseLevel) => void }) {
  const say = useSay()
  // Not the session's agents: the persons behind API tokens are among those.
  const { data: people = [] } = useSetUpList<Person>('/agents')
  const peopleAt = (one: HouseLevel) =>
    people.filter(person => person.active && person.levels.includes(one)).length
  return (
    <div className={s.rungs}>
      {houseLevels.map(one => (
        <button
          type="button"
          key={one}
          className={s.rung}
          aria-current={one === level || undefined}
          onClick={() => onChoose(one)}
        >
          <LevelSlots level={one} quiet />
          <span>
            <b>{say('common.level', { n: one })}</b>{' '}
            <span className="faint">
              {say(`set_up.level_${one}`)} · {say('set_up.people_at_level', { n: peopleAt(one) })}
            </span>
            <span className={s.does}>{say(`set_up.level_${one}_does`)}</span>
          </span>
        </button>
      ))}
    </div>
  )
}

function OneLevel({ setting, mayChange }: { setting: LevelSetting | undefined; mayChange: boolean }) {
  const say = useSay()
  const save = useChange(() => toast({ text: say('set_up.saved') }))
  if (!setting) return null
  const { level, version } = setting
  return (
    <section className={s.say} aria-labelledby="level">
      <h2 id="level">
        <LevelSlots level={level} quiet /> {say('set_up.level_may', { n: level })}
      </h2>
      <Wrong thrown={save.error} />
      <LevelSentences
        usual={setting.setting}
        level={level}
        mayChange={mayChange && !save.isPending}
        onChange={change =>
          save.mutate({ path: `/levels/${level}`, method: 'PATCH', body: { version, setting: change } })
        }
      />
      {mayChange && <p className="sm soft">{say('set_up.choose_word')}</p>}
    </section>
  )
}

const reopenChoices = [0, 3, 7, 14, 30, 60, 90]
const waitChoices = [3, 5, 10, 15, 20, 30]
const contactChoices = [1, 2, 3, 5, 7, 14]

/** By when customers hear from us: the same for every level. */
function HousePromises() {
  const say = useSay()
  const me = useMe()
  const query = useSetUp<DeskSetting>('/settings')
  const save = useChange(() => toast({ text: say('set_up.saved') }))
  const off = !maySetUp(me, 'desk', 'change') || save.isPending
  return (
    <ScreenState query={query} rows={3} bones="list">
      {({ setting, version }) => {
        const change = (body: object) =>
          save.mutate({ path: '/settings', method: 'PATCH', body: { version, ...body } })
        return (
          <section className={s.say} aria-labelledby="house">
            <h2 id="house">{say('set_up.house_promises')}</h2>
            <Wrong thrown={save.error} />
            <ol className={s.sentences}>
              <BySeverity setting={setting} off={off} onChange={change} />
              <MinutesItem
                text="set_up.s_manager"
                minutes={setting.managerMinutes}
                off={off}
                onChange={managerMinutes => change({ managerMinutes })}
              />
              <MinutesItem
                text="set_up.s_notice"
                minutes={setting.noticeMinutes}
                off={off}
                onChange={noticeMinutes => change({ noticeMinutes })}
              />
              <LaterSentences setting={setting} off={off} change={change} />
            </ol>
            <p className="sm soft">{say('set_up.clock_note')}</p>
          </section>
        )
      }}
    </ScreenState>
  )
}

type LaterProps = {
  setting: DeskSetting['setting']
  off: boolean
  change: (body: object) => void
}

/** What happens when nobody is there, and after a case is solved. */
function LaterSentences({ setting, off, change }: LaterProps) {
  return (
    <>
      <UnattendedSentences
        setting={setting.unattended}
        off={off}
        onChange={unattended => change({ unattended })}
      />
      <CapacitySentences setting={setting.capacity} off={off} onChange={capacity => change({ capacity })} />
      <LiveSentences setting={setting.live} off={off} onChange={live => change({ live })} />
      <Coaching
        text="set_up.s_coach"
        times={setting.coachFlags}
        off={off}
        onChange={coachFlags => change({ coachFlags })}
      />
      <Coaching
        text="set_up.s_conduct"
        times={setting.conductTimes}
        off={off}
        onChange={conductTimes => change({ conductTimes })}
      />
      <DaysItem
        text="set_up.s_contact_days"
        choices={contactChoices}
        days={setting.contactDays}
        off={off}
        onChange={contactDays => change({ contactDays })}
      />
      <DaysItem
        text="set_up.s_reopen"
        choices={reopenChoices}
        days={setting.reopenDays}
        off={off}
        onChange={reopenDays => change({ reopenDays })}
      />
      <DaysItem
        text="set_up.s_wait_days"
        choices={waitChoices}
        unit="set_up.owed_business_days"
        days={setting.waitDays}
        off={off}
        onChange={waitDays => change({ waitDays })}
      />
      <CheckBacks setting={setting.checkBacks} off={off} onChange={checkBacks => change({ checkBacks })} />
    </>
  )
}

const bySeverity = [
  ['set_up.s_answer', 'answerMinutes'],
  ['set_up.s_help', 'helpMinutes'],
  ['set_up.s_news', 'newsMinutes'],
] as const

type BySeverityProps = { setting: DeskSetting['setting']; off: boolean; onChange: (body: object) => void }

/** What is promised within a time of its own for each severity. */
const BySeverity = ({ setting, off, onChange }: BySeverityProps) =>
  bySeverity.map(([sentence, field]) => (
    <li key={field} className={s.sentence}>
      <MinutesSentence
        sentence={sentence}
        minutes={setting[field]}
        disabled={off}
        onChange={minutes => onChange({ [field]: minutes })}
      />
    </li>
  ))

type MinutesItemProps = {
  text: 'set_up.s_manager' | 'set_up.s_notice'
  minutes: number
  off: boolean
  onChange: (minutes: number) => void
}

function MinutesItem({ text, minutes, off, onChange }: MinutesItemProps) {
  const say = useSay()
  const label = say(text, { a: '…' })
  return (
    <li className={s.sentence}>
      <Sentence
        text={text}
        places={{ a: <MinutesSlot {...{ label, minutes, onChange }} disabled={off} /> }}
      />
    </li>
  )
}

const coachChoices = [2, 3, 4, 5, 8, 12]

type CoachingProps = {
  text: 'set_up.s_coach' | 'set_up.s_conduct'
  times: number
  off: boolean
  onChange: (times: number) => void
}
/** How often unclear makes it the matter of a lead. */
function Coaching({ text, times, off, onChange }: CoachingProps) {
  const say = useSay()
  const choices = [...new Set([...coachChoices, times])].sort((a, b) => a - b)
  const slot = (
    <Slot
      label={say(text, { a: '…' })}
      value={String(times)}
      disabled={off}
      options={choices.map(n => ({ value: String(n), text: say('set_up.times', { n }) }))}
      onChange={next => onChange(Number(next))}
    />
  )
  return (
    <li className={s.sentence}>
      <Sentence text={text} places={{ a: slot }} />
    </li>
  )
}

type DaysProps = {
  text: 'set_up.s_reopen' | 'set_up.s_contact_days' | 'set_up.s_wait_days'
  choices: readonly number[]
  unit?: 'set_up.days' | 'set_up.owed_business_days'
  days: number
  off: boolean
  onChange: (days: number) => void
}

/** A sentence with a number of days in it. */
function DaysItem({ text, choices, unit = 'set_up.days', days, off, onChange }: DaysProps) {
  const say = useSay()
  const all = [...new Set([...choices, days])].sort((a, b) => a - b)
  const slot = (
    <Slot
      label={say(text, { a: '…' })}
      value={String(days)}
      disabled={off}
      options={all.map(n => ({ value: String(n), text: say(unit, { n }) }))}
      onChange={next => onChange(Number(next))}
    />
  )
  return (
    <li className={s.sentence}>
      <Sentence text={text} places={{ a: slot }} />
    </li>
  )
}
