// What a change would move, at the end of its sheet: asked for by a button, page by page, and stopped by
// another. Not: how it is summed up (preview-data.ts).
import { useRef, useState } from 'react'
import type { Language } from '#core/people/language.ts'
import type { Say } from '#words/say.ts'
import { post } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { nowMs } from '../kit/now.ts'
import { Progress } from '../kit/progress.tsx'
import { wallTime } from '../kit/times.ts'
import { useSay, useWords } from '../words.ts'
import a from './agreements.module.css'
import { shownCount } from '../board/board-data.ts'
import { Wrong } from './parts.tsx'
import { type Example, pagesAtOnce, type Preview, summed } from './preview-data.ts'

type Props = {
  /** `/policies/pol_…/preview` */
  path: string
  /** the change as it stands in the form; null: there is none, or it cannot be made */
  change: object | null
  of: Changed
}
/** What would be changed; each has a sentence of its own for what holds for cases that are open already. */
type Changed = 'policy' | 'calendar' | 'contract' | 'house'

export function PreviewPart({ path, change, of }: Props) {
  const say = useSay()
  const body = JSON.stringify(change)
  const { sum, isRunning, thrown, look, stop } = usePreview(path, body)
  return (
    <section className={a.preview} aria-labelledby="preview">
      <h3 id="preview">{say('set_up.preview')}</h3>
      <p className="sm soft">{say(`set_up.preview_keeps_${of}`)}</p>
      <Wrong thrown={thrown ?? undefined} />
      {isRunning && sum && (
        <Progress
          label={say('set_up.preview_looking')}
          done={sum.walked}
          of={Math.max(sum.open, sum.walked)}
        />
      )}
      <div className="row">
        {isRunning ? (
          <Button onClick={stop}>{say('set_up.preview_stop')}</Button>
        ) : (
          <Button
            onClick={() => void look()}
            offWhy={change === null ? say('set_up.preview_nothing') : undefined}
          >
            {say(sum?.next ? 'set_up.preview_more' : 'set_up.preview_go')}
          </Button>
        )}
      </div>
      <div role="status">{sum && !isRunning && <Found {...{ sum, of }} />}</div>
    </section>
  )
}

/** Looks page after page; another change of the form lets go of what was found for the one before. */
function usePreview(path: string, body: string) {
  const [found, setFound] = useState<{ body: string; sum: Preview } | null>(null)
  const [running, setRunning] = useState<string | null>(null)
  const [thrown, setThrown] = useState<unknown>(null)
  const turn = useRef(0)
  const isOurs = found?.body === body
  const look = async () => {
    const mine = ++turn.current
    setThrown(null)
    setRunning(body)
    let sum = isOurs && found.sum.next ? found.sum : null
    try {
      for (let page = 0; page < pagesAtOnce && turn.current === mine; page++) {
        const cursor = sum?.next ?? null
        const next = await post<Preview>(path, { ...JSON.parse(body), ...(cursor && { cursor }) })
        if (turn.current !== mine) return
        sum = summed(sum, next)
        setFound({ body, sum })
        if (sum.next === null) break
      }
    } catch (wrong) {
      if (turn.current === mine) setThrown(wrong)
    }
    if (turn.current === mine) setRunning(null)
  }
  const stop = () => {
    turn.current++
    setRunning(null)
  }
  return { sum: isOurs ? found.sum : null, isRunning: running === body, thrown, look, stop }
}

const keptWords = {
  policy: 'set_up.preview_kept',
  calendar: 'set_up.preview_kept',
  contract: 'set_up.preview_kept_contract',
  house: 'set_up.preview_kept_house',
} as const

function Found({ sum, of }: { sum: Preview; of: Changed }) {
  const say = useSay()
  const { language } = useWords()
  const { cases, clocks, still, again, examples } = sum
  return (
    <>
      <p>
        {say(...lookedWords(sum, language))}{' '}
        {cases === 0 ? say('set_up.preview_none') : say(keptWords[of], { cases, clocks })}{' '}
        {still > 0 && say('set_up.preview_still', { n: still })}
      </p>
      {cases > 0 && (
        <p>
          {again.cases === 0
            ? say('set_up.preview_same')
            : say('set_up.preview_again', { cases: again.cases, clocks: again.clocks })}{' '}
          {again.past > 0 && <b>{say('set_up.preview_past', { n: again.past })}</b>}
        </p>
      )}
      {examples.length > 0 && (
        <ul className={a.steps} aria-label={say('set_up.preview_examples')}>
          {examples.map(one => (
            <ExampleRow key={`${one.number} ${one.kind} ${one.newDueAt}`} one={one} />
          ))}
        </ul>
      )}
    </>
  )
}

/** How many were looked at, and among how many: of one organisation, or of them all. */
function lookedWords({ walked, looked, open, next }: Preview, language: Language): Parameters<Say> {
  const n = looked.toLocaleString(language)
  if (walked > looked) {
    const among = walked.toLocaleString(language)
    return next === null ? ['set_up.preview_found_all', { n }] : ['set_up.preview_found', { n, among }]
  }
  const all = shownCount(Math.max(open, looked > 1_000 ? 0 : looked), language)
  return ['set_up.preview_looked', { n, all }]
}

function ExampleRow({ one: { number, subject, kind, dueAt, newDueAt, isPast } }: { one: Example }) {
  const words = useWords()
  const { say } = words
  const at = (instant: number) => wallTime(instant, nowMs(), words)
  const moves =
    dueAt === null
      ? say('set_up.preview_begins', { at: at(newDueAt ?? 0) })
      : newDueAt === null
        ? say('set_up.preview_ends', { at: at(dueAt) })
        : say('set_up.preview_moves', { from: at(dueAt), to: at(newDueAt) })
  return (
    <li className={a.falls}>
      <span>
        <span className="num">{number}</span> {subject}
        <span className="soft"> · {say(`kit.clock_what_${kind}`)}</span>
      </span>
      <span>
        {moves}
        {isPast && <b className={a.past}> · {say('set_up.preview_at_once')}</b>}
      </span>
    </li>
  )
}
