// A promise in the ledger: what, by when, and how it ended. A late one says so first.
import { warningOf } from '#core/case/deed/target-clock.ts'
import type { OpenedCase, Promised } from '#core/case/state.ts'
import type { PromiseEntry } from '#core/case/timeline.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell, ClockMark } from '#web/kit/clock.tsx'
import { Because, Entry } from '#web/kit/entry.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { useKeptText } from './kept-text.ts'
import { OwnMark, StandActs } from './own-mark.tsx'

/** When it is owed, as clocks take it. */
export const windowOf = (state: OpenedCase, { from, dueAt }: Pick<Promised, 'from' | 'dueAt'>) => ({
  ...(from !== null && { windowFrom: from }),
  warnAt: warningOf(state, dueAt),
  dueAt,
})

const isOpen = (entry: PromiseEntry) => entry.standing === 'running' || entry.standing === 'late'

export function PromiseView({ entry, now = false }: ViewProps<PromiseEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const running = isOpen(entry)
  const keeper = entry.keeper ? who({ kind: 'agent', id: entry.keeper }).name : say('case.the_desk')
  const canAct = running && entry.topic !== null && !deed
  return (
    <Entry
      {...frame}
      now={now || running}
      kind={say('case.kind_promise')}
      by={`${keeper} · ${say(`kinds.means_${entry.means}`)}`}
      stand={
        <>
          <Stand entry={entry} />
          {canAct && <PromiseActs entry={entry} now={now} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>
        <b>{entry.topic ? text(entry.topic) : say('case.house_promise')}</b>
      </p>
      {running && (
        <p className="soft">
          {entry.from === null && `${say('case.promise_by')} `}
          <TimeText at={entry.dueAt} from={entry.from} as="wall" />
        </p>
      )}
      {running && <Covering entry={entry} />}
      {entry.because && <Because>{text(entry.because)}</Because>}
    </Entry>
  )
}

/** Who keeps it while whoever gave his word is not at work. */
function Covering({ entry }: { entry: PromiseEntry }) {
  const { data } = useCase()
  const kept = data.keptFor.find(one => one.about === entry.promise)
  const text = useKeptText(kept)
  return text && <p className="soft">{text}</p>
}

/** Moving it, giving it up, withdrawing it, taking it over. */
function PromiseActs({ entry, now }: { entry: PromiseEntry; now: boolean }) {
  const { say, offWhy, open, act, desk } = useCase()
  const isMine = entry.keeper === desk.me.id
  return (
    <StandActs>
      {entry.standing === 'running' && offWhy('promise.move') === '' && (
        <Button
          kind="quiet"
          keys={now ? 'shift+y' : undefined}
          onClick={() => open({ name: 'move', id: entry.promise })}
        >
          {say('case.promise_move')}
        </Button>
      )}
      {entry.standing === 'late' && offWhy('promise.miss') === '' && (
        <Button kind="quiet" onClick={() => open({ name: 'miss', id: entry.promise })}>
          {say('case.promise_miss')}
        </Button>
      )}
      {offWhy('promise.withdraw') === '' && (
        <Button kind="quiet" onClick={() => open({ name: 'drop', id: entry.promise })}>
          {say('case.promise_drop')}
        </Button>
      )}
      {!isMine && offWhy('promise.take_over') === '' && (
        <Button kind="quiet" onClick={() => void act('promise.take_over', { promise: entry.promise })}>
          {say('case.promise_take_over')}
        </Button>
      )}
    </StandActs>
  )
}

/** The right column: the clock while it runs, the verdict when it ended. */
function Stand({ entry }: { entry: PromiseEntry }) {
  const { say, state } = useCase()
  if (isOpen(entry))
    return <ClockCell owed={{ ...windowOf(state, entry), fromAt: entry.at, kind: 'promise' }} under />
  if (entry.standing === 'kept')
    return (
      <>
        <ClockMark state="kept">
          {say(entry.keptLate ? 'case.promise_kept_late' : 'case.promise_kept')}
        </ClockMark>
        {entry.attempt && <span>{say('case.promise_attempt')}</span>}
        {entry.endedAt && <TimeText at={entry.endedAt} as="wall" className="soft" />}
      </>
    )
  if (entry.standing === 'missed') return <ClockMark state="missed">{say('case.promise_missed')}</ClockMark>
  return <Tag>{say(`case.promise_${entry.standing}`)}</Tag>
}
