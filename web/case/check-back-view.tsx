// Asking back whether a fix holds, in the ledger: when, and what he said. After "thanks" one press is enough.
import type { CheckBackEntry } from '#core/case/check-back-entry.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell, ClockMark } from '#web/kit/clock.tsx'
import { Entry } from '#web/kit/entry.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { OwnMark, StandActs } from './own-mark.tsx'

export function CheckBackView({ entry, now = false }: ViewProps<CheckBackEntry>) {
  const { say, state, who, customerFirst } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const isPending = entry.standing === 'running' || entry.standing === 'late'
  const asks = state.contact ? who({ kind: 'agent', id: state.contact }).name : say('case.the_desk')
  return (
    <Entry
      {...frame}
      now={now || isPending}
      kind={say('case.kind_check_back')}
      by={entry.endedBy ? who(entry.endedBy).name : asks}
      stand={
        <>
          <Stand entry={entry} />
          {isPending && !deed && <Answers />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>
        <b>{say('case.check_back_asks', { name: customerFirst })}</b>
      </p>
      {isPending && state.phase === 'open' && <p className="soft">{say('case.check_back_wrote')}</p>}
    </Entry>
  )
}

/** The two answers. He was not reached: that is a call, and is logged as one. */
function Answers() {
  const { say, act, open, offWhy } = useCase()
  if (offWhy('check_back.end') !== '') return null
  return (
    <StandActs>
      <Button kind="quiet" onClick={() => void act('check_back.end', { how: 'holds' })}>
        {say('case.check_back_holds')}
      </Button>
      <Button kind="quiet" onClick={() => void act('check_back.end', { how: 'came_back' })}>
        {say('case.check_back_came_back')}
      </Button>
      <Button kind="quiet" onClick={() => open({ name: 'contact' })}>
        {say('deeds.act_contact')}
      </Button>
    </StandActs>
  )
}

function Stand({ entry }: { entry: CheckBackEntry }) {
  const { say } = useCase()
  const { standing } = entry
  if (standing === 'running' || standing === 'late')
    return <ClockCell owed={{ dueAt: entry.dueAt, fromAt: entry.at, kind: 'check_back' }} under />
  return (
    <>
      <ClockMark state={standing === 'holds' ? 'kept' : 'missed'}>
        {say(`case.check_back_${standing}`)}
      </ClockMark>
      {entry.endedAt && <TimeText at={entry.endedAt} as="wall" className="soft" />}
    </>
  )
}
