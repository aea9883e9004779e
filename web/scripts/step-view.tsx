// One step of a script: its sentences in the languages chosen, side by side, and every way on.
// Not: the list of steps (outline-list.tsx).
import type { Language } from '#core/people/language.ts'
import { Machine } from '../kit/voices.tsx'
import { useSay } from '../words.ts'
import { type Outline, type OutlineStep, saidIn, type Sentence, type Way } from './outline.ts'
import { inWords } from './scripts-list.ts'
import s from './scripts.module.css'
import { SentenceIn } from './sentence.tsx'
import { type SetPicture, StepPicture } from './step-picture.tsx'

type Props = {
  step: OutlineStep
  outline: Outline
  chosen: readonly Language[]
  goTo: (index: number) => void
}
/** Writes one sentence of a step; null: one may not. */
export type Write =
  | ((step: OutlineStep, at: readonly string[], language: Language, text: string) => Promise<unknown>)
  | null

type Writing = { write: Write; setPicture: SetPicture }

export function StepView({ step, outline, chosen, goTo, write, setPicture }: Props & Writing) {
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
        <Said key={one.what} step={step} sentence={one} chosen={chosen} write={write} />
      ))}
      <StepPicture step={step} language={chosen[0] ?? 'en'} setPicture={setPicture} />
      {step.facts.length > 0 && (
        <dl className={s.facts}>
          {step.facts.map(([key, value]) => (
            <div key={key}>
              <dt>{say(`scripts.fact_${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Ways step={step} outline={outline} chosen={chosen} goTo={goTo} />
    </section>
  )
}

type SaidProps = { step: OutlineStep; sentence: Sentence; chosen: readonly Language[]; write: Write }

/** A sentence in each language chosen. */
function Said({ step, sentence: { what, at, wording }, chosen, write }: SaidProps) {
  const say = useSay()
  const name = say(`scripts.what_${what}`)
  return (
    <div className={s.said}>
      <h3>{name}</h3>
      <div className={s.columns}>
        {chosen.map(one => (
          <SentenceIn
            key={one}
            name={name}
            text={saidIn(wording, one)}
            language={one}
            isNamed={chosen.length > 1}
            write={write && (text => write(step, at, one, text))}
          />
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
            <By way={way} nth={i + 1} language={first} />
            <span aria-hidden="true">→</span>
            <To way={way} index={way.to === null ? null : (indices.get(way.to) ?? null)} goTo={goTo} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function By({ way: { by, words, when }, nth, language }: { way: Way; nth: number; language: Language }) {
  const say = useSay()
  if (by === 'choice') {
    const said = inWords(words, language)
    return (
      <span lang={said?.language}>
        <b className={s.nth}>{nth}</b> {said?.text}
      </span>
    )
  }
  if (when !== null) {
    const [before, after] = say('scripts.by_when', { when: '|' }).split('|')
    return (
      <span className="soft">
        {before}
        <Machine>{when}</Machine>
        {after}
      </span>
    )
  }
  return <span className="soft">{say(`scripts.by_${by}`)}</span>
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
