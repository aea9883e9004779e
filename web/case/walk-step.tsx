// One step of a walk: the question, why it is asked, what to say to the customer, and the answers on number
// keys. Not: where the walk stands (walk-sheet.tsx), nor what else can be done with a step (walk-panels.tsx).
import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { type Language, languages } from '#core/people/language.ts'
import type { Step, Wording } from '#core/script/script.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField } from '#web/kit/field.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { Said } from '#web/kit/voices.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { ScriptPicture } from './script-picture.tsx'
import { type Beside, BesideActs, BesideLines, givenWith, nothingBeside } from './walk-beside.tsx'
import {
  choiceTo,
  inLanguage,
  scriptQuery,
  scriptsQuery,
  stepText,
  titleIn,
  type WalkNow,
  withNames,
} from './walk-data.ts'
import { WalkFound } from './walk-found.tsx'
import { KnownFrom } from './walk-known-from.tsx'
import { useNames } from './walk-names.ts'
import { CameOfIt, Leaving, Nowhere, type PanelName, WordsPanel } from './walk-panels.tsx'
import { PickList } from './walk-pick.tsx'
import { Typed } from './walk-typed.tsx'
import s from './walk.module.css'

export type Given = Readonly<Record<string, unknown>>
type Props = {
  now: WalkNow
  step: Step
  heading: RefObject<HTMLHeadingElement | null>
  /** what the server said of what was typed here */
  wrong: string
  panel: PanelName | null
  onPanel: (panel: PanelName | null) => void
  onGive: (given: Given) => void
  onReuse: () => void
  /** why nothing can be answered now; empty when it can */
  offWhy: string
  isSecondPress: () => boolean
}
type Way = { readonly text: string; readonly given: Given; readonly to?: string | undefined }

/** Drawn anew for each step: what was typed at one does not stand at the next. */
export function WalkStep(props: Props) {
  const { now, step, heading, panel } = props
  const { say, language } = useWords()
  const outage = now.found.outage?.what
  const names = { ...useNames(), outage: outage && inLanguage(outage, language) }
  const [beside, setBeside] = useState<Beside>(nothingBeside)
  const isOpen = panel !== null
  useEffect(() => {
    if (!isOpen) heading.current?.focus()
  }, [heading, isOpen])
  return (
    <div className={s.step}>
      <WalkFound found={now.found} />
      {step.safety && <p className={s.safety}>{inLanguage(step.safety, language)}</p>}
      <h3 ref={heading} tabIndex={-1} className={s.question}>
        {withNames(questionOf(step, language), names)}
      </h3>
      {step.picture && (
        <ScriptPicture file={step.picture.file} alt={inLanguage(step.picture.alt, language)} />
      )}
      {'why' in step && (
        <p className="soft">
          {say('walk.why')} {inLanguage(step.why, language)}
        </p>
      )}
      {step.kind === 'do' && (
        <p className="soft">
          {say('walk.expect')} {inLanguage(step.expect, language)}
        </p>
      )}
      {step.kind !== 'script' && <ToSay wording={step.say} outage={outage} />}
      <BesideLines beside={beside} onChange={setBeside} onPanel={props.onPanel} />
      {isOpen ? (
        <OpenPanel {...props} beside={beside} onBeside={setBeside} />
      ) : (
        <Answers {...props} beside={beside} />
      )}
      {now.step && !isOpen && <BesideActs step={now.step} onPanel={props.onPanel} />}
    </div>
  )
}

/** The customer's own wording, in his language or another. */
export function ToSay({ wording, outage }: { wording: Wording; outage?: Wording | undefined }) {
  const { say } = useWords()
  const { data } = useCase()
  const [said, setSaid] = useState<Language>(data.card.language)
  const names = { ...useNames(), outage: outage && inLanguage(outage, said) }
  return (
    <div className={s.say}>
      <Said lang={said}>{say('case.quoted', { text: withNames(inLanguage(wording, said), names) })}</Said>
      <SelectField
        label={say('walk.language')}
        labelHidden
        value={said}
        options={languages.map(one => ({ value: one, text: say(`kinds.language_${one}`) }))}
        onChange={event => setSaid(event.currentTarget.value as Language)}
      />
    </div>
  )
}

const questionOf = (step: Step, language: Language): string => {
  if (step.kind === 'ask') return inLanguage(step.question, language)
  if (step.kind === 'do') return inLanguage(step.instruction, language)
  // Nobody stands at another script: the walk goes on within it.
  return step.kind === 'script' ? '' : inLanguage(step.say, language)
}

type Besides = { beside: Beside }

