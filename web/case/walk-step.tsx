// One step of a walk: the question, why it is asked, what to say to the customer, and the answers on number
// keys. Not: where the walk stands (walk-sheet.tsx).
import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { type Language, languages } from '#core/people/language.ts'
import type { Ask, Step, Wording } from '#core/script/script.ts'
import { useSession } from '#web/api/session.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { Check } from '#web/kit/check.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { Said } from '#web/kit/voices.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { upload } from './upload.ts'
import { choiceTo, inLanguage, scriptQuery, stepText, type WalkNow, withNames } from './walk-data.ts'
import s from './walk.module.css'

export type Given = Readonly<Record<string, unknown>>
type Props = {
  now: WalkNow
  step: Step
  heading: RefObject<HTMLHeadingElement | null>
  onGive: (given: Given) => void
  onReuse: () => void
}
type Way = { readonly text: string; readonly given: Given; readonly to?: string | undefined }

/** Drawn anew for each step: what was typed at one does not stand at the next. */
export function WalkStep({ now, step, heading, onGive, onReuse }: Props) {
  const { say, language } = useWords()
  const names = useNames()
  const [leaves, setLeaves] = useState<Leaves | null>(null)
  useEffect(() => heading.current?.focus(), [heading])
  const ways = waysOf(step, { say, language })
  const canLeave = step.kind === 'ask' || step.kind === 'do' || step.kind === 'check'
  useKeys({
    ...Object.fromEntries(ways.map((way, i) => [String(i + 1), () => onGive(way.given)]).slice(0, 9)),
    ...(canLeave && { s: () => setLeaves('skipped'), c: () => setLeaves('cannot') }),
    ...(now.known && { enter: onReuse }),
  })
  return (
    <div className={s.step}>
      {step.safety && <p className={s.safety}>{inLanguage(step.safety, language)}</p>}
      <h3 ref={heading} tabIndex={-1} className={s.question}>
        {withNames(questionOf(step, language), names)}
      </h3>
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
      {step.kind !== 'script' && <ToSay wording={step.say} />}
      {now.known && !leaves && <Known now={now} step={step} onReuse={onReuse} />}
      <ol className={s.ways}>
        {ways.map((way, i) => (
          <li key={way.text}>
            <Button keys={i < 9 ? String(i + 1) : undefined} onClick={() => onGive(way.given)}>
              {way.text}
            </Button>
          </li>
        ))}
      </ol>
      {step.kind === 'ask' && step.asked.kind !== 'choice' && <Typed asked={step.asked} onGive={onGive} />}
      {leaves && <Leaving key={leaves} how={leaves} onGive={onGive} />}
      {!leaves && canLeave && <Leave isCheck={step.kind === 'check'} onLeave={setLeaves} />}
      <AfterThis now={now} ways={ways} />
    </div>
  )
}

type Leaves = 'skipped' | 'cannot'

/** Who speaks, with whom, of what: sentences of a script leave it open. */
function useNames() {
  const { data, desk } = useCase()
  const product = desk.products.find(one => one.id === data.card.product)?.name
  return { agent: desk.me.name, customer: data.card.customerName, product, desk: useSession().desk.name }
}

