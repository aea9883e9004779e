// Help at once in the ledger: a question on the live line, a swarm, a wanted call-back; who was asked, what
// was said, what came of it. Not: the bar (web/live-line/live-bar.tsx).
import type { CallBackEntry, LiveEntry, LiveSaid, SwarmEntry } from '#core/case/live-entry.ts'
import type { AgentId } from '#core/kit/id.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { Entry } from '#web/kit/entry.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { numberIn } from '#web/live-line/said-lines.tsx'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { OwnMark, StandActs } from './own-mark.tsx'

const useNames = () => {
  const { who } = useCase()
  return (agents: readonly AgentId[]) => agents.map(id => who({ kind: 'agent', id }).name).join(', ')
}

function Talk({ said }: { said: readonly LiveSaid[] }) {
  const { say, who, text } = useCase()
  if (said.length === 0) return null
  return (
    <details>
      <summary>{say('live.said_n', { n: said.length })}</summary>
      {said.map(one => {
        const number = numberIn(text(one.text))
        return (
          <p key={`${one.at}${one.text.text}`}>
            <b>{who(one.by).name}</b> {number ? say('live.call_at', { number }) : text(one.text)}
          </p>
        )
      })}
    </details>
  )
}

/** Help asked for at once: a live line, a swarm, a call back. */
export function AtOnceView({ entry, now = false }: ViewProps<LiveEntry | SwarmEntry | CallBackEntry>) {
  if (entry.kind === 'live') return <LiveView entry={entry} now={now} />
  if (entry.kind === 'swarm') return <SwarmView entry={entry} now={now} />
  return <CallBackView entry={entry} now={now} />
}

function LiveView({ entry, now = false }: ViewProps<LiveEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const names = useNames()
  const { ended, answered } = entry
  const isOpen = entry.standing === 'ringing' || entry.standing === 'answered'
  const outcome = ended?.outcome ? `live.outcome_${ended.outcome}` : `live.standing_${entry.standing}`
  return (
    <Entry
      {...frame}
      team
      now={now || isOpen}
      kind={say('live.kind', { n: entry.level })}
      by={who(entry.by).name}
      stand={
        <>
          <Tag kind={isOpen ? 'open' : entry.standing === 'unanswered' ? 'late' : 'plain'}>
            {say(outcome)}
          </Tag>
          {answered && <span>{say('live.answers', { agent: who(answered.by).name })}</span>}
          {ended && ended.minutes > 0 && (
            <span className="soft">
              {say('live.minutes', { n: ended.minutes, agent: names(ended.people) })}
            </span>
          )}
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>{text(entry.brief.question)}</p>
      {ended?.text && <p>{text(ended.text)}</p>}
      {entry.rang.length > 0 && (
        <p className="soft sm">{say('live.rang', { agent: names(entry.rang.flatMap(one => one.agents)) })}</p>
      )}
      {entry.declined.map(one => (
        <p key={one.at} className="soft sm">
          {say('live.declined', { agent: who(one.by).name, text: one.text ? text(one.text) : '' })}
        </p>
      ))}
      <Talk said={entry.said} />
    </Entry>
  )
}

function SwarmView({ entry, now = false }: ViewProps<SwarmEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const names = useNames()
  const { ended } = entry
  const first = ended?.firstHelpMinutes ?? null
  return (
    <Entry
      {...frame}
      team
      now={now || !ended}
      kind={say('live.kind_swarm')}
      by={who(entry.by).name}
      stand={
        <>
          <Tag kind={ended ? 'plain' : entry.standing === 'lapsed' ? 'late' : 'open'}>
            {say(ended ? `live.swarm_how_${ended.how}` : `live.swarm_${entry.standing}`)}
          </Tag>
          {ended && ended.helpers.length > 0 && (
            <span>{say('live.helped', { agent: names(ended.helpers) })}</span>
          )}
          {first !== null && <span className="soft">{say('live.first_help', { n: first })}</span>}
          {!ended && (
            <StandActs>
              <LinkButton to="/live-line" kind="quiet">
                {say('live.see')}
              </LinkButton>
            </StandActs>
          )}
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>{text(entry.question)}</p>
      {ended?.text && <p>{text(ended.text)}</p>}
      {!ended && (
        <p className="soft sm">
          {say('live.until')} <TimeText at={entry.until} as="wall" />
        </p>
      )}
      {entry.offers.map(one => (
        <p key={one.at} className="soft sm">
          {who(one.by).name}: {one.text ? text(one.text) : say('live.can_help')}
        </p>
      ))}
      <Talk said={entry.said} />
    </Entry>
  )
}

function CallBackView({ entry, now = false }: ViewProps<CallBackEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  return (
    <Entry
      {...frame}
      team
      now={now}
      kind={say('live.kind_call_back', { n: entry.level })}
      by={who(entry.by).name}
      stand={
        <>
          <Tag kind={entry.standing === 'missed' ? 'late' : entry.standing === 'wanted' ? 'open' : 'plain'}>
            {say(`live.call_back_${entry.standing}`)}
          </Tag>
          {entry.given && <span>{who(entry.given.by).name}</span>}
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>{text(entry.text)}</p>
      {entry.given?.text && <p>{text(entry.given.text)}</p>}
      <p className="soft sm">
        {say('live.until')} <TimeText at={entry.dueAt} as="wall" />
      </p>
    </Entry>
  )
}
