// What was found out, on the sheet of a hand-off: how it was made to happen again, what is suspected and what
// was ruled out. Not: the entries themselves (finding-view.tsx).
import type { HandOffSummary } from '#core/case/hand-off-facts.ts'
import { TextArea } from '#web/kit/field.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { SheetRow } from '#web/kit/sheet.tsx'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { seenText } from './finding-view.tsx'
import type { HandOffForm } from './use-hand-off.ts'

/** For the giver: what goes along by itself, and why nobody tried, where that has to be said. */
export function FoundRow({ form }: { form: HandOffForm }) {
  const { say, state } = useCase()
  const { written, write, unreproduced } = form
  const isOpen = unreproduced && written.notReproduced.trim() === ''
  const mark = isOpen ? (
    <span className={s.needs}>
      <Glyph name="warn" />
    </span>
  ) : (
    <Glyph name={state.findings ? 'kept' : 'open'} />
  )
  return (
    <SheetRow mark={mark} name={say('finding.filter')}>
      <Found />
      {!state.findings && <p className="soft">{say('finding.nothing')}</p>}
      {unreproduced && (
        <TextArea
          label={say('finding.not_reproduced')}
          needed={isOpen}
          value={written.notReproduced}
          onChange={event => write({ notReproduced: event.currentTarget.value })}
        />
      )}
    </SheetRow>
  )
}

/** For the receiver: what the sheet refers to, as it stands now. */
export function FoundRead({ summary }: { summary: HandOffSummary }) {
  const { say, text } = useCase()
  const { reproductions, hypotheses, notReproduced } = summary
  if (!reproductions && !hypotheses && !notReproduced) return null
  return (
    <div>
      <dt>{say('finding.filter')}</dt>
      <dd>
        <Found only={[...(reproductions ?? []), ...(hypotheses ?? [])]} />
        {notReproduced && (
          <p>
            {say('finding.not_reproduced')}: {text(notReproduced)}
          </p>
        )}
      </dd>
    </div>
  )
}

const lineOf = { open: 'finding.suspected', ruled_out: 'finding.ruled_out', cause: 'finding.is' } as const

/** @param only the entries of a sheet; absent: all there are */
function Found({ only }: { only?: readonly string[] }) {
  const view = useCase()
  const { say, text, entries } = view
  const isMeant = (id: string) => only?.includes(id) ?? true
  return (
    <>
      {entries.map(one => {
        if (one.kind === 'reproduction' && !one.struck && isMeant(one.reproduction))
          return (
            <p key={one.seq}>
              <a href={`#e${one.seq}`}>{seenText(view, one.times, one.seen)}</a>
              {' · '}
              {text(one.environment)}
              <span className="soft"> · {text(one.actual)}</span>
            </p>
          )
        if (one.kind !== 'hypothesis' || !isMeant(one.hypothesis)) return null
        return (
          <p key={one.seq}>
            <a href={`#e${one.seq}`}>{say(lineOf[one.standing], { what: text(one.text) })}</a>
            {one.done && <span className="soft"> · {text(one.done.because)}</span>}
          </p>
        )
      })}
    </>
  )
}
