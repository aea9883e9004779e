// What a rota and its dates come to: who is on call now and next, the next four weeks, gaps and overlaps.
// Asked of the server as the form stands, before it is kept. Not: the form (on-call-sheet.tsx).
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { useSession } from '../api/session.ts'
import { post } from '../api/client.ts'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { localeOf } from '../kit/times.ts'
import { useSay, useWords } from '../words.ts'
import s from './set-up.module.css'

type Between = { readonly from: number; readonly until: number }
type Stretch = Between & { readonly agent: AgentId; readonly by: 'date' | 'rota' }
type Ahead = Between & {
  readonly isOpen: boolean
  readonly stretches: readonly Stretch[]
  readonly gaps: readonly Between[]
  readonly overlaps: readonly (Between & { readonly agents: readonly AgentId[] })[]
}
type Props = {
  team: TeamId
  /** the times are said by its clocks */
  zone: string
  /** the form as it would be sent; null: it is not whole */
  body: object | null
}

export function AheadPart({ team, zone, body }: Props) {
  const say = useSay()
  const { data } = useQuery({
    queryKey: ['set-up', 'on-call', team, JSON.stringify(body)],
    queryFn: () => post<Ahead>(`/teams/${team}/on-call/preview`, body),
    enabled: body !== null,
    placeholderData: keepPreviousData,
  })
  return (
    <section className={s.danger} aria-labelledby="ahead">
      <h3 id="ahead">{say('set_up.rota_ahead')}</h3>
      {body === null ? (
        <p className="sm soft">{say('set_up.rota_unfinished')}</p>
      ) : (
        data && <Shown ahead={data} zone={zone} />
      )}
    </section>
  )
}

function Shown({ ahead, zone }: { ahead: Ahead; zone: string }) {
  const say = useSay()
  const at = useMoment(zone)
  const { desk } = useSession()
  const name = (id: AgentId) => desk.agents.find(one => one.id === id)?.name ?? '–'
  const between = ({ from, until }: Between) => `${at(from)} – ${at(until)}`
  const now = ahead.stretches.find(one => one.from === ahead.from)
  const next = ahead.stretches.find(one => one.from > ahead.from && one.agent !== now?.agent)
  const { gaps, overlaps } = ahead
  return (
    <>
      <p>
        {now && say('set_up.rota_now', { name: name(now.agent), until: at(now.until) })}
        {!now && !ahead.isOpen && say('set_up.rota_now_nobody')}{' '}
        {next && say('set_up.rota_next', { name: name(next.agent), from: at(next.from) })}
      </p>
      {ahead.isOpen && <p className="sm soft">{say('set_up.rota_open')}</p>}
      {gaps.length > 0 && (
        <Strip kind="warn">
          {say('set_up.rota_gaps', { n: gaps.length })} <Some all={gaps.map(between)} />
        </Strip>
      )}
      {overlaps.length > 0 && (
        <Strip kind="warn">
          {say('set_up.rota_overlaps', { n: overlaps.length })}{' '}
          <Some all={overlaps.map(one => `${between(one)} (${one.agents.map(name).join(', ')})`)} />
        </Strip>
      )}
      {gaps.length + overlaps.length === 0 && <p>{say('set_up.rota_sound')}</p>}
      {ahead.stretches.length > 0 && <Turns ahead={ahead} name={name} at={at} />}
    </>
  )
}

type TurnsProps = { ahead: Ahead; name: (id: AgentId) => string; at: (at: number) => string }

/** One line a turn; what goes on behind the four weeks has no end here. */
function Turns({ ahead, name, at }: TurnsProps) {
  const say = useSay()
  return (
    <Table
      caption={say('set_up.rota_ahead')}
      rows={ahead.stretches}
      keyOf={one => String(one.from)}
      columns={[
        {
          key: 'who',
          head: say('set_up.on_call_who'),
          cell: one => (
            <>
              {name(one.agent)} {one.by === 'date' && <Tag>{say('set_up.rota_dates')}</Tag>}
            </>
          ),
        },
        { key: 'from', head: say('set_up.rota_from'), cell: one => at(one.from) },
        {
          key: 'until',
          head: say('set_up.rota_until'),
          cell: one => (one.until < ahead.until ? at(one.until) : '…'),
        },
      ]}
    />
  )
}

const shownMax = 4

/** The first few, and how many more there are. */
function Some({ all }: { all: readonly string[] }) {
  const say = useSay()
  const more = all.length - shownMax
  return (
    <>
      {all.slice(0, shownMax).join('; ')}
      {more > 0 && ` ${say('set_up.rota_more', { n: more })}`}
    </>
  )
}

/** Weekday, day and time by the clocks of a zone. */
function useMoment(zone: string): (at: number) => string {
  const { language } = useWords()
  const format = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  })
  return at => format.format(at)
}
