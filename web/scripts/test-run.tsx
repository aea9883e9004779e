// t: a run through the draft as it stands now, beside it. Nobody's case, and nothing is written.
// Not: one step of it (test-run-step.tsx), nor where it leads (test-run.ts).
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Language } from '#core/people/language.ts'
import { readScript } from '#core/script/parse-script.ts'
import { type Scripts, stepNow } from '#core/script/step-on.ts'
import { placeOf } from '#core/script/walk.ts'
import { refusalKey } from '#words/refusal-key.ts'
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { PanelPart } from '../kit/layout.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useSay, useWords } from '../words.ts'
import type { Outline } from './outline.ts'
import type { Fault } from './scripts-api.ts'
import {
  brokenAt,
  faultsOf,
  headOf,
  type Run,
  ranThrough,
  type Tried,
  valueSaid,
  type View,
} from './test-run.ts'
import { TestRunStep } from './test-run-step.tsx'
import { useCalled } from './use-called.ts'
import s from './test-run.module.css'

/** The run over the draft as it stands; what was answered stays when the draft changes. */
export function useTestRun(form: unknown, slug: string) {
  const { language: own } = useWords()
  const [tried, setTried] = useState<readonly Tried[]>([])
  const [view, setView] = useState<View>('agent')
  const [spoken, setSpoken] = useState<Language>(own)
  const called = useCalled(form)
  const script = useMemo(() => ({ ...readScript(form).script, slug }), [form, slug])
  const scripts: Scripts = useMemo(
    () => one => (one === script.slug ? script : (called.get(one) ?? null)),
    [script, called],
  )
  const run = useMemo(() => ranThrough(script, tried, scripts), [script, tried, scripts])
  return { scripts, tried, setTried, run, view, setView, spoken, setSpoken }
}
export type TestRunning = ReturnType<typeof useTestRun>

type Props = {
  running: TestRunning
  outline: Outline
  faults: readonly Fault[]
  goTo: (index: number) => void
  onClose: () => void
}

export function TestRun({ running, outline, faults, goTo, onClose }: Props) {
  const { say, language: own } = useWords()
  const { run, scripts, tried, setTried, view, setView, spoken, setSpoken } = running
  const language = outline.languages.includes(spoken) ? spoken : (outline.languages[0] ?? own)
  const heading = useRef<HTMLHeadingElement>(null)
  const { walk, fitted, stuck } = run
  const now = walk && stepNow(walk, scripts)
  const back = () => setTried(tried.slice(0, Math.max(0, stuck ? fitted : fitted - 1)))
  // Each question is read out, and comes into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it stands elsewhere
  useEffect(() => heading.current?.focus(), [walk?.path.length, stuck === null])
  useKeys({
    backspace: { does: say('walk.back'), run: back },
    escape: { does: say('test_run.close'), run: onClose },
  })
  return (
    <section className={s.run} aria-label={say('test_run.title')}>
      <PanelPart title={say('test_run.title')} end={say('test_run.note')}>
        <Choices {...{ outline, view, setView, language, setLanguage: setSpoken }} />
        <h3 ref={heading} tabIndex={-1} className={s.at}>
          <At run={run} outline={outline} />
        </h3>
        {now && walk && (
          <TestRunStep
            key={`${placeOf(walk.stack).slug} ${now.step.name} ${walk.path.length} ${view}`}
            step={now.step}
            view={view}
            language={language}
            isEnd={walk.end !== null}
            faults={walk.stack.length === 1 ? faultsOf(now.step.name, faults, outline) : []}
            onAnswer={answer => setTried([...tried.slice(0, fitted), { step: now.step.name, answer }])}
          />
        )}
        <Stuck {...{ run, outline, faults, goTo }} />
        <Acts {...{ run, outline, goTo, back, onClose }} restart={() => setTried([])} />
      </PanelPart>
      <SoFar running={running} language={language} view={view} />
    </section>
  )
}

type ChoicesProps = {
  outline: Outline
  view: View
  setView: (view: View) => void
  language: Language
  setLanguage: (language: Language) => void
}

