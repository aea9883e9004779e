// Forms of making sure: a fix checked in a test environment, a check for later, putting it off, and what was
// seen. Not: their entries (verification-view.tsx).
import { useState } from 'react'
import { openRegressions, regressionOf } from '#core/case/regressions.ts'
import {
  type RegressionResult,
  regressionResults,
  type VerificationResult,
  verificationResults,
} from '#core/case/verification-fact.ts'
import type { AgentId, RegressionId } from '#core/kit/id.ts'
import { dayMs } from '#core/kit/time.ts'
import { Choices } from '#web/kit/check.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { fieldOf, instantOfField } from './wall-clock.ts'

const isBlank = (words: string): boolean => words.trim() === ''

/** m v: where the fault was made to happen, which fix was checked there, and what came of it. */
export function VerificationForm({ onClose }: SheetProps) {
  const { say, act } = useCase()
  const [words, setWords] = useState({ environment: '', recreated: '', fix: '', because: '' })
  const [result, setResult] = useState<VerificationResult>('holds')
  const needed = (['environment', 'recreated', 'fix', 'because'] as const).filter(
    one => one !== 'recreated' || result !== 'not_checked',
  )
  const empty = needed.find(one => isBlank(words[one]))
  const { recreated, ...others } = words
  const body = {
    ...Object.fromEntries(Object.entries(others).map(([name, one]) => [name, one.trim()])),
    ...(!isBlank(recreated) && { recreated: recreated.trim() }),
    result,
  }
  const field = (name: keyof typeof words) => ({
    label: say(`verification.${name}`),
    needed: needed.includes(name) && isBlank(words[name]),
    value: words[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setWords({ ...words, [name]: event.currentTarget.value }),
  })
  return (
    <DeedDialog
      moment="cause"
      title={say('verification.title')}
      doText={say('verification.do')}
      missing={empty ? say('finding.needs', { what: say(`verification.${empty}`) }) : ''}
      onDo={() => void act('verification.make', body)}
      onClose={onClose}
    >
      <TextField {...field('environment')} autoFocus />
      <TextArea {...field('recreated')} />
      <TextField {...field('fix')} />
      <Choices
        label={say('verification.result')}
        inline
        value={result}
        onChange={setResult}
        choices={verificationResults.map(one => ({ value: one, text: say(`verification.result_${one}`) }))}
      />
      <TextArea {...field('because')} />
    </DeedDialog>
  )
}

/** When it is checked and by whom, for planning and putting off. */
function useWhen(first: { readonly dueAt: number; readonly checker: AgentId }) {
  const { say, desk } = useCase()
  const [due, setDue] = useState(() => fieldOf(first.dueAt, desk.zone))
  const [checker, setChecker] = useState<AgentId>(first.checker)
  const dueAt = instantOfField(due, desk.zone)
  const isPast = dueAt === null || dueAt <= nowMs()
  const theirs = (teams: readonly string[]) =>
    teams.some(team => Object.values(desk.facts.teams).some(one => one.id === team && one.partner))
  const people = Object.values(desk.facts.agents).filter(one => one.active && !theirs(one.teams))
  const fields = (
    <>
      <TextField
        label={say('verification.when')}
        type="datetime-local"
        value={due}
        error={isPast ? say('deeds.in_the_past') : undefined}
        onChange={event => setDue(event.currentTarget.value)}
      />
      <SelectField
        label={say('verification.checker')}
        value={checker}
        options={people.map(one => ({ value: one.id as string, text: one.name }))}
        onChange={event => setChecker(event.currentTarget.value as AgentId)}
      />
    </>
  )
  return { fields, dueAt, checker, missing: isPast ? say('deeds.in_the_past') : '' }
}

const usualDays = 14

/** m g: what is checked again, when and by whom. */
export function RegressionForm({ onClose }: SheetProps) {
  const { say, act, desk } = useCase()
  const [what, setWhat] = useState('')
  const when = useWhen({ dueAt: nowMs() + usualDays * dayMs, checker: desk.me.id })
  const lacks = isBlank(what) ? say('finding.needs', { what: say('verification.what') }) : ''
  const { dueAt, checker } = when
  return (
    <DeedDialog
      moment="cause"
      title={say('verification.plan_title')}
      note={say('verification.plan_note')}
      doText={say('verification.plan_do')}
      missing={lacks || when.missing}
      onDo={() => void act('regression.plan', { what: what.trim(), dueAt, checker })}
      onClose={onClose}
    >
      <TextField
        label={say('verification.what')}
        needed={isBlank(what)}
        autoFocus
        value={what}
        onChange={event => setWhat(event.currentTarget.value)}
      />
      {when.fields}
    </DeedDialog>
  )
}

/** Puts a check off, or gives it to somebody else. */
export function RegressionMoveForm({ id, onClose }: SheetProps) {
  const { say, act, state, desk } = useCase()
  const one = regressionOf(state, id as RegressionId)
  const ahead = Math.max(one?.dueAt ?? 0, nowMs() + dayMs)
  const when = useWhen({ dueAt: ahead, checker: one?.checker ?? desk.me.id })
  const [because, setBecause] = useState('')
  const { dueAt, checker } = when
  return (
    <DeedDialog
      moment="cause"
      title={say('verification.move_title')}
      doText={say('verification.move')}
      missing={when.missing || (isBlank(because) ? say('deeds.needs_reason') : '')}
      onDo={() => void act('regression.move', { regression: id, dueAt, checker, because: because.trim() })}
      onClose={onClose}
    >
      {when.fields}
      <TextField
        label={say('deeds.because')}
        needed={isBlank(because)}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** What was seen when it was checked again; what came back needs what is done next. */
export function RegressionCheckForm({ id, onClose }: SheetProps) {
  const { say, act, state, text } = useCase()
  const regression = id ?? openRegressions(state)[0]?.[0]
  const one = regressionOf(state, regression as RegressionId)
  const [result, setResult] = useState<RegressionResult>('gone')
  const [seen, setSeen] = useState('')
  const [next, setNext] = useState('')
  const isBack = result === 'came_back'
  const lacks = isBlank(seen) ? 'seen' : isBack && isBlank(next) ? 'next' : null
  return (
    <DeedDialog
      moment="cause"
      title={say('verification.check_title')}
      note={text(one?.what)}
      doText={say('verification.check_do')}
      missing={lacks ? say('finding.needs', { what: say(`verification.${lacks}`) }) : ''}
      onDo={() =>
        void act('regression.check', {
          regression,
          result,
          seen: seen.trim(),
          ...(isBack && { next: next.trim() }),
        })
      }
      onClose={onClose}
    >
      <Choices
        label={say('verification.came_of_it')}
        inline
        value={result}
        onChange={setResult}
        choices={regressionResults.map(value => ({ value, text: say(`verification.is_${value}`) }))}
      />
      <TextArea
        label={say('verification.seen')}
        needed={isBlank(seen)}
        autoFocus
        value={seen}
        onChange={event => setSeen(event.currentTarget.value)}
      />
      {isBack && (
        <TextField
          label={say('verification.next')}
          hint={say('verification.next_hint')}
          needed={isBlank(next)}
          value={next}
          onChange={event => setNext(event.currentTarget.value)}
        />
      )}
    </DeedDialog>
  )
}
