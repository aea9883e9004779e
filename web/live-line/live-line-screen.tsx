// The live line as a whole: what rings and runs, raised hands, wanted call-backs, and who is there by level.
// Not: the bar of my own (live-bar.tsx), nor how one asks (web/case/forms-live.tsx).
import { houseLevels } from '#core/people/level.ts'
import { hourMs } from '#core/kit/time.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import { Brief } from './live-bar.tsx'
import { CaseName } from './case-name.tsx'
import { type LiveLines, type OpenAtOnce, useLiveDeed, useLiveLines, type Where } from './live-line-api.ts'
import s from './live-line.module.css'
import { SwarmItem } from './swarm-item.tsx'

type Names = LiveLines['names']

/** `/live-line` */
export default function LiveLineScreen() {
  const say = useSay()
  const query = useLiveLines()
  return (
    <Tall>
      <ScreenBar title={say('live.title')} note={say('live.note')} ruled>
        {query.data && <Turn pausedUntil={query.data.pausedUntil} />}
      </ScreenBar>
      <Scroll label={say('live.title')}>
        <ScreenState query={query} rows={6} bones="list">
          {lines => (
            <div className={s.page}>
              <Lines lines={lines} />
              <Swarms lines={lines} />
              <CallBacks lines={lines} />
              {houseLevels.map(level => (
                <People key={level} level={level} people={lines.people} />
              ))}
            </div>
          )}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

/** My turn: off for an hour, so that nobody forgets it over the day. */
function Turn({ pausedUntil }: { pausedUntil: number | null }) {
  const say = useSay()
  const { pause } = useLiveDeed()
  const isOff = pausedUntil !== null
  return (
    <>
      {isOff && (
        <span className="sm soft">
          {say('live.turn_off_until')} <TimeText at={pausedUntil} as="wall" />
        </span>
      )}
      <Button kind="quiet" aria-pressed={!isOff} onClick={() => void pause(isOff ? null : nowMs() + hourMs)}>
        {say(isOff ? 'live.turn_on' : 'live.turn_off')}
      </Button>
    </>
  )
}

function Lines({ lines: { open, names } }: { lines: LiveLines }) {
  const say = useSay()
  const found = open.filter(one => one.line !== null)
  return (
    <section>
      <h2>{say('live.lines')}</h2>
      {found.length === 0 ? (
        <Empty why={say('live.lines_none')} />
      ) : (
        <ul className={s.items}>
          {found.map(one => (
            <LineItem key={one.card.id} one={one} names={names} />
          ))}
        </ul>
      )}
    </section>
  )
}

function LineItem({ one, names }: { one: OpenAtOnce; names: Names }) {
  const say = useSay()
  const { agent } = useSession()
  const { act } = useLiveDeed()
  const line = one.card.live.line!
  const live = line.id
  const isOn = [line.asker, line.answeredBy, ...line.joined].some(id => id === agent.id)
  const mayAnswer =
    line.standing === 'ringing' &&
    line.asker !== agent.id &&
    (agent.levels.includes(line.level) || agent.roles.includes('lead'))
  return (
    <li className={s.item}>
      <div className={s.row}>
        <p className={s.what}>
          <Tag kind={line.standing === 'answered' ? 'yes' : 'open'}>
            {say(`live.standing_${line.standing}`)}
          </Tag>{' '}
          <b>{say('live.asks_level', { agent: names[line.asker] ?? '', n: line.level })}</b>{' '}
          <TimeText at={line.at} as="wall" className="soft" /> <CaseName one={one} />
          {line.ringing && (
            <span className="soft">
              {' '}
              {say('live.at', { agent: line.ringing.agents.map(id => names[id] ?? '').join(', ') })}
            </span>
          )}
          {line.answeredBy && (
            <span className="soft"> {say('live.answers', { agent: names[line.answeredBy] ?? '' })}</span>
          )}
        </p>
        <div className={s.acts}>
          {mayAnswer && (
            <Button kind="main" onClick={() => void act(one.card.id, 'live_line.answer', { live })}>
              {say('live.answer')}
            </Button>
          )}
          {line.standing === 'answered' && !isOn && agent.roles.includes('lead') && (
            <Button onClick={() => void act(one.card.id, 'live_line.join', { live })}>
              {say('live.join')}
            </Button>
          )}
        </div>
      </div>
      <Brief one={one} />
    </li>
  )
}

function Swarms({ lines: { open, names } }: { lines: LiveLines }) {
  const say = useSay()
  const found = open.filter(one => one.swarm !== null)
  return (
    <section>
      <h2>{say('live.swarms')}</h2>
      {found.length === 0 ? (
        <Empty why={say('live.swarms_none')} />
      ) : (
        <ul className={s.items}>
          {found.map(one => (
            <SwarmItem key={one.card.id} one={one} names={names} />
          ))}
        </ul>
      )}
    </section>
  )
}

function CallBacks({ lines: { open, names } }: { lines: LiveLines }) {
  const say = useSay()
  const { agent } = useSession()
  const { act } = useLiveDeed()
  const found = open.filter(one => one.callBack !== null)
  if (found.length === 0) return null
  return (
    <section>
      <h2>{say('live.call_backs')}</h2>
      <ul className={s.items}>
        {found.map(one => {
          const wanted = one.card.live.callBack!
          const isMine = wanted.asker === agent.id
          return (
            <li key={one.card.id} className={s.item}>
              <div className={s.row}>
                <p className={s.what}>
                  <Tag kind={wanted.standing === 'missed' ? 'late' : 'open'}>
                    {say(`live.call_back_${wanted.standing}`)}
                  </Tag>{' '}
                  <b>{say('live.wants_word', { agent: names[wanted.asker] ?? '', n: wanted.level })}</b>{' '}
                  <span className="soft">
                    {say('live.until')} <TimeText at={wanted.dueAt} as="wall" />
                  </span>{' '}
                  <CaseName one={one} />
                </p>
                <div className={s.acts}>
                  <Button
                    onClick={() =>
                      void act(one.card.id, isMine ? 'call_back.withdraw' : 'call_back.give', {
                        callBack: wanted.id,
                      })
                    }
                  >
                    {say(isMine ? 'live.want_no_more' : 'live.gave_word')}
                  </Button>
                </div>
              </div>
              <p>{one.callBack?.text}</p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function People({ level, people }: { level: number; people: readonly Where[] }) {
  const say = useSay()
  const found = people.filter(one => one.levels.some(each => each === level))
  if (found.length === 0) return null
  return (
    <section>
      <h2>{say('common.level', { n: level })}</h2>
      <Table
        caption={say('live.people_at', { n: level })}
        rows={found}
        keyOf={one => one.agent}
        columns={[
          { key: 'name', head: say('live.head_name'), cell: one => one.name },
          {
            key: 'state',
            head: say('live.head_state'),
            cell: one => (
              <Tag kind={one.state === 'free' ? 'yes' : 'plain'}>{say(`live.state_${one.state}`)}</Tag>
            ),
          },
          { key: 'skills', head: say('live.head_skills'), cell: one => one.skills.join(', ') || '–' },
          {
            key: 'languages',
            head: say('live.head_languages'),
            cell: one => one.languages.map(code => say(`kinds.language_${code}`)).join(', ') || '–',
          },
          { key: 'cases', head: say('live.head_cases'), cell: one => one.cases },
        ]}
      />
    </section>
  )
}