/** What is known already, what one can choose or type, and where it leads. */
function Answers(props: Props & Besides) {
  const { now, step, wrong, beside, onGive, onReuse, offWhy, isSecondPress } = props
  const { say, language } = useWords()
  const ways = waysOf(step, { say, language })
  const isMany = ways.length > manyFrom
  const give = (given: Given) => onGive(givenWith(beside, step, given))
  const numbers = ways.map((way, i) => [
    String(i + 1),
    (event: KeyboardEvent) => !event.repeat && give(way.given),
  ])
  useKeys({
    ...(!isMany && Object.fromEntries(numbers)),
    ...(now.known && {
      enter: (event: KeyboardEvent) => {
        if (!event.repeat && !isSecondPress()) onReuse()
      },
    }),
  })
  return (
    <>
      {now.known && <Known now={now} step={step} offWhy={offWhy} onReuse={onReuse} />}
      {isMany ? (
        <PickList
          label={say('walk.filter_answers')}
          picks={ways.map(({ text }, i) => ({ id: String(i), text }))}
          onPick={id => give(ways[Number(id)]!.given)}
        />
      ) : (
        <ol className={s.ways}>
          {ways.map((way, i) => (
            <li key={way.text}>
              <Button
                keys={String(i + 1)}
                offWhy={offWhy}
                onClick={event => event.detail < 2 && give(way.given)}
              >
                {way.text}
              </Button>
            </li>
          ))}
        </ol>
      )}
      {step.kind === 'ask' && step.asked.kind !== 'choice' && (
        <Typed step={step} wrong={wrong} onGive={give} />
      )}
      {wrong !== '' && !(step.kind === 'ask' && step.asked.kind !== 'choice') && <p role="alert">{wrong}</p>}
      <AfterThis now={now} ways={ways} />
    </>
  )
}

/** More answers than number keys are a list one narrows down. */
const manyFrom = 9

function waysOf(
  step: Step,
  { say, language }: { say: (key: string) => string; language: Language },
): readonly Way[] {
  if (step.kind === 'do')
    return (['worked', 'failed'] as const).map(answer => ({
      text: say(`walk.${answer}`),
      given: { answer },
      to: step[answer],
    }))
  if (step.kind === 'tell') return [{ text: say('walk.told'), given: { answer: 'told' }, to: step.next }]
  if (step.kind !== 'ask' || step.asked.kind !== 'choice') return []
  return step.asked.choices.map(({ name, words, to }) => ({
    text: inLanguage(words, language),
    given: { answer: 'value', value: name },
    to: choiceTo(step, to),
  }))
}

function Known({ now, step, offWhy, onReuse }: Pick<Props, 'now' | 'step' | 'offWhy' | 'onReuse'>) {
  const { say, language } = useWords()
  const { known } = now
  const choices = step.kind === 'ask' && step.asked.kind === 'choice' ? step.asked.choices : []
  const words = choices.find(({ name }) => name === known?.value)?.words
  const answer = words ? inLanguage(words, language) : (known?.text ?? String(known?.value))
  return (
    <p>
      <Button kind="main" keys="enter" offWhy={offWhy} onClick={event => event.detail < 2 && onReuse()}>
        {say('walk.reuse', { answer })}
      </Button>
      <KnownFrom known={known} />
    </p>
  )
}

type OpenProps = Props & Besides & { onBeside: (beside: Beside) => void }

/** What was opened in the place of the answers. */
function OpenPanel({ step, panel, onPanel, beside, onBeside, onGive }: OpenProps) {
  const { say } = useWords()
  const close = () => onPanel(null)
  const put = (more: Partial<Beside>) => {
    onBeside({ ...beside, ...more })
    close()
  }
  if (panel === 'skipped' || panel === 'cannot')
    return (
      <Leaving
        how={panel}
        isNowhere={beside.nowhere}
        onClose={close}
        onLeave={({ because, nowhere }) =>
          onGive(givenWith({ ...beside, nowhere }, step, { answer: panel, because }))
        }
      />
    )
  if (panel === 'nowhere')
    return (
      <Nowhere
        step={step}
        onClose={close}
        onExplained={() => put({ nowhere: true })}
        onSkip={() => {
          onBeside({ ...beside, nowhere: true })
          onPanel('skipped')
        }}
      />
    )
  if (panel === 'says')
    return (
      <WordsPanel
        label={say('walk.says')}
        doText={say('walk.put_beside')}
        first={beside.says}
        isSaid
        mayBeEmpty
        onClose={close}
        onDo={says => put({ says })}
      />
    )
  return <CameOfIt first={beside.came} onClose={close} onDo={came => put({ came })} />
}

const shortMax = 60
/** A glance ahead, not the step itself. */
const short = (text: string): string =>
  text.length > shortMax ? `${text.slice(0, shortMax - 1).trimEnd()}…` : text

/** Where each answer leads, so that nobody is surprised. */
function AfterThis({ now, ways }: { now: WalkNow; ways: readonly Way[] }): ReactNode {
  const { say, language } = useWords()
  const { data: script } = useQuery(scriptQuery(now.place))
  const { data: lines } = useQuery(scriptsQuery)
  const titleOf = titleIn(lines?.items ?? [], language)
  const names = useNames()
  const known = ways.flatMap(({ to }, i) => {
    const said = to === undefined ? '' : stepText(script, to, { language, titleOf })
    const text = withNames(said, names)
    return text === '' ? [] : [{ n: i + 1, text: short(text) }]
  })
  if (known.length === 0) return null
  const [first] = known
  // Where all answers lead to the same step, there is nothing to tell apart.
  const isSame = known.length === ways.length && known.every(({ text }) => text === first?.text)
  const places = isSame ? first?.text : known.map(({ n, text }) => `${n} → ${text}`).join(' · ')
  return (
    <p className="faint sm">
      {say('walk.after')} {places}
    </p>
  )
}
