// While one writes to the customer: questions the case answers already, each with what was said and when.
// A hint to put in or to put aside; it never holds anything back. Not: the matching (core/case/asked-
// before.ts).
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Instant } from '#core/kit/time.ts'
import { post } from '#web/api/client.ts'
import { Button } from '#web/kit/button.tsx'
import { nowMs } from '#web/kit/now.ts'
import { TimeText } from '#web/kit/time-text.tsx'
import { dayOf } from '#web/kit/times.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { useCase } from './case-context.ts'
import s from './notes.module.css'
import { useWordsIn } from './say-in.ts'

type Hint = {
  readonly question: string
  readonly about: string
  readonly said: string
  readonly at: Instant
  readonly seq: number | null
}

const restMs = 700

/** The text as it stood when the hand last rested. */
function useRestedText(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

/** The hints for a text, but for those put aside; those whose question is gone are gone with it. */
function useHints(text: string) {
  const { data } = useCase()
  const rested = useRestedText(text)
  const [aside, setAside] = useState<readonly string[]>([])
  const { data: found } = useQuery({
    queryKey: ['asked-before', data.id, data.seq, rested],
    queryFn: () => post<{ hints: readonly Hint[] }>(`/cases/${data.id}/asked-before`, { text: rested }),
    enabled: rested.includes('?'),
    retry: false,
  })
  const hints = (found?.hints ?? []).filter(
    one => text.includes(one.question) && !aside.includes(one.question),
  )
  return { hints, putAside: (one: Hint) => setAside([...aside, one.question]) }
}

/** `write` puts in what was said in place of the question. */
export function AskedBefore({ text, write }: { text: string; write: (text: string) => void }) {
  const { say, data } = useCase()
  const theirs = useWordsIn(data.card.language)
  const { hints, putAside } = useHints(text)
  const [first] = hints
  const putIn = (one: Hint) => {
    const told = theirs.say('asked.told', { date: dayOf(one.at, nowMs(), theirs), said: one.said })
    write(text.replace(one.question, () => told))
  }
  useKeys({
    'mod+i': first && { does: say('asked.put_in'), run: () => putIn(first) },
    'mod+d': first && { does: say('asked.put_aside'), run: () => putAside(first) },
  })
  if (hints.length === 0) return null
  return (
    <div role="status" aria-label={say('asked.title')}>
      <ul className={s.told}>
        {hints.map((one, index) => (
          <li key={one.question}>
            <span className="soft">{one.question}</span> {say('asked.said', { said: one.said })}{' '}
            {one.seq === null ? (
              <TimeText at={one.at} as="wall" />
            ) : (
              <a href={`#e${one.seq}`} data-inline="">
                <TimeText at={one.at} as="wall" />
              </a>
            )}{' '}
            <Button kind="quiet" keys={index === 0 ? 'mod+i' : undefined} onClick={() => putIn(one)}>
              {say('asked.put_in')}
            </Button>
            <Button kind="quiet" keys={index === 0 ? 'mod+d' : undefined} onClick={() => putAside(one)}>
              {say('asked.put_aside')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
