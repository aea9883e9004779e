// Which script to go through: what is begun already first, then what fits the customer's words. Not: going
// through it (walk-sheet.tsx).
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef } from 'react'
import { useDeed } from '#web/api/deeds.ts'
import { refusalText } from '#web/api/refusal-text.ts'
import { PoliciesOf } from '#web/policies/policies-about.tsx'
import { ScreenState } from '#web/kit/screen-state.tsx'
import { Sheet } from '#web/kit/sheet.tsx'
import { useWords } from '#web/words.ts'
import type { Say } from '#words/say.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import { likeliestFirst } from './walk-choice.ts'
import { inLanguage, type ScriptLine, scriptsQuery, type WalkNow } from './walk-data.ts'
import { type Pick, PickList } from './walk-pick.tsx'
import s from './walk.module.css'

type Props = {
  walks: UseQueryResult<{ items: WalkNow[] }>
  /** those that were begun, before the scripts to begin with */
  first: readonly WalkNow[]
  onNow: (now: WalkNow) => void
  onClose: () => void
}

/** What the customer said, as far as it tells which script he needs: the subject, and his first words. */
function saidBy({ entries, text, state }: OpenCaseView): string {
  const first = entries.find(one => one.kind === 'message' && one.way === 'in' && !one.automatic)
  const claims = entries.flatMap(one => (one.kind === 'claim' ? [text(one.text)] : []))
  return [text(state.subject), first?.kind === 'message' ? text(first.text) : '', ...claims].join('\n')
}

const standsAt = ({ end, walker, passed }: WalkNow, say: Say): string =>
  end === null
    ? say(walker === 'customer' ? 'walk.begun_by_customer' : 'walk.begun', { n: passed + 1 })
    : say(`walk.end_${end}`)

/** No other letter is a key here: whatever is typed is looked for, its first letter too. */
function toField(event: KeyboardEvent<HTMLElement>): void {
  const isLetter = /^\p{L}$/u.test(event.key) && !event.metaKey && !event.ctrlKey && !event.altKey
  if (isLetter && !(event.target instanceof HTMLInputElement))
    event.currentTarget.querySelector('input')?.focus()
}

export function Choosing({ walks, first, onNow, onClose }: Props) {
  const view = useCase()
  const { data } = view
  const { say, language } = useWords()
  const scripts = useQuery(scriptsQuery)
  const list = useRef<HTMLDivElement>(null)
  const begin = useDeed<object, { walk: WalkNow }>(data.id, 'walk.begin', {
    onDone: ({ walk }) => onNow(walk),
  })
  const choose = (id: string) => {
    const walk = first.find(one => one.walk === id)
    if (walk) onNow(walk)
    else if (!begin.isDoing) begin.do({ script: id })
  }
  const picksOf = (items: readonly ScriptLine[]): Pick[] => [
    ...first.map(one => ({
      id: one.walk,
      text: inLanguage(one.title, language),
      note: standsAt(one, say),
    })),
    ...likeliestFirst(items, saidBy(view), data.card.language).map(one => ({
      id: one.slug,
      text: inLanguage(one.title, language),
      also: [...new Set([one.says[language], one.says[data.card.language]])].join(' '),
    })),
  ]
  return (
    <Sheet open onClose={onClose} title={say('walk.choose')} width="small" first={list}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only moves the focus to where one types */}
      <div ref={list} tabIndex={-1} className={s.chooses} onKeyDown={toField}>
        <ScreenState query={walks}>
          {() => (
            <ScreenState query={scripts}>
              {({ items }) =>
                items.length + first.length === 0 ? (
                  <p className="soft">{say('walk.none')}</p>
                ) : (
                  <PickList label={say('walk.filter_scripts')} picks={picksOf(items)} onPick={choose} />
                )
              }
            </ScreenState>
          )}
        </ScreenState>
        {begin.problem && <p role="alert">{refusalText(begin.problem, say)}</p>}
        <PoliciesOf thrown={begin.problem} />
      </div>
    </Sheet>
  )
}
