// What stands in the ledger of a walk so far; what was gone back over is struck. Not: the entry in the ledger
// (walk-view.tsx).
import { useQuery } from '@tanstack/react-query'
import type { WalkLine } from '#core/case/walk-entry.ts'
import { isId } from '#core/kit/id.ts'
import type { Value } from '#core/script/condition.ts'
import { placeOf } from '#core/script/walk.ts'
import { cx } from '#web/kit/cx.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import {
  answerWords,
  scriptsQuery,
  stepText,
  titleIn,
  useScriptsAt,
  type WalkNow,
  withNames,
} from './walk-data.ts'
import { useNames } from './walk-names.ts'
import s from './walk.module.css'

export function Written({ now }: { now: WalkNow }) {
  const { state, data, entries, text, desk } = useCase()
  const names = useNames()
  const { say, language } = useWords()
  const { data: lines } = useQuery(scriptsQuery)
  const titleOf = titleIn(lines?.items ?? [], language)
  const path = state.walks[now.walk]?.walk.path ?? []
  const scripts = useScriptsAt(path.map(({ at }) => placeOf(at)))
  const told = linesOf(entries.find(one => one.kind === 'walk' && one.walk === now.walk))
  // Words and serial numbers lie beside the ledger; the answer refers to them. A product has a name.
  const wordsOf = (value: Value) =>
    data.texts[value as never] ?? desk.products.find(({ id }) => id === value)?.name ?? value
  return (
    <section className={s.written} aria-label={say('walk.written')}>
      <h3>{say('walk.written')}</h3>
      <ol>
        {path.map(({ at, answer, undone }, i) => {
          const place = placeOf(at)
          const script = scripts(place)
          const because = told[i]?.because
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a path only grows
            <li key={i} className={cx(undone && s.undone)}>
              {withNames(stepText(script, place.step, { language, titleOf }), names)}{' '}
              <span className="soft">
                {!('value' in answer)
                  ? say(`walk.did_${answer.kind}`)
                  : isFile(answer.value)
                    ? say('walk.photo')
                    : answerWords(script, { step: place.step, value: wordsOf(answer.value) }, language)}
                {because && ` · ${text(because)}`}
                {told[i]?.nowhere && ` · ${say('walk.nowhere', { n: 1 })}`}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

const isFile = (value: Value): boolean => isId('fil', String(value))

/** One line for each step passed, as the path has them. */
const linesOf = (entry: object | undefined): readonly WalkLine[] =>
  entry && 'lines' in entry
    ? (entry.lines as readonly WalkLine[]).filter(({ how }) => how !== 'went_back')
    : []
