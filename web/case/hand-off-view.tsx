// A hand-off in the ledger: who to whom, what was wanted, and its steps: offered, accepted or returned,
// answered.
import type { HandOffEntry } from '#core/case/timeline.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell, ClockMark } from '#web/kit/clock.tsx'
import { Entry } from '#web/kit/entry.tsx'
import { type HandOffStep, HandOffSteps } from '#web/kit/steps.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { timeOf } from '#web/kit/times.ts'
import { Said } from '#web/kit/voices.tsx'
import { useWords } from '#web/words.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { FlagStand, Mended } from './flag-part.tsx'
import { OwnMark } from './own-mark.tsx'
import s from './case.module.css'

/** The steps with their times, in order. */
function stepsOf(entry: HandOffEntry, view: OpenCaseView, time: (at: number) => string): HandOffStep[] {
  const { say, who, text } = view
  const steps: HandOffStep[] = [{ title: say('case.offered_at', { at: time(entry.at) }), is: 'done' }]
  if (entry.expiredAt)
    steps.push({ title: say('case.expired_at', { at: time(entry.expiredAt) }), is: 'open' })
  if (entry.accepted)
    steps.push({
      title: say('case.accepted_at', { at: time(entry.accepted.at) }),
      note: entry.accepted.readBack ? text(entry.accepted.readBack) : who(entry.accepted.by).name,
      is: 'done',
    })
  if (entry.returned)
    steps.push({
      title: say('case.returned_at', { at: time(entry.returned.at) }),
      note: `${say(`kinds.return_${entry.returned.reason}`)} · ${text(entry.returned.nextAct)}`,
      is: 'back',
    })
  if (entry.answered)
    steps.push({ title: say('case.answered_at', { at: time(entry.answered.at) }), is: 'done' })
  else if (entry.standing === 'accepted') steps.push({ title: say('case.answer_open'), is: 'open' })
  return steps
}

export function HandOffView({ entry, now = false }: ViewProps<HandOffEntry>) {
  const view = useCase()
  const words = useWords()
  const { say, who, text, desk, offWhy, open } = view
  const { deed, ...frame } = useFrame(entry)
  const from = who({ kind: 'agent', id: entry.from.agent }).name
  const to = entry.to.agent ? who({ kind: 'agent', id: entry.to.agent }).name : desk.teamName(entry.to.team)
  const answered = entry.answered
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
      {entry.summary.noStepsBecause && (
        <p className="soft">{say('case.no_steps', { text: text(entry.summary.noStepsBecause) })}</p>
      )}
      <HandOffSteps steps={stepsOf(entry, view, at => timeOf(at, words))} />
      {answered && (
        <dl className={s.answer}>
          {(['result', 'cause', 'verified', 'tell'] as const).map(part => (
            <div key={part}>
              <dt>{say(`case.answer_${part}`)}</dt>
              <dd>{part === 'tell' ? <Said small>{text(answered[part])}</Said> : text(answered[part])}</dd>
            </div>
          ))}
        </dl>
      )}
    </Entry>
  )
}

function Stand({ entry }: { entry: HandOffEntry }) {
  const { say } = useCase()
  if (entry.standing === 'offered')
    return <ClockCell owed={{ dueAt: entry.acceptBy, fromAt: entry.at, kind: 'accept' }} under />
  if (entry.accepted)
    return (
      <ClockMark state="kept">
        {say('case.accepted_in', { n: Math.max(0, Math.round((entry.accepted.at - entry.at) / 60_000)) })}
      </ClockMark>
    )
  return <Tag>{say(`case.hand_off_${entry.standing}`)}</Tag>
}
