// A look into a case without leaving the list: what it is, where it stands, the last words. Not: the case
// itself.
import { useQuery } from '@tanstack/react-query'
import type { Card } from '#core/case/card.ts'
import { timeline } from '#core/case/timeline.ts'
import { caseQuery } from '#web/case/case-data.ts'
import { useDesk } from '#web/case/desk.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell } from '#web/kit/clock.tsx'
import { ScreenState } from '#web/kit/screen-state.tsx'
import { Dialog } from '#web/kit/sheet.tsx'
import { SeverityMark } from '#web/kit/tag.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { Said } from '#web/kit/voices.tsx'
import { useSay } from '#web/words.ts'
import s from './queue.module.css'

type Props = { card: Card; onClose: () => void; onOpen: () => void; onTake: (() => void) | null }

/** The dialog of the space key. */
export function QueuePeek({ card, onClose, onOpen, onTake }: Props) {
  const say = useSay()
  const desk = useDesk()
  const query = useQuery(caseQuery(String(card.number)))
  return (
    <Dialog
      open
      onClose={onClose}
      title={card.subject}
      note={`${card.customerName}${card.organisationName ? ` · ${card.organisationName}` : ''} · ${card.number}`}
      onSubmit={onOpen}
      foot={
        <>
          {onTake ? <Button onClick={onTake}>{say('queue.take')}</Button> : <span />}
          <Button kind="main" keys="enter" onClick={onOpen}>
            {say('queue.open')}
          </Button>
        </>
      }
    >
      <p className="row">
        <SeverityMark severity={card.severity} />
        {card.clock && <ClockCell owed={card.clock} />}
        <span className="soft">{desk.nameOf(card.worker) ?? say('queue.nobody')}</span>
      </p>
      <ScreenState query={query} rows={3} bones="entries">
        {data => (
          <ol className={s.peek}>
            {timeline(data.ledger)
              .flatMap(entry =>
                'text' in entry && entry.text
                  ? [{ seq: entry.seq, at: entry.at, text: entry.text.text }]
                  : [],
              )
              .slice(-3)
              .map(one => (
                <li key={one.seq}>
                  <TimeText at={one.at} as="wall" className="faint xs" />
                  <Said small>{(data.texts[one.text] ?? '').slice(0, 400)}</Said>
                </li>
              ))}
          </ol>
        )}
      </ScreenState>
    </Dialog>
  )
}
