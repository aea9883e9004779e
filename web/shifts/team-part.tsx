// One team on the screen of shifts: who is on now and on call, where somebody is missing, and the week of
// each of its people.
import { useNavigate } from '@tanstack/react-router'
import { maySetUp } from '#core/access/set-up.ts'
import { mayHandOver } from '#core/people/hand-over.ts'
import type { AgentId } from '#core/kit/id.ts'
import { useSession } from '../api/session.ts'
import { useDesk } from '../case/desk.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { LevelSlots } from '../kit/level.tsx'
import { nowMs } from '../kit/now.ts'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { wallTime } from '../kit/times.ts'
import { useMe } from '../set-up/parts.tsx'
import { type KeptSkill, useSetUpList } from '../set-up/set-up-api.ts'
import { useSay, useWords } from '../words.ts'
import { dayText, daysFrom, type Lack, lackText, stretchText, type TeamShifts } from './shifts-data.ts'
import s from './shifts.module.css'

type Props = {
  shifts: TeamShifts
  /** the first day shown */
  first: string
  zone: string
  onPerson: (agent: AgentId) => void
  onCall: () => void
}

export function TeamPart({ shifts, first, zone, onPerson, onCall }: Props) {
  const say = useSay()
  const { desk } = useSession()
  const name = desk.teams.find(one => one.id === shifts.team)?.name ?? shifts.team
  return (
    <section className={s.team} aria-labelledby={shifts.team}>
      <h2 id={shifts.team} className={s.name}>
        <LevelSlots level={shifts.level} quiet /> {name}
      </h2>
      <Now shifts={shifts} name={name} onCall={onCall} />
      <Gaps shifts={shifts} />
      {shifts.people.length === 0 ? (
        <p className="soft">{say('shifts.nobody')}</p>
      ) : (
        <Week {...{ shifts, first, zone, name, onPerson }} />
      )}
    </section>
  )
}

/** How a person is called. */
export function useNameOf(): (agent: AgentId) => string {
  const { desk } = useSession()
  return agent => desk.agents.find(one => one.id === agent)?.name ?? agent
}

function Now({ shifts, name, onCall }: { shifts: TeamShifts; name: string; onCall: () => void }) {
  const words = useWords()
  const { say, language } = words
  const nameOf = useNameOf()
  const mayCall = maySetUp(useMe(), 'on_call', 'change')
  const on = shifts.people.filter(one => one.isOn).map(one => nameOf(one.agent))
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(on)
  const { onCallNow } = shifts
  return (
    <div className={s.now}>
      <p>
        {on.length > 0 ? say('shifts.on_now', { names }) : say('shifts.on_now_nobody')}
        {!shifts.isOpen && <span className="soft"> {say('shifts.closed')}</span>}
      </p>
      {(shifts.onCall !== null || mayCall) && (
        <p className="row">
          <span className="soft">
            {onCallNow
              ? say('shifts.on_call_now', {
                  name: nameOf(onCallNow.agent),
                  until: wallTime(onCallNow.until, nowMs(), words),
                })
              : say('shifts.on_call_none')}
          </span>
          {mayCall && (
            <Button
              kind="quiet"
              aria-label={say('shifts.on_call_change_of', { team: name })}
              onClick={onCall}
            >
              {say('shifts.on_call_change')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

/** How lacks are said: skills and products by their names. */
export function useLackText(): (lacks: readonly Lack[]) => string {
  const words = useWords()
  const { desk } = useSession()
  const { data: skills = [] } = useSetUpList<KeptSkill>('/skills')
  const named = <T extends string>(all: readonly { id: string; name: string }[], id: T) =>
    all.find(one => one.id === id)?.name ?? id
  return lacks =>
    lackText(lacks, { skill: id => named(skills, id), product: id => named(desk.products, id) }, words)
}

/** Of a long list the first few; the rest is a number. */
const gapsShown = 6

function Gaps({ shifts }: { shifts: TeamShifts }) {
  const words = useWords()
  const { say } = words
  const lackOf = useLackText()
  const now = nowMs()
  const all = [
    ...shifts.gaps.map(one => ({ ...one, what: lackOf(one.lacks) })),
    ...(shifts.onCall?.gaps ?? []).map(one => ({ ...one, what: say('shifts.gap_on_call') })),
  ]
    .filter(one => one.until > now)
    .sort((a, b) => a.from - b.from)
  if (all.length === 0) return <p className="soft">{say('shifts.no_gaps')}</p>
  return (
    <div className={s.gaps}>
      <p>
        <Tag kind="differs" glyph="soon">
          {say('shifts.gaps', { n: all.length })}
        </Tag>
      </p>
      <ul>
        {all.slice(0, gapsShown).map(one => (
          <li key={`${one.from} ${one.what}`}>
            {say('shifts.gap', { when: stretchText(one, now, words), what: one.what })}
          </li>
        ))}
        {all.length > gapsShown && (
          <li className="soft">{say('shifts.more', { n: all.length - gapsShown })}</li>
        )}
      </ul>
    </div>
  )
}

type WeekProps = Omit<Props, 'onCall'> & { name: string }

function Week({ shifts, first, zone, name, onPerson }: WeekProps) {
  const words = useWords()
  const { say } = words
  const nameOf = useNameOf()
  const me = useMe()
  const mayAll = maySetUp(me, 'absences', 'change')
  const { facts } = useDesk()
  const navigate = useNavigate()
  const head = new Intl.DateTimeFormat(words.language === 'en' ? 'en-GB' : words.language, {
    ...{ weekday: 'short', day: 'numeric', month: 'numeric' },
    timeZone: zone,
  } as const)
  return (
    <Table
      caption={name}
      rows={shifts.people}
      keyOf={one => one.agent}
      columns={[
        {
          key: 'who',
          head: say('shifts.person'),
          cell: one => (
            <>
              {nameOf(one.agent)}
              {one.absences.map(each => (
                <span key={each.from} className={s.cover}>
                  {each.cover ? say('shifts.covered_by', { name: nameOf(each.cover) }) : ''}
                </span>
              ))}
            </>
          ),
        },
        ...daysFrom(first, zone).map(day => ({
          key: String(day.from),
          head: head.format(day.from),
          cell: (one: TeamShifts['people'][number]) => (
            <span className={s.day}>{dayText(one, day, words)}</span>
          ),
        })),
        {
          key: 'change',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one => (
            <span className={s.acts}>
              {mayHandOver(facts, me.id, one.agent) && (
                <IconButton
                  glyph="hand"
                  label={say('hand_over.open_of', { agent: nameOf(one.agent) })}
                  onClick={() => void navigate({ to: '/hand-over', search: { agent: one.agent } as never })}
                />
              )}
              {(mayAll || one.agent === me.id) && (
                <Button
                  kind="quiet"
                  aria-label={say('set_up.change_one', { name: nameOf(one.agent) })}
                  onClick={() => onPerson(one.agent)}
                >
                  {say('set_up.change')}
                </Button>
              )}
            </span>
          ),
        },
      ]}
    />
  )
}