function Choices({ outline, view, setView, language, setLanguage }: ChoicesProps) {
  const say = useSay()
  const views = ['agent', 'customer'] as const
  return (
    <div className={s.choices}>
      <SelectField
        label={say('test_run.view')}
        labelHidden
        value={view}
        options={views.map(value => ({ value, text: say(`test_run.view_${value}`) }))}
        onChange={event => setView(event.currentTarget.value as View)}
      />
      <SelectField
        label={say('walk.language')}
        labelHidden
        value={language}
        options={outline.languages.map(value => ({ value, text: say(`kinds.language_${value}`) }))}
        onChange={event => setLanguage(event.currentTarget.value as Language)}
      />
    </div>
  )
}

/** "Step 4 light · within the script router" */
function At({ run: { walk }, outline }: { run: Run; outline: Outline }) {
  const say = useSay()
  if (!walk) return null
  const index = outline.steps.find(one => one.name === walk.stack[0].step)?.index ?? 0
  const { slug, step } = placeOf(walk.stack)
  return (
    <>
      {say('scripts.step_n', { n: index + 1 })} <span className={s.name}>{step}</span>
      {walk.stack.length > 1 && <span className="faint"> · {say('test_run.within', { slug })}</span>}
      {walk.end !== null && <span className="soft"> · {say(`walk.end_${walk.end}`)}</span>}
    </>
  )
}

type ActsProps = Pick<Props, 'outline' | 'goTo' | 'onClose'> & {
  run: Run
  back: () => void
  restart: () => void
}

function Acts({ run: { walk }, outline, goTo, back, restart, onClose }: ActsProps) {
  const say = useSay()
  const index = outline.steps.find(one => one.name === walk?.stack[0].step)?.index
  return (
    <div className={s.acts}>
      <Button kind="quiet" keys="backspace" onClick={back}>
        {say('walk.back')}
      </Button>
      <Button kind="quiet" onClick={restart}>
        {say('test_run.restart')}
      </Button>
      {index !== undefined && (
        <Button kind="quiet" onClick={() => goTo(index)}>
          {say('test_run.show', { n: index + 1 })}
        </Button>
      )}
      <Button kind="quiet" keys="escape" onClick={onClose}>
        {say('walk.close')}
      </Button>
    </div>
  )
}

type StuckProps = Pick<Props, 'outline' | 'faults' | 'goTo'> & { run: Run }

/** What the last answer met: a fault of the draft, a value that does not fit, or a draft that has changed. */
function Stuck({ run: { walk, stuck }, outline, faults, goTo }: StuckProps) {
  const say = useSay()
  const id = useId()
  if (!stuck) return null
  const broken = brokenAt(stuck)
  if (broken === null)
    return (
      <p role="alert" className={s.stuck}>
        {stuck.refused === 'walk.not_there' || stuck.refused === 'walk.ended'
          ? say('test_run.draft_moved')
          : say(refusalKey(stuck.refused), stuck.details)}
      </p>
    )
  const there = outline.steps.find(one => one.name === broken)
  const known = faultsOf(broken, faults, outline)
  return (
    <div role="alert" className={s.stuck} aria-describedby={id}>
      <p id={id}>
        {say(walk ? 'test_run.fault_leads' : 'test_run.fault_start', { step: broken === '' ? '–' : broken })}
      </p>
      <ul>
        {known.map(one => (
          <li key={`${one.path} ${one.code}`}>{one.message}</li>
        ))}
        {!there && known.length === 0 && <li>{say('test_run.no_step')}</li>}
      </ul>
      {there && (
        <Button kind="quiet" onClick={() => goTo(there.index)}>
          {say('test_run.show', { n: there.index + 1 })}
        </Button>
      )}
    </div>
  )
}

type SoFarProps = { running: TestRunning; language: Language; view: View }

function SoFar({ running: { run, scripts }, language, view }: SoFarProps) {
  const say = useSay()
  const path = run.walk?.path ?? []
  return (
    <PanelPart title={say('test_run.so_far')}>
      {path.length === 0 && <p className="faint">{say('test_run.none_yet')}</p>}
      <ol className={s.soFar}>
        {path.map((one, i) => {
          const { slug, version, step: name } = placeOf(one.at)
          const step = scripts(slug, version)?.steps.find(each => each.name === name)
          const head = step && headOf(step, view)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the way it went is in its order
            <li key={i}>
              <span className="soft">{head?.[language] ?? name}</span>{' '}
              <b>{valueSaid(one, scripts, language) ?? say(`walk.did_${one.answer.kind}`)}</b>
            </li>
          )
        })}
      </ol>
    </PanelPart>
  )
}