/** The customer's own wording, in his language or another. */
function ToSay({ wording }: { wording: Wording }) {
  const { say } = useWords()
  const { data } = useCase()
  const names = useNames()
  const [said, setSaid] = useState<Language>(data.card.language)
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

function Leave({ isCheck, onLeave }: { isCheck: boolean; onLeave: (how: Leaves) => void }) {
  const { say } = useWords()
  return (
    <p className={s.acts}>
      <Button kind="quiet" keys="s" onClick={() => onLeave('skipped')}>
        {say('walk.skip')}
      </Button>
      {!isCheck && (
        <Button kind="quiet" keys="c" onClick={() => onLeave('cannot')}>
          {say('walk.cannot')}
        </Button>
      )}
    </p>
  )
}

const questionOf = (step: Step, language: Language): string => {
  if (step.kind === 'ask') return inLanguage(step.question, language)
  if (step.kind === 'do') return inLanguage(step.instruction, language)
  if (step.kind === 'script') return step.script
  return inLanguage(step.say, language)
}

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

function Known({ now, step, onReuse }: Pick<Props, 'now' | 'step' | 'onReuse'>) {
  const { say, language } = useWords()
  const { known } = now
  const choices = step.kind === 'ask' && step.asked.kind === 'choice' ? step.asked.choices : []
  const words = choices.find(({ name }) => name === known?.value)?.words
  const answer = words ? inLanguage(words, language) : (known?.text ?? String(known?.value))
  return (
    <p>
      <Button kind="main" keys="enter" onClick={onReuse}>
        {say('walk.reuse', { answer })}
      </Button>
    </p>
  )
}

/** Numbers, dates, words and photos. */
function Typed({ asked, onGive }: { asked: Ask['asked']; onGive: (given: Given) => void }) {
  const { say } = useWords()
  const [typed, setTyped] = useState('')
  const give = () => {
    const value = asked.kind === 'number' ? Number(typed) : typed.trim()
    if (typed.trim() === '') return
    const isWords = asked.kind === 'text' || asked.kind === 'serial'
    onGive({ answer: 'value', ...(isWords ? { text: value } : { value }) })
  }
  if (asked.kind === 'photo')
    return (
      <input
        type="file"
        accept="image/*"
        aria-label={say('walk.photo')}
        onChange={async event => {
          const file = event.currentTarget.files?.[0]
          if (file) onGive({ answer: 'value', photo: (await upload(file)).id })
        }}
      />
    )
  const label = asked.kind === 'number' && asked.unit ? asked.unit : say('walk.answer')
  return (
    <div className={s.typed}>
      <TextField
        label={label}
        type={asked.kind === 'date' ? 'date' : 'text'}
        inputMode={asked.kind === 'number' ? 'decimal' : undefined}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          give()
        }}
      />
      <Button kind="main" keys="enter" onClick={give}>
        {say('walk.go_on')}
      </Button>
    </div>
  )
}

/** Skipping and not being able need a reason; that it leads nowhere is counted for the script's owner. */
function Leaving({ how, onGive }: { how: Leaves; onGive: (given: Given) => void }) {
  const { say } = useWords()
  const [because, setBecause] = useState('')
  const [isNowhere, setNowhere] = useState(false)
  const give = () => {
    if (because.trim() === '') return
    onGive({ answer: how, because: because.trim(), ...(isNowhere && { nowhere: true }) })
  }
  return (
    <div className={s.typed}>
      <TextArea
        label={say(how === 'skipped' ? 'walk.skip_because' : 'walk.cannot_because')}
        autoFocus
        needed={because.trim() === ''}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
      <Check checked={isNowhere} onChange={event => setNowhere(event.currentTarget.checked)}>
        {say('walk.leads_nowhere')}
      </Check>
      <Button kind="main" keys="mod+enter" onClick={give}>
        {say('walk.go_on')}
      </Button>
    </div>
  )
}

const shortMax = 60
/** A glance ahead, not the step itself. */
const short = (text: string): string =>
  text.length > shortMax ? `${text.slice(0, shortMax - 1).trimEnd()}…` : text

/** Where each answer leads, so that nobody is surprised. */
function AfterThis({ now, ways }: { now: WalkNow; ways: readonly Way[] }): ReactNode {
  const { say, language } = useWords()
  const { data: script } = useQuery(scriptQuery(now.place))
  const known = ways.flatMap(({ to }, i) => {
    const text = to === undefined ? '' : stepText(script, to, language)
    return text === '' ? [] : [{ n: i + 1, text: short(text) }]
  })
  if (known.length === 0) return null
  return (
    <p className="faint sm">
      {say('walk.after')} {known.map(({ n, text }) => `${n} → ${text}`).join(' · ')}
    </p>
  )
}
