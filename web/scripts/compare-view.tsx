// ?compare=3&with=draft: two of a script's versions side by side, by step, the words that changed marked.
// Not: what differs (core/script/compare-scripts.ts), nor which two (compare.ts).
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Language, languages } from '#core/people/language.ts'
import type {
  ArrowChange,
  Changes,
  Comparison,
  SentenceChange,
  StepChange,
  Stretch,
  ValueChange,
} from '#core/script/compare-scripts.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { Button } from '../kit/button.tsx'
import { Scroll } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Slot } from '../kit/slot.tsx'
import { Tag } from '../kit/tag.tsx'
import { Machine } from '../kit/voices.tsx'
import { useSay } from '../words.ts'
import { countsOf, hiddenIn, isSame, shownOf, type Side, sideOf, type Sides, sidesOf } from './compare.ts'
import { written } from './outline.ts'
import type { Whole } from './scripts-api.ts'
import s from './compare.module.css'

type Props = {
  slug: string
  sides: Sides
  whole: Whole
  chosen: readonly Language[]
  setChosen: (chosen: readonly Language[]) => void
}

export function CompareView({ slug, sides, whole, chosen, setChosen }: Props) {
  const say = useSay()
  const { before, after } = sides
  const query = useQuery({
    queryKey: [...keys.scripts, 'comparison', slug, before, after],
    queryFn: ({ signal }) => get<Comparison>(`/scripts/${slug}/comparison`, { before, after }, signal),
  })
  return (
    <Scroll label={say('script_view.compare')}>
      <div className={s.compare}>
        <Which slug={slug} sides={sides} whole={whole} />
        <ScreenState query={query} rows={6} bones="list" failed={say('script_compare.failed')}>
          {comparison => <Differences {...{ comparison, chosen, setChosen }} />}
        </ScreenState>
      </div>
    </Scroll>
  )
}

/** "Before version 3, after draft", both to be chosen; the address says the same. */
function Which({ slug, sides, whole }: Pick<Props, 'slug' | 'sides' | 'whole'>) {
  const say = useSay()
  const navigate = useNavigate()
  const text = (one: Side) =>
    one === 'draft' ? say('script_compare.the_draft') : say('script_compare.version', { n: Number(one) })
  const known = sidesOf(whole)
  const options = [...known, ...[sides.before, sides.after].filter(one => !known.includes(one))].map(
    value => ({
      value,
      text: text(value),
    }),
  )
  const choose = ({ before: compare, after }: Sides) =>
    void navigate({ to: '/scripts/$slug', params: { slug }, search: { compare, with: after } as never })
  return (
    <p className={s.which}>
      <span className="soft">{say('script_compare.before')}</span>{' '}
      <Slot
        label={say('script_compare.before')}
        value={sides.before}
        options={options}
        onChange={before => choose({ ...sides, before })}
      />{' '}
      <span className="soft">{say('script_compare.after')}</span>{' '}
      <Slot
        label={say('script_compare.after')}
        value={sides.after}
        options={options}
        onChange={after => choose({ ...sides, after })}
      />
    </p>
  )
}

type Shown = Pick<Props, 'chosen' | 'setChosen'> & { comparison: Comparison }

function Differences({ comparison, chosen, setChosen }: Shown) {
  const say = useSay()
  const counts = countsOf(comparison)
  const hidden = hiddenIn(comparison, chosen)
  if (isSame(comparison)) return <p>{say('script_compare.same')}</p>
  const told = (['added', 'removed', 'changed', 'moved'] as const).filter(one => counts[one] > 0)
  return (
    <>
      <p className="soft" role="status">
        {told.map(one => say(`script_compare.${one}`, { n: counts[one] })).join(' · ')}
      </p>
      {hidden > 0 && (
        <p className="row">
          <span className="soft">{say('script_compare.hidden', { n: hidden })}</span>
          <Button kind="quiet" onClick={() => setChosen(languages)}>
            {say('script_compare.show_them')}
          </Button>
        </p>
      )}
      <Part title={say('scripts.whole')} changes={comparison.whole} chosen={chosen} />
      <ol>
        {comparison.steps.map(one => (
          <li key={one.name}>
            <Step step={one} chosen={chosen} />
          </li>
        ))}
      </ol>
    </>
  )
}

