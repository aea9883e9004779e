// What we still do not know of a case, beside it: each open fact with its question, ready to be asked, and
// what is known with its source. Not: recording one (forms-wanted.tsx).
import { useState } from 'react'
import type { Known, Wanted } from '#core/wanted/known.ts'
import { inLanguage } from '#core/wanted/wanted-list.ts'
import { Button } from '#web/kit/button.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { PanelPart } from '#web/kit/layout.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { toast } from '#web/kit/toast.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { knownText, wantedIn } from './wanted.ts'
import s from './wanted.module.css'

export function WantedPart() {
  const view = useCase()
  const { say } = view
  const all = wantedIn(view)
  const open = all.filter(({ known }) => !known)
  const known = all.filter(one => one.known)
  const ask = useAsk()
  if (all.length === 0) return null
  return (
    <PanelPart title={say('wanted.title')} end={open.length > 0 ? open.length : undefined}>
      {open.length === 0 && <p className="sm soft">{say('wanted.all_known')}</p>}
      <ul className={s.list}>
        {open.map(one => (
          <OpenFact key={one.fact.name} one={one} ask={ask} />
        ))}
      </ul>
      {known.length > 0 && (
        <details className={s.known} open={open.length === 0}>
          <summary>{say('wanted.known', { n: known.length })}</summary>
          <ul className={s.list}>
            {known.map(one => (
              <KnownFact key={one.fact.name} one={one} />
            ))}
          </ul>
        </details>
      )}
    </PanelPart>
  )
}

type Ask = (one: Wanted) => void

/** Puts a question into the reply, in the customer's words. */
function useAsk(): Ask {
  const { data, toReply, offWhy } = useCase()
  const why = offWhy('message.queue')
  return ({ fact }) => {
    if (why !== '') toast({ text: why })
    else toReply(inLanguage(fact.ask, data.card.language), 'beside')
  }
}

/** Shift+A asks the next open fact that was not asked yet; wherever the list is shown. */
export function useAskKey(): void {
  const view = useCase()
  const [asked, setAsked] = useState<readonly string[]>([])
  const ask = useAsk()
  const open = wantedIn(view).filter(({ known }) => !known)
  const next = open.find(({ fact }) => !asked.includes(fact.name)) ?? open[0]
  const run = () => {
    if (!next) return
    setAsked([...asked, next.fact.name])
    ask(next)
  }
  useKeys(next ? { 'shift+a': { does: view.say('wanted.ask_next'), run } } : {})
}

function OpenFact({ one: { fact }, one, ask }: { one: Wanted; ask: Ask }) {
  const { say, data, open, offWhy } = useCase()
  const { language } = useWords()
  const name = inLanguage(fact.words, language)
  const isOfCase = fact.name.startsWith('case.')
  const record = () => open(isOfCase ? { name: 'classify' } : { name: 'wanted', id: fact.name })
  return (
    <li>
      <p>
        <Glyph name={fact.required ? 'warn' : 'open'} /> <b>{name}</b>
        {fact.required && <span className="sm soft"> · {say('wanted.needed')}</span>}
      </p>
      <p className="sm soft" lang={data.card.language} data-text="">
        {inLanguage(fact.ask, data.card.language)}
      </p>
      <p className="row">
        <Button
          kind="quiet"
          offWhy={offWhy('message.queue')}
          aria-label={say('wanted.ask_one', { name })}
          onClick={() => ask(one)}
        >
          {say('wanted.ask')}
        </Button>
        {fact.name !== 'case.serial' && fact.name !== 'case.site' && (
          <Button
            kind="quiet"
            offWhy={offWhy(isOfCase ? 'case.classify' : 'wanted_fact.record')}
            aria-label={say('wanted.record_one', { name })}
            onClick={record}
          >
            {say('wanted.record')}
          </Button>
        )}
      </p>
    </li>
  )
}

function KnownFact({ one: { fact, known, before } }: { one: Wanted }) {
  const view = useCase()
  const { say, open, offWhy } = view
  const { language } = useWords()
  const name = inLanguage(fact.words, language)
  if (!known) return null
  return (
    <li>
      <p>
        <span className="soft">{name}</span> <b data-text="">{knownText(view, fact, known, language)}</b>
      </p>
      <p className="xs soft">
        <Source known={known} />
        {known.from !== 'case' && offWhy('wanted_fact.record') === '' && (
          <>
            {' '}
            <Button
              kind="quiet"
              aria-label={say('wanted.correct_one', { name })}
              onClick={() => open({ name: 'wanted', id: fact.name })}
            >
              {say('wanted.correct')}
            </Button>
          </>
        )}
      </p>
      {before.map(old => (
        <p key={`${old.entry}${old.at}`} className="xs soft">
          {say('wanted.before', { words: knownText(view, fact, old, language) })} · <Source known={old} />
        </p>
      ))}
    </li>
  )
}

/** Who or what says so, and since when; it leads to the entry. */
function Source({ known: { from, told, at, entry } }: { known: Known }) {
  const { say, entries } = useCase()
  const words = told ? say(`wanted.source_${told.source}`) : say(`wanted.from_${from}`)
  const seq = entries.find(one => Object.values(one).includes(entry ?? ''))?.seq
  if (from === 'case') return words
  const when = <TimeText at={told?.seenAt ?? at} as="wall" />
  return (
    <>
      {seq === undefined ? (
        words
      ) : (
        <a href={`#e${seq}`} data-inline="">
          {words}
        </a>
      )}
      , {when}
    </>
  )
}
