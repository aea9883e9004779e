// The send was stopped, because something arrived that the writer has not seen: it is shown here, read first.
import { useRef } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Dialog } from '#web/kit/sheet.tsx'
import { useCase } from './case-context.ts'
import { EntryView } from './entry-view.tsx'
import type { Stopped } from './use-send.ts'

type Props = { stopped: Stopped; onRead: () => void; onSend: () => void }

export function StoppedDialog({ stopped, onRead, onSend }: Props) {
  const { say, entries, customerFirst } = useCase()
  const first = useRef<HTMLButtonElement>(null)
  const shown = entries.filter(entry => stopped.entries.includes(entry.seq))
  return (
    <Dialog
      open
      onClose={onRead}
      title={say('case.stopped_title', { n: Math.max(1, shown.length) })}
      note={say('case.stopped_note', { name: customerFirst })}
      closeText={say('case.read_and_edit')}
      first={first}
      onSubmit={onRead}
      foot={
        <>
          <Button onClick={onSend}>{say('case.send_anyway')}</Button>
          <Button kind="main" ref={first} onClick={onRead}>
            {say('case.read_and_edit')}
          </Button>
        </>
      }
    >
      {/* The entries have headings of the fourth level, as under a day of the ledger. */}
      <h3 className="sr">{say('case.ledger')}</h3>
      <ol>
        {shown.map(entry => (
          <EntryView key={entry.seq} entry={entry} />
        ))}
      </ol>
    </Dialog>
  )
}
