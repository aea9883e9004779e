// One step of a test run: what is said, and every answer there could be on number keys; what a check would
// find out by itself is chosen. Not: where an answer leads (test-run.ts).
import { useState } from 'react'
import type { Language } from '#core/people/language.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Step, Wording } from '#core/script/script.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import type { Fault } from './scripts-api.ts'
import { headOf, type View } from './test-run.ts'
import s from './test-run.module.css'

type Props = {
  step: Step
  view: View
  language: Language
  isEnd: boolean
  faults: readonly Fault[]
  onAnswer: (answer: Answer) => void
}

export function TestRunStep({ step, view, language, isEnd, faults, onAnswer }: Props) {
  const say = useSay()
  return (
    <div className={s.step}>
      {step.safety && <Line wording={step.safety} language={language} className={s.safety} />}
      <Line wording={headOf(step, view)} language={language} className={s.question} />
      {view === 'customer' && step.level === 1 && <p className="soft">{say('test_run.from_one')}</p>}
      {view === 'agent' && <ForAgent step={step} language={language} />}
      {step.picture && (
        <Line what={say('scripts.what_picture')} wording={step.picture.alt} language={language} />
      )}
      {!isEnd && <Answers {...{ step, language, onAnswer }} />}
      {faults.length > 0 && (
        <div className={s.stuck}>
          <p>{say('test_run.faults_of')}</p>
          <ul>
            {faults.map(one => (
              <li key={`${one.path} ${one.code}`}>{one.message}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function ForAgent({ step, language }: Pick<Props, 'step' | 'language'>) {
  const say = useSay()
  const own = step.kind === 'ask' || step.kind === 'do'
  return (
    <>
      {'why' in step && <Line what={say('scripts.what_why')} wording={step.why} language={language} />}
      {step.kind === 'do' && (
        <Line what={say('scripts.what_expect')} wording={step.expect} language={language} />
      )}
      {own && <Line what={say('scripts.what_say')} wording={step.say} language={language} />}
      {step.kind === 'end' && step.fixed && (
        <Line what={say('scripts.what_fixed')} wording={step.fixed} language={language} />
      )}
      {step.kind === 'end' && step.question && (
        <Line what={say('scripts.what_question')} wording={step.question} language={language} />
      )}
    </>
  )
}

type LineProps = {
  what?: string
  wording: Wording | null
  language: Language
  className?: string | undefined
}

/** A sentence in the language chosen and in no other: whoever tests sees what is missing. */
function Line({ what, wording, language, className }: LineProps) {
  const say = useSay()
  if (!wording) return null
  const text = wording[language]
  return (
    <p className={className}>
      {what && <span className={s.what}>{what} </span>}
      {text === undefined ? (
        <em className={s.lacks}>{say('scripts.missing')}</em>
      ) : (
        <span lang={language}>{text}</span>
      )}
    </p>
  )
}

type Way = { readonly key: string; readonly text: string; readonly lang?: Language; readonly answer: Answer }

function Answers({ step, language, onAnswer }: Pick<Props, 'step' | 'language' | 'onAnswer'>) {
  const say = useSay()
  const ways = waysOf(step, say, language)
  const isLeft = step.kind === 'ask' || step.kind === 'do' || step.kind === 'check'
  const mayFail = step.kind === 'ask' || step.kind === 'do'
  const skip = () => onAnswer({ kind: 'skipped' })
  const cannot = () => onAnswer({ kind: 'cannot' })
  useKeys({
    ...Object.fromEntries(ways.slice(0, 9).map((way, i) => [String(i + 1), () => onAnswer(way.answer)])),
    ...(isLeft && { s: { does: say('walk.skip'), run: skip } }),
    ...(mayFail && { c: { does: say('walk.cannot'), run: cannot } }),
  })
  return (
    <>
      <ol className={s.ways}>
        {ways.map((way, i) => (
          <li key={way.key}>
            <Button
              lang={way.lang}
              keys={i < 9 ? String(i + 1) : undefined}
              onClick={() => onAnswer(way.answer)}
            >
              {way.text}
            </Button>
          </li>
        ))}
      </ol>
      <Typed step={step} onAnswer={onAnswer} />
      {isLeft && (
        <div className={s.acts}>
          <Button kind="quiet" keys="s" onClick={skip}>
            {say('walk.skip')}
          </Button>
          {mayFail && (
            <Button kind="quiet" keys="c" onClick={cannot}>
              {say('walk.cannot')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

type Say = ReturnType<typeof useSay>

function waysOf(step: Step, say: Say, language: Language): readonly Way[] {
  const plain = (key: string, text: string, answer: Answer): Way => ({ key, text, answer })
  if (step.kind === 'tell') return [plain('told', say('walk.told'), { kind: 'told' })]
  if (step.kind === 'do')
    return [
      plain('worked', say('walk.worked'), { kind: 'worked' }),
      plain('failed', say('walk.failed'), { kind: 'failed' }),
    ]
  if (step.kind === 'check') {
    const silent = plain('silent', say('test_run.check_silent'), { kind: 'silent' })
    if (step.check === 'case_value') return [silent]
    return [
      plain('yes', say('test_run.check_yes'), { kind: 'result', value: 'yes' }),
      plain('no', say('test_run.check_no'), { kind: 'result', value: 'no' }),
      silent,
    ]
  }
  if (step.kind !== 'ask' || step.asked.kind !== 'choice') return []
  return step.asked.choices.map(({ name, words }, i) => ({
    key: `${name} ${i}`,
    text: words[language] ?? name,
    ...(words[language] !== undefined && { lang: language }),
    answer: { kind: 'value', value: name },
  }))
}

/** Numbers, dates, words; of a photo its name is enough. */
function Typed({ step, onAnswer }: Pick<Props, 'step' | 'onAnswer'>) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const asked = step.kind === 'ask' && step.asked.kind !== 'choice' ? step.asked : null
  const isCase = step.kind === 'check' && step.check === 'case_value'
  if (!asked && !isCase) return null
  const give = () => {
    const text = typed.trim()
    if (text === '') return
    if (isCase) return onAnswer({ kind: 'result', value: text })
    const value = asked?.kind === 'number' ? Number(text.replace(',', '.')) : text
    onAnswer({ kind: 'value', value })
  }
  const unit =
    asked?.kind === 'number' ? `${asked.least}–${asked.most} ${asked.unit ?? ''}`.trim() : undefined
  const label = isCase
    ? say('test_run.check_value')
    : say(asked?.kind === 'photo' ? 'test_run.photo' : 'walk.answer')
  return (
    <div className={s.typed} data-form="">
      <TextField
        label={label}
        hint={isCase ? step.of : unit}
        type={asked?.kind === 'date' ? 'date' : 'text'}
        inputMode={asked?.kind === 'number' ? 'decimal' : undefined}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          give()
        }}
      />
      <Button keys="enter" onClick={give}>
        {say('walk.go_on')}
      </Button>
    </div>
  )
}
