// One step of a script as one reads it: its sentences in the languages chosen, side by side, and every way
// on. Not: the outline (outline-tree.tsx), nor writing a step (step-form.tsx).
import type { Language } from '#core/people/language.ts'
import { Machine } from '../kit/voices.tsx'
import { useSay, useWords } from '../words.ts'
import { conditionText } from './condition-parts.ts'
import { StepFigures } from './figures-here.tsx'
import { type Outline, type OutlineStep, saidIn, type Sentence, type Way } from './outline.ts'
import { inWords } from './scripts-list.ts'
import s from './scripts.module.css'
import { SentenceIn } from './sentence.tsx'
import { StepPicture } from './step-picture.tsx'

type Props = {
  step: OutlineStep
  outline: Outline
  chosen: readonly Language[]
  goTo: (index: number) => void
}

export function StepView({ step, outline, chosen, goTo }: Props) {
  const say = useSay()
  const n = step.index + 1
  return (
    <section className={s.view} aria-label={say('scripts.step_n', { n })}>
      <h2>
        {say('scripts.step_n', { n })} <span className={s.name}>{step.name}</span>{' '}
        <span className="faint">· {say(`scripts.kind_${step.kind ?? 'none'}`)}</span>
        {step.name !== '' && step.name === outline.start && (
          <span className="faint"> · {say('scripts.begins')}</span>
        )}
      </h2>
      {step.sentences.map(one => (
        <Said key={one.what} sentence={one} chosen={chosen} />
      ))}
      <StepPicture step={step} language={chosen[0] ?? 'en'} setPicture={null} />
      {step.facts.length > 0 && (
        <dl className={s.facts}>
          {step.facts.map(([key, value]) => (
            <div key={key}>
              <dt>{say(`scripts.fact_${key}`)}</dt>
              <dd>{key === 'script' ? (inWords(step.head, chosen[0] ?? 'en')?.text ?? value) : value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Ways step={step} outline={outline} chosen={chosen} goTo={goTo} />
      <StepFigures name={step.name} />
    </section>
  )
}

type SaidProps = { sentence: Sentence; chosen: readonly Language[] }

/** A sentence in each language chosen. */
function Said({ sentence: { what, wording }, chosen }: SaidProps) {
  const say = useSay()
  return (
    <div className={s.said}>
      <h3>{say(`scripts.what_${what}`)}</h3>
      <div className={s.columns}>
        {chosen.map(one => (
          <SentenceIn key={one} text={saidIn(wording, one)} language={one} isNamed={chosen.length > 1} />
        ))}
      </div>
    </div>
  )
}

function Ways({ step, outline, chosen, goTo }: Props) {
  const say = useSay()
  const [first = 'en' as Language] = chosen
  const indices = new Map(outline.steps.map(one => [one.name, one.index]))
  if (step.kind === 'end') return <p className="faint">{say('scripts.ends_here')}</p>
  if (step.ways.length === 0) return null
  return (
    <div className={s.said}>
      <h3>{say('scripts.ways')}</h3>
      <ol className={s.ways}>
        {step.ways.map((way, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way has no name but its place
          <li key={`${way.by}${i}`}>
            <By way={way} nth={i + 1} language={first} outline={outline} />
            <span aria-hidden="true">→</span>
            <To way={way} index={way.to === null ? null : (indices.get(way.to) ?? null)} goTo={goTo} />
          </li>
        ))}
      </ol>
    </div>
  )
}

type ByProps = { way: Way; nth: number; language: Language; outline: Outline }

function By({ way: { by, words, when, condition }, nth, language, outline }: ByProps) {
  const { say, language: own } = useWords()
  if (by === 'choice') {
    const said = inWords(words, language)
    return (
      <span lang={said?.language}>
        <b className={s.nth}>{nth}</b> {said?.text}
      </span>
    )
  }
  if (when === null) return <span className="soft">{say(`scripts.by_${by}`)}</span>
  const read = conditionText(condition, { say, language: own, outline })
  const [before, after] = say('scripts.by_when', { when: '|' }).split('|')
  return (
    <span className="soft">
      {before}
      {read ?? <Machine>{when}</Machine>}
      {after}
    </span>
  )
}

function To({ way: { to }, index, goTo }: { way: Way; index: number | null; goTo: (index: number) => void }) {
  const say = useSay()
  if (to === null) return <span className="faint">{say('scripts.goes_next')}</span>
  if (index === null)
    return (
      <span className={s.lacks}>
        {to} · {say('scripts.nowhere')}
      </span>
    )
  return (
    <button type="button" className={s.to} onClick={() => goTo(index)}>
      {index + 1} <span className={s.name}>{to}</span>
    </button>
  )
}