function Step({ step, chosen }: { step: StepChange; chosen: readonly Language[] }) {
  const say = useSay()
  const { what, moved, before, after } = step
  return (
    <section className={s.part}>
      <h2>
        {say('scripts.step_n', { n: (after ?? before ?? 0) + 1 })} <Machine>{step.name}</Machine>{' '}
        {what !== 'same' && (
          <Tag kind={what === 'added' ? 'yes' : what === 'removed' ? 'late' : 'plain'}>
            {say(`script_compare.is_${what}`)}
          </Tag>
        )}{' '}
        {moved && before !== null && after !== null && (
          <Tag>{say('script_compare.is_moved', { from: before + 1, to: after + 1 })}</Tag>
        )}
      </h2>
      <AllChanges changes={step} chosen={chosen} />
    </section>
  )
}

function Part({ title, changes, chosen }: { title: string } & ChangesProps) {
  const n = shownOf(changes, chosen).length + changes.arrows.length + changes.values.length
  if (n === 0) return null
  return (
    <section className={s.part}>
      <h2>{title}</h2>
      <AllChanges changes={changes} chosen={chosen} />
    </section>
  )
}

type ChangesProps = { changes: Changes; chosen: readonly Language[] }

function AllChanges({ changes, chosen }: ChangesProps) {
  return (
    <>
      {shownOf(changes, chosen).map(one => (
        <Sentence key={`${one.at} ${one.language}`} change={one} isNamed={chosen.length > 1} />
      ))}
      {(changes.arrows.length > 0 || changes.values.length > 0) && (
        <ul className={s.plain}>
          {changes.arrows.map(one => (
            <Arrow key={`${one.at} ${written(one.when)} ${one.before}`} change={one} />
          ))}
          {changes.values.map(one => (
            <Value key={one.at} change={one} />
          ))}
        </ul>
      )}
    </>
  )
}

const sentenceNames: readonly string[] = [
  ...(['title', 'says', 'ask', 'do', 'tell', 'why', 'say', 'expect'] as const),
  ...(['safety', 'fixed', 'question'] as const),
]

/** What a place in the form is called: "Why", "Answer red". */
function Named({ at }: { at: string }) {
  const say = useSay()
  const [, choice] = /^choices\.(.+)\.words$/.exec(at) ?? []
  if (choice !== undefined)
    return (
      <>
        {say('walk.answer')} <Machine>{choice}</Machine>
      </>
    )
  if (at === 'picture.alt') return <>{say('scripts.what_picture')}</>
  if (sentenceNames.includes(at)) return <>{say(`scripts.what_${at}`)}</>
  return <Machine>{at}</Machine>
}

function Sentence({ change, isNamed }: { change: SentenceChange; isNamed: boolean }) {
  const say = useSay()
  const { at, language, before, after, words } = change
  return (
    <div className={s.sentence}>
      <h3>
        <Named at={at} /> {isNamed && <span className="faint">{say(`kinds.language_${language}`)}</span>}
      </h3>
      <div className={s.sides}>
        <Said text={before} words={sideOf(words, 'before')} language={language} />
        <Said text={after} words={sideOf(words, 'after')} language={language} />
      </div>
    </div>
  )
}

type SaidProps = { text: string | null; words: readonly Stretch[]; language: Language }

function Said({ text, words, language }: SaidProps) {
  const say = useSay()
  if (text === null) return <p className="faint">{say('scripts.missing')}</p>
  return (
    <p lang={language}>
      {words.map(({ kind, text: part }, i) => {
        const key = `${i} ${kind}`
        if (kind === 'kept') return <span key={key}>{part}</span>
        const Mark = kind === 'added' ? 'ins' : 'del'
        return <Mark key={key}>{part}</Mark>
      })}
    </p>
  )
}

/** "worked: plug → broken" */
function Arrow({ change: { at, when, before, after } }: { change: ArrowChange }) {
  const say = useSay()
  const [, choice] = /^choices\.(.+)\.to$/.exec(at) ?? []
  const by = at === 'tries.spent' ? 'spent' : at
  return (
    <li>
      <span className="soft">
        {choice !== undefined ? <Named at={`choices.${choice}.words`} /> : say(`scripts.by_${by}`)}{' '}
        {when !== null && <Machine>{written(when)}</Machine>}
      </span>{' '}
      <FromTo before={before} after={after} />
    </li>
  )
}

function Value({ change: { at, before, after } }: { change: ValueChange }) {
  return (
    <li>
      <Machine>{at}</Machine>{' '}
      <FromTo
        before={before === null ? null : written(before)}
        after={after === null ? null : written(after)}
      />
    </li>
  )
}

function FromTo({ before, after }: { before: string | null; after: string | null }) {
  const say = useSay()
  const nothing = <span className="faint">{say('script_compare.nothing')}</span>
  return (
    <>
      {before === null ? nothing : <del>{before}</del>} <span aria-hidden="true">→</span>{' '}
      {after === null ? nothing : <ins>{after}</ins>}
    </>
  )
}
