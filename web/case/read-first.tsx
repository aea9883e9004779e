// Above the ledger: what to read before one acts, short, and folded by one key. Open where others have
// added something since one's last look. Not: what stands in it (read-first.ts).
import { useRef, useState } from 'react'
import { mendedText } from '#core/case/flag-entry.ts'
import type { Entry } from '#core/case/timeline.ts'
import { KeyHint } from '#web/kit/key-hint.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import s from './notes.module.css'
import { type ReadFirst, readFirst, readUpTo } from './read-first.ts'

const linesMax = 6
const lettersMax = 160

/** How far one had read on coming, and where one stood; both stay as they were while one is here. */
function useCame(view: OpenCaseView) {
  const { data, ledger, desk } = view
  const [came] = useState({ seen: data.seenSeq, at: data.seq })
  return Math.max(came.seen, readUpTo(ledger, desk.actor, came.at))
}

/** What there is to read first, as it was when one came. */
export function useReadFirst(): ReadFirst {
  const view = useCase()
  return readFirst(view.ledger, view.entries, view.desk.actor, useCame(view))
}

const isEmpty = ({ news, tried, claims }: ReadFirst) => news.length + tried.length + claims.length === 0

/** Its title among others that stand there; none where there is nothing to read. */
export const firstTitles = ({ say }: OpenCaseView, first: ReadFirst): string[] =>
  isEmpty(first) ? [] : [say('first.title')]

type PartProps = {
  readonly first: ReadFirst
  /** it is hidden with what stands beside it; its key shows it all the same */
  readonly isFolded: boolean
  readonly onUnfold: () => void
}

export function ReadFirstPart({ first, isFolded, onUnfold }: PartProps) {
  const { say, data } = useCase()
  const { news, tried } = first
  const [chosen, setChosen] = useState<boolean | null>(null)
  const isOpen = chosen ?? news.length > 0
  const part = useRef<HTMLElement>(null)
  const toggle = () => setChosen(!isOpen)
  const onKey = () => {
    if (!isFolded) return toggle()
    setChosen(true)
    onUnfold()
    requestAnimationFrame(() => part.current?.scrollIntoView({ block: 'nearest' }))
  }
  useKeys({ x: { does: say('first.key'), run: onKey } }, 'list')
  if (isEmpty(first)) return null
  return (
    <section ref={part} className={s.first} aria-label={say('first.title')}>
      <button type="button" className={s.firstHead} aria-expanded={isOpen} onClick={toggle}>
        <b>{say(data.seenSeq === 0 ? 'first.never' : 'first.new', { n: news.length })}</b>{' '}
        <span className="soft">{say('first.tried', { n: tried.length })}</span> <KeyHint keys="x" />
      </button>
      {isOpen && <Lists first={first} isFirstLook={data.seenSeq === 0} />}
    </section>
  )
}

function Lists({ first, isFirstLook }: { first: ReadFirst; isFirstLook: boolean }) {
  const { say, text } = useCase()
  const { news, tried, claims, notes } = first
  return (
    <div className={s.firstLists}>
      {!isFirstLook && news.length > 0 && <List title={say('first.title_new')} entries={news} />}
      {tried.length > 0 && <List title={say('first.title_tried')} entries={tried} />}
      {claims.length > 0 && <List title={say('first.title_says')} entries={claims} />}
      {notes.map(note => (
        <p key={note.note}>
          <b>{note.what && say(`notes.kind_${note.what}`)}</b>{' '}
          {short(text(mendedText(note) ?? note.text).replaceAll('\n', ' · '))}
        </p>
      ))}
    </div>
  )
}

/** The newest few, in their order. */
function List({ title, entries }: { title: string; entries: readonly Entry[] }) {
  const view = useCase()
  const left = entries.length - linesMax
  return (
    <section>
      <h2 className={s.firstTitle}>{title}</h2>
      {left > 0 && <p className="faint sm">{view.say('first.more', { n: left })}</p>}
      <ol>
        {entries.slice(-linesMax).map(entry => (
          <li key={entry.seq}>
            <a href={`#e${entry.seq}`} data-inline="">
              <TimeText at={entry.at} as="wall" />
            </a>{' '}
            {short(lineOf(entry, view))}
          </li>
        ))}
      </ol>
    </section>
  )
}

const short = (words: string): string =>
  words.length > lettersMax ? `${words.slice(0, lettersMax - 1)}…` : words

/** An entry in one line. */
function lineOf(entry: Entry, { say, text, who }: OpenCaseView): string {
  const by = `${who(entry.by).name}: `
  switch (entry.kind) {
    case 'step':
      return [
        text(mendedText(entry) ?? entry.what),
        text(entry.why),
        say(`kinds.outcome_${entry.outcome}`) + (entry.result ? `: ${text(entry.result)}` : ''),
      ].join(' · ')
    case 'claim':
      return `${text(entry.text)} · ${say(entry.judged ? `kinds.verdict_${entry.judged.verdict}` : 'first.unchecked')}`
    case 'note':
      return by + text(mendedText(entry) ?? entry.text)
    case 'hand_off':
      return entry.returned
        ? `${say(`kinds.return_${entry.returned.reason}`)} · ${text(entry.returned.nextAct)}`
        : by + text(entry.answered?.result ?? entry.question)
    case 'promise':
      return by + text(entry.topic)
    case 'solved':
      return by + text(entry.fix)
    case 'help':
      return by + say(`kinds.help_${entry.reason}`)
    case 'message':
      return by + text(entry.text)
    case 'contact':
      return by + (entry.text ? text(entry.text) : say(`kinds.reach_${entry.reach}`))
    default:
      return by
  }
}
