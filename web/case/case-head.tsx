// The head of a case: where one came from, its title, and four facts: who works on it, who is the contact,
// the next update, and what the customer reads.
import { Link } from '@tanstack/react-router'
import { type Ref, useMemo } from 'react'
import { type Clock, clockOf } from '#core/case/card.ts'
import { clockOwner } from '#core/case/clock-owner.ts'
import type { AgentId } from '#core/kit/id.ts'
import { isAway, standIn } from '#core/people/cover.ts'
import { Button, IconButton } from '#web/kit/button.tsx'
import { ClockCell } from '#web/kit/clock.tsx'
import { Fact, Facts } from '#web/kit/facts.tsx'
import { LevelSlots } from '#web/kit/level.tsx'
import { Menu, type MenuItem } from '#web/kit/menu.tsx'
import { nowMs } from '#web/kit/now.ts'
import { type Here, Presence } from '#web/kit/presence.tsx'
import { SeverityMark } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { wallTime } from '#web/kit/times.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { useOfNow } from '#web/kit/use-now.ts'
import { usePresence } from '#web/live/use-live.ts'
import { useWords } from '#web/words.ts'
import { listName } from '#web/queue/queue-names.ts'
import { searchOf, type View } from '#web/queue/view.ts'
import { SkillsNeeded } from './forms-skill.tsx'
import { type OpenCaseView, useCase } from './case-context.ts'
import type { CaseAnswer } from './case-data.ts'
import s from './case.module.css'
import { MattersLine } from './matters-part.tsx'
import { NextStepLine } from './said-part.tsx'
import { useFollow } from './use-follow.ts'
import { statusOf } from './status-word.ts'

type Props = {
  from: View
  place: { at: number; of: number } | null
  titleRef: Ref<HTMLHeadingElement>
  menu: readonly MenuItem[]
  onCopy: () => void
  onPanel: (() => void) | null
}

export function CaseHead({ from, place, titleRef, menu, onCopy, onPanel }: Props) {
  const { say, data, desk, state, text, customerFirst } = useCase()
  const here = useHere(data, desk.me.id)
  const follow = useFollow()
  const followItem = { text: follow.text, keys: 'shift+w', run: follow.toggle }
  useKeys({ 'shift+w': { does: follow.text, run: follow.toggle } })
  return (
    <header className={s.head}>
      <div className={s.trail}>
        <Link to="/q/$" params={{ _splat: from.list }} search={searchOf(from) as never}>
          ‹ {listName(from.list, say, desk)}
        </Link>
        {place && <span className="faint">· {say('case.place', { n: place.at, of: place.of })}</span>}
        <span className={s.trailEnd}>
          <Presence who={here} to={customerFirst} />
          <SeverityMark severity={state.severity} />
          <span className={s.number}>{data.number}</span>
          <IconButton
            glyph="copy"
            label={say('case.copy', { number: String(data.number) })}
            onClick={onCopy}
          />
          {/* Where there is little room it stands in the menu. */}
          {onPanel === null && (
            <Button kind="quiet" onClick={follow.toggle}>
              {follow.text}
            </Button>
          )}
          {onPanel && (
            <Button kind="quiet" onClick={onPanel}>
              {say('case.about')}
            </Button>
          )}
          <Menu label={say('case.more')} items={onPanel ? [followItem, ...menu] : menu} />
        </span>
      </div>
      <h1 tabIndex={-1} ref={titleRef}>
        {text(state.subject)}
      </h1>
      <CaseFacts />
      <MattersLine />
      <SkillsNeeded />
      <NextStepLine />
    </header>
  )
}

/**
 * Who else is here: as the stream says, and until it has said something, as it was when the case was asked
 * for.
 */
function useHere(data: CaseAnswer, me: string): readonly Here[] {
  const unheard = usePresence('')
  const heard = usePresence(data.id)
  const here = heard === unheard ? data.presence : heard
  return here.filter(one => one.agent !== me)
}

/** What the customer hears is one thing, what we owe besides another. */
const wordKinds = new Set(['promise', 'first_answer', 'first_response', 'next_response', 'periodic_update'])
const nextOf = (clock: ReturnType<typeof clockOf>): 'update' | 'accept' | 'clock' =>
  clock?.kind === 'accept' ? 'accept' : clock === null || wordKinds.has(clock.kind) ? 'update' : 'clock'

