// A hand-off in the ledger: who to whom, what was wanted, and its steps: offered, accepted or returned,
// answered.
import { mayRate } from '#core/case/deed/rating.ts'
import { warningOf } from '#core/case/deed/target-clock.ts'
import type { HandOffEntry } from '#core/case/hand-off-entry.ts'
import type { AgentId } from '#core/kit/id.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell, ClockMark } from '#web/kit/clock.tsx'
import { Entry } from '#web/kit/entry.tsx'
import { type HandOffStep, HandOffSteps } from '#web/kit/steps.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { timeOf } from '#web/kit/times.ts'
import { Said } from '#web/kit/voices.tsx'
import { useWords } from '#web/words.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import { ArticleLink } from '../articles/article-line.tsx'
import { Pinned } from '../policies/pinned.tsx'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { HandOffRead } from './hand-off-read.tsx'
import { FlagStand, Mended } from './flag-part.tsx'
import { OwnMark } from './own-mark.tsx'
import s from './case.module.css'

/** The steps with their times, in order. */
function stepsOf(entry: HandOffEntry, view: OpenCaseView, time: (at: number) => string): HandOffStep[] {
  const { say } = view
  const steps: HandOffStep[] = [{ title: say('case.offered_at', { at: time(entry.at) }), is: 'done' }]
  steps.push(...offerSteps(entry, view, time))
  if (entry.accepted)
    steps.push({
      title: say('case.accepted_at', { at: time(entry.accepted.at) }),
      note: <Understood entry={entry} view={view} />,
      is: 'done',
    })
  if (entry.returned) steps.push(saidNo('case.returned_at', entry.returned, view, time))
  if (entry.answered)
    steps.push({ title: say('case.answered_at', { at: time(entry.answered.at) }), is: 'done' })
  else if (entry.standing === 'accepted') steps.push({ title: say('case.answer_open'), is: 'open' })
  return steps
}

/** What happened to it while nobody had accepted it. */
function offerSteps(entry: HandOffEntry, view: OpenCaseView, time: (at: number) => string): HandOffStep[] {
  const { say, who, text, desk } = view
  const { rerouted, expiredAt, widened, raised, disputed, decided } = entry
  const nameOf = (id: AgentId | null) => (id ? who({ kind: 'agent', id }).name : say('deeds.a_lead'))
  const steps: (HandOffStep | null)[] = [
    rerouted && {
      title: say('hand_off.rerouted_at', { at: time(rerouted.at), team: desk.teamName(entry.to.team) }),
      note: resting(`${who(rerouted.by).name} · ${text(rerouted.nextAct)}`, rerouted),
      is: 'done',
    },
    expiredAt === null ? null : { title: say('case.expired_at', { at: time(expiredAt) }), is: 'open' },
    widened && {
      title: say('hand_off.widened_at', { at: time(widened.at) }),
      note: say(`hand_off.widened_${widened.because}`),
      is: 'open',
    },
    raised && {
      title: say('hand_off.raised_at', { at: time(raised.at) }),
      note: say(`hand_off.raised_${raised.to}`, { name: nameOf(raised.agent) }),
      is: 'open',
    },
    disputed && saidNo('hand_off.disputed_at', disputed, view, time),
    decided && {
      title: say('hand_off.decided_at', { at: time(decided.at), name: who(decided.by).name }),
      note: resting(`${say(`hand_off.decided_${decided.how}`)} · ${text(decided.text)}`, decided),
      is: decided.how === 'stays' ? 'back' : 'done',
    },
  ]
  return steps.filter(one => one !== null)
}

/** What was said, with the policies it rests on below it. */
const resting = (words: string, { pinned }: Pick<NonNullable<HandOffEntry['decided']>, 'pinned'>) => (
  <>
    {words}
    <Pinned pinned={pinned} />
  </>
)

function saidNo(
  title: string,
  no: NonNullable<HandOffEntry['returned']>,
  { say, text }: OpenCaseView,
  time: (at: number) => string,
): HandOffStep {
  const { missing, notDone, knownIn, solution } = no.detail ?? {}
  const parts = missing?.map(part => say(`hand_off.part_${part}`)).join(', ')
  const detail = parts ?? text(notDone ?? knownIn ?? solution)
  return {
    title: say(title, { at: time(no.at) }),
    note: resting(
      [say(`kinds.return_${no.reason}`), detail, text(no.nextAct)].filter(Boolean).join(' · '),
      no,
    ),
    is: 'back',
  }
}

/** What the receiver understood, and what the giver says to it. */
function Understood({ entry, view }: { entry: HandOffEntry; view: OpenCaseView }) {
  const { who, text, say, open, offWhy, desk } = view
  const { accepted } = entry
  if (!accepted) return null
  const isOwn = accepted.by.kind === 'agent' && accepted.by.id === desk.me.id
  return (
    <>
      {accepted.readBack ? text(accepted.readBack) : who(accepted.by).name}
      {entry.corrected.map(one => (
        <p key={one.at}>
          <b>{say('hand_off.corrected', { name: who(one.by).name })}</b> {text(one.text)}
        </p>
      ))}
      {accepted.readBack && entry.standing === 'accepted' && !isOwn && offWhy('hand_off.correct') === '' && (
        <Button kind="quiet" onClick={() => open({ name: 'correct', id: entry.handOff })}>
          {say('hand_off.correct')}
        </Button>
      )}
    </>
  )
}

