// Wanted facts on the sheet of a hand-off: what is known and what is open as it goes, and why one is open
// that is needed. Not: the list beside the case (wanted-part.tsx).
import type { HandOffSummary } from '#core/case/hand-off-facts.ts'
import { inLanguage } from '#core/wanted/wanted-list.ts'
import { TextArea } from '#web/kit/field.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { SheetRow } from '#web/kit/sheet.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import type { HandOffForm } from './use-hand-off.ts'
import { factName, knownText, wantedIn } from './wanted.ts'

/** For the giver. */
export function WantedRow({ form: { needed, written, write } }: { form: HandOffForm }) {
  const view = useCase()
  const { say } = view
  const { language } = useWords()
  const all = wantedIn(view)
  if (all.length === 0) return null
  const open = all.flatMap(({ fact, known }) => (known ? [] : [inLanguage(fact.words, language)]))
  const isMissing = needed.length > 0 && written.openBecause.trim() === ''
  const mark = isMissing ? (
    <span className={s.needs}>
      <Glyph name="warn" />
    </span>
  ) : (
    <Glyph name={open.length === 0 ? 'kept' : 'open'} />
  )
  return (
    <SheetRow mark={mark} name={say('wanted.row')}>
      {all.map(
        ({ fact, known }) =>
          known && (
            <p key={fact.name}>
              <span className="soft">{inLanguage(fact.words, language)}</span>{' '}
              {knownText(view, fact, known, language)}
            </p>
          ),
      )}
      {open.length > 0 && <p>{say('wanted.still_open', { facts: open.join(', ') })}</p>}
      {needed.length > 0 && (
        <TextArea
          label={say('wanted.open_because', {
            facts: needed.map(one => inLanguage(one.words, language)).join(', '),
          })}
          needed={isMissing}
          rows={2}
          value={written.openBecause}
          onChange={event => write({ openBecause: event.currentTarget.value })}
        />
      )}
    </SheetRow>
  )
}

/** For the receiver: what was open then, and what has become known since. */
export function WantedRead({ summary: { wantedOpen, openBecause } }: { summary: HandOffSummary }) {
  const view = useCase()
  const { say, text } = view
  const { language } = useWords()
  const all = wantedIn(view)
  if (all.length === 0 && !wantedOpen) return null
  const names = wantedOpen?.map(one => factName(view, one, language)).join(', ')
  return (
    <div>
      <dt>{say('wanted.row')}</dt>
      <dd>
        {all.map(
          ({ fact, known }) =>
            known && (
              <p key={fact.name}>
                <span className="soft">{inLanguage(fact.words, language)}</span>{' '}
                {knownText(view, fact, known, language)}
              </p>
            ),
        )}
        {names && <p>{say('wanted.was_open', { facts: names })}</p>}
        {openBecause && <p className="soft">{text(openBecause)}</p>}
      </dd>
    </div>
  )
}