function CaseFacts() {
  const { say, desk, state, ledger, customerFirst, who } = useCase()
  const words = useWords()
  const status = useMemo(() => statusOf(ledger), [ledger])
  const clock = clockOf(state)
  const since = useMemo(() => workSince(ledger), [ledger])
  const sinceText = useOfNow(now =>
    since === null ? '' : say('case.since', { at: wallTime(since, now, words) }),
  )
  return (
    <Facts>
      <Fact
        label={say('case.works')}
        small={[
          say('common.level', { n: state.level }),
          desk.teamName(state.team),
          sinceText,
          state.accountable
            ? say('partner.answers', { agent: who({ kind: 'agent', id: state.accountable.agent }).name })
            : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        <LevelSlots level={state.level} quiet />{' '}
        {state.worker ? who({ kind: 'agent', id: state.worker }).name : say('case.nobody')}
      </Fact>
      <ContactFact />
      <Fact label={say(`case.next_${nextOf(clock)}`)} small={<NextSmall clock={clock} />}>
        {clock ? <ClockCell owed={clock} /> : <span className="soft">{say('case.none_owed')}</span>}
      </Fact>
      {status && (
        <Fact
          label={say('case.reads', { name: customerFirst })}
          small={
            <>
              {say(`kinds.turn_${status.turn}`)},{' '}
              {say('case.since', { at: wallTime(status.since, nowMs(), words) })}
            </>
          }
        >
          {say(`kinds.status_${status.word}`)}
        </Fact>
      )}
    </Facts>
  )
}

/** Who stays with the customer to the end. */
function ContactFact() {
  const view = useCase()
  const { say, desk, state, customerFirst, who } = view
  const contactFacts = state.contact ? desk.facts.agents[state.contact] : undefined
  return (
    <Fact
      label={say('case.contact_for', { name: customerFirst })}
      small={
        contactFacts && isAway(desk.facts, contactFacts.id)
          ? coveredBy(view)
          : contactFacts?.levels[0]
            ? say('case.contact_stays', { n: contactFacts.levels[0] })
            : undefined
      }
    >
      {state.contact ? who({ kind: 'agent', id: state.contact }).name : say('case.nobody')}
    </Fact>
  )
}

/** Who stands in for a contact who is away. */
function coveredBy({ say, desk, state, who }: OpenCaseView): string {
  const kept = standIn(desk.facts, state.contact, state.team)
  const facts = state.contact ? desk.facts.agents[state.contact] : undefined
  const isHome = Boolean(facts?.active && !facts.absent)
  if (kept.as === 'team') return say(isHome ? 'cover.contact_off_alone' : 'case.contact_absent')
  const agent = who({ kind: 'agent', id: kept.agent }).name
  return say(isHome ? 'cover.contact_off' : 'case.contact_covered', { agent })
}

/** When the next thing is owed, and by which way. */
function NextSmall({ clock }: { clock: Clock | null }) {
  const { say, state, data, who } = useCase()
  if (!clock) return null
  const [id, promise] =
    Object.entries(state.promises).find(
      ([, one]) => one.dueAt === clock.dueAt && (one.standing === 'running' || one.standing === 'late'),
    ) ?? []
  const kept = data.keptFor.find(one => one.about === (clock.kind === 'promise' ? id : 'next'))
  const nameOf = (agent: AgentId) => who({ kind: 'agent', id: agent }).name
  const { kind } = clock
  const spoken = kind === 'promise' || kind === 'first_answer'
  // The kinds of the contract have one name everywhere; the others say here what is to be done.
  const what = kind === 'accept' || kind === 'wait' ? `case.clock_${kind}` : `kit.clock_what_${kind}`
  return (
    <>
      <TimeText at={clock.dueAt} from={clock.windowFrom} as="wall" />
      {spoken ? promise && `, ${say(`kinds.means_${promise.means}`)}` : `, ${say(what)}`}
      <OwnerText />
      {kept && kept.by.as !== 'team' && (
        <>
          {'; '}
          {say('cover.next_kept', { name: nameOf(kept.keeper), agent: nameOf(kept.by.agent) })}
        </>
      )}
    </>
  )
}

/** Whose it is: the clock owner, one of the three roles. */
function OwnerText() {
  const { say, state, desk, who } = useCase()
  const owner = clockOwner(state)
  if (!owner) return null
  const agent = owner.agent ? who({ kind: 'agent', id: owner.agent }).name : ''
  return <>{` · ${say(`roles.clock_${owner.as}`, { agent, team: desk.teamName(owner.team) })}`}</>
}

/** Since when the one who works on it, or the queue, has it. */
function workSince(ledger: ReturnType<typeof useCase>['ledger']): number | null {
  const last = ledger.findLast(event => event.type === 'worker.assigned' || event.type === 'worker.queued')
  return last?.at ?? ledger[0]?.at ?? null
}