export function HandOffView({ entry, now = false }: ViewProps<HandOffEntry>) {
  const view = useCase()
  const words = useWords()
  const { say, who, text, desk, offWhy, open } = view
  const { deed, ...frame } = useFrame(entry)
  const from = who({ kind: 'agent', id: entry.from.agent }).name
  const to = entry.to.agent ? who({ kind: 'agent', id: entry.to.agent }).name : desk.teamName(entry.to.team)
  return (
    <Entry
      {...frame}
      now={now || entry.standing === 'offered'}
      kind={say('case.kind_hand_off')}
      by={say('case.from_to', { from, n: entry.from.level, to, m: entry.to.level })}
      stand={
        <>
          <Stand entry={entry} />
          {entry.standing === 'accepted' && !deed && offWhy('hand_off.answer') === '' && (
            <Button onClick={() => open({ name: 'answer', id: entry.handOff })}>{say('case.answer')}</Button>
          )}
          {!deed && <RateAct entry={entry} />}
          <FlagStand entry={entry} about={entry.handOff} by={{ kind: 'agent', id: entry.from.agent }} />
          <OwnMark deed={deed} />
        </>
      }
    >
      <Mended entry={entry}>
        <p>
          <b>{say('case.wanted')}</b> {text(entry.question)}
        </p>
      </Mended>
      <details className={s.sheetRead}>
        <summary>{say('hand_off.sheet')}</summary>
        <HandOffRead entry={entry} />
      </details>
      <Pinned pinned={entry.pinned} />
      <Rated entry={entry} />
      <Checked entry={entry} />
      <HandOffSteps steps={stepsOf(entry, view, at => timeOf(at, words))} />
      {entry.answered && <Answered answered={entry.answered} />}
    </Entry>
  )
}

/** What its receiver answered. */
function Answered({ answered }: { answered: NonNullable<HandOffEntry['answered']> }) {
  const { say, text } = useCase()
  return (
    <dl className={s.answer}>
      {(['result', 'cause', 'verified', 'tell'] as const).map(part => (
        <div key={part}>
          <dt>{say(`case.answer_${part}`)}</dt>
          <dd>{part === 'tell' ? <Said small>{text(answered[part])}</Said> : text(answered[part])}</dd>
        </div>
      ))}
      {(answered.named ?? answered.article) && (
        <div>
          <dt>{say('article.label')}</dt>
          <dd>
            {answered.named && <ArticleLink named={answered.named} />} {text(answered.article)}
          </dd>
        </div>
      )}
      {answered.level1Because && (
        <div>
          <dt>{say('hand_off.level_1_because')}</dt>
          <dd>{text(answered.level1Because)}</dd>
        </div>
      )}
    </dl>
  )
}

/** For whoever received it. */
function RateAct({ entry }: { entry: HandOffEntry }) {
  const { say, state, desk, open } = useCase()
  if (!mayRate(state, entry.handOff, desk.me.id)) return null
  return (
    <Button kind="quiet" onClick={() => open({ name: 'rate', id: entry.handOff })}>
      {say('rating.act')}
    </Button>
  )
}

/** How clear its receiver found it. */
function Rated({ entry: { rated } }: { entry: HandOffEntry }) {
  const { say, who, text } = useCase()
  if (!rated) return null
  return (
    <p>
      <b>
        {rated.missing
          ? say('rating.missing', { what: say(`notes.missing_${rated.missing}`) })
          : say('rating.clear')}
      </b>{' '}
      · {who(rated.by).name} {text(rated.text)}
    </p>
  )
}

/** Whether level 1 could have, as a lead said who checked it. */
function Checked({ entry: { checked } }: { entry: HandOffEntry }) {
  const { say, who, text } = useCase()
  if (!checked) return null
  return (
    <p>
      <b>{say(`coach.check_${checked.says}`)}</b> · {who(checked.by).name} {text(checked.because)}
    </p>
  )
}

function Stand({ entry }: { entry: HandOffEntry }) {
  const { say, state } = useCase()
  const dueAt = entry.acceptBy
  if (entry.standing === 'offered')
    return (
      <ClockCell owed={{ dueAt, warnAt: warningOf(state, dueAt), fromAt: entry.at, kind: 'accept' }} under />
    )
  if (entry.accepted)
    return (
      <ClockMark state="kept">
        {say('case.accepted_in', { n: Math.max(0, Math.round((entry.accepted.at - entry.at) / 60_000)) })}
      </ClockMark>
    )
  return <Tag>{say(`case.hand_off_${entry.standing}`)}</Tag>
}
