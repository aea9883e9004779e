// What notes say about the case now: how the customer wants to be reached and on what it happens, beside the
// ledger; the next step, under the title.
import { newestNote, nextStep } from '#core/case/note-standing.ts'
import { mendedText } from '#core/case/flag-entry.ts'
import type { NoteEntry } from '#core/case/timeline.ts'
import { PanelPart } from '#web/kit/layout.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { useCase } from './case-context.ts'
import s from './notes.module.css'
import { Paragraphs } from './paragraphs.tsx'

/** The newest contact wish and environment. */
export function SaidPart() {
  const { say, entries, text } = useCase()
  return (['contact_wish', 'environment'] as const).map(what => {
    const note = newestNote(entries, what)
    return (
      note && (
        <PanelPart
          key={what}
          title={say(`notes.kind_${what}`)}
          end={
            <a href={`#e${note.seq}`} className="sm" data-inline="">
              <TimeText at={note.at} as="wall" />
            </a>
          }
        >
          <div className="sm">
            <Paragraphs words={text(wordsNow(note))} />
          </div>
        </PanelPart>
      )
    )
  })
}

const wordsNow = (note: NoteEntry) => mendedText(note) ?? note.text

/** What was said to be done next, until somebody acts. */
export function NextStepLine() {
  const { say, ledger, entries, text, who } = useCase()
  const note = nextStep(ledger, entries)
  if (!note) return null
  return (
    <p className={s.nextStep}>
      <b>{say('notes.kind_next_step')}</b> {text(wordsNow(note)).replaceAll('\n', ' · ')}{' '}
      <span className="soft">
        {who(note.by).name}, <TimeText at={note.at} as="wall" />
      </span>
    </p>
  )
}
