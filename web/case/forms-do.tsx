// Forms for what we do: a step tried, a contact held. Why is asked of every step, so that nobody repeats it
// blindly.
import { useState } from 'react'
import { spokenPromises } from '#core/case/deed/promise.ts'
import {
  contactMeans,
  type ContactMeans,
  type Reach,
  reaches,
  type StepDoer,
  stepDoers,
  type StepOutcome,
  stepOutcomes,
} from '#core/case/event.ts'
import type { StepId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import { Check, Choices } from '#web/kit/check.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { similarStep } from './similar-step.ts'

/**
 * t: what was done, why, what came of it, and who did it. Something like it done before asks for a reason.
 */
export function StepForm({ choice = '', onClose }: SheetProps) {
  const { say, act, state, text, entries } = useCase()
  const [what, setWhat] = useState(choice)
  const [why, setWhy] = useState('')
  const [outcome, setOutcome] = useState<StepOutcome>('no_change')
  const [result, setResult] = useState('')
  const [doneBy, setDoneBy] = useState<StepDoer>('customer')
  const [because, setBecause] = useState('')
  const steps = Object.entries(state.steps).map(([id, one]) => ({ id: id as StepId, what: text(one.what) }))
  const before = similarStep(steps, what)
  const entry = entries.find(one => one.kind === 'step' && one.step === before?.id)
  const missing =
    what.trim() === ''
      ? say('deeds.step_needs_what')
      : why.trim() === ''
        ? say('deeds.step_needs_why')
        : before && because.trim() === ''
          ? say('deeds.step_needs_reason')
          : ''
  const body = {
    what: what.trim(),
    why: why.trim(),
    outcome,
    doneBy,
    ...(result.trim() !== '' && { result: result.trim() }),
    ...(before && { repeats: before.id, repeatBecause: because.trim() }),
  }
  return (
    <DeedDialog
      title={say('deeds.step_title')}
      doText={say('deeds.step_do')}
      missing={missing}
      onDo={() => void act('step.try', body)}
      onClose={onClose}
    >
      <TextField
        label={say('deeds.step_what')}
        needed={what.trim() === ''}
        autoFocus
        value={what}
        onChange={event => setWhat(event.currentTarget.value)}
      />
      {before && (
        <div className={s.warn} role="status">
          <p>
            <b>{say('deeds.step_before')}</b> {before.what}
            {entry?.kind === 'step' && ` · ${say(`kinds.outcome_${entry.outcome}`)}`}
          </p>
          <TextField
            label={say('deeds.step_again')}
            needed={because.trim() === ''}
            value={because}
            onChange={event => setBecause(event.currentTarget.value)}
          />
        </div>
      )}
      <TextField
        label={say('deeds.step_why')}
        hint={say('deeds.step_why_hint')}
        needed={why.trim() === ''}
        value={why}
        onChange={event => setWhy(event.currentTarget.value)}
      />
      <div className={s.pair}>
        <SelectField
          label={say('deeds.step_outcome')}
          value={outcome}
          options={stepOutcomes.map(one => ({ value: one, text: say(`kinds.outcome_${one}`) }))}
          onChange={event => setOutcome(event.currentTarget.value as StepOutcome)}
        />
        <SelectField
          label={say('deeds.step_by')}
          value={doneBy}
          options={stepDoers.map(one => ({ value: one, text: say(`kinds.doer_${one}`) }))}
          onChange={event => setDoneBy(event.currentTarget.value as StepDoer)}
        />
      </div>
      <TextField
        label={say('deeds.step_result')}
        value={result}
        onChange={event => setResult(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** o: a call or a visit, in seconds. `id` is a promise it keeps. */
export function ContactForm({ id, onClose }: SheetProps) {
  const { say, act, state, text, customerFirst } = useCase()
  const words = useWords()
  const promises = spokenPromises(state)
  const [means, setMeans] = useState<ContactMeans>('phone')
  const [direction, setDirection] = useState<'in' | 'out'>('out')
  const [reach, setReach] = useState<Reach>('reached')
  const [minutes, setMinutes] = useState('3')
  const [said, setSaid] = useState('')
  const [keeps, setKeeps] = useState<readonly string[]>(
    id ? [id] : promises.length === 1 ? [promises[0]![0]] : [],
  )
  const count = Math.max(0, Math.round(Number(minutes) || 0))
  const body = {
    means,
    direction,
    reach,
    minutes: count,
    startedAt: nowMs() - count * minuteMs,
    keeps,
    ...(said.trim() !== '' && { text: said.trim() }),
  }
  return (
    <DeedDialog
      title={say('deeds.contact_title', { name: customerFirst })}
      doText={say('deeds.contact_do')}
      missing=""
      onDo={() => void act('contact.hold', body)}
      onClose={onClose}
    >
      <Choices
        label={say('deeds.contact_reach')}
        labelHidden
        inline
        value={reach}
        onChange={setReach}
        choices={reaches.map(one => ({ value: one, text: say(`kinds.reach_${one}`) }))}
      />
      <div className={s.pair}>
        <SelectField
          label={say('deeds.contact_means')}
          value={`${direction} ${means}`}
          options={contactMeans.flatMap(one =>
            (one === 'phone' ? (['out', 'in'] as const) : (['in'] as const)).map(way => ({
              value: `${way} ${one}`,
              text: one === 'phone' ? say(`kinds.direction_${way}`) : say(`kinds.means_${one}`),
            })),
          )}
          onChange={event => {
            const [way, by] = event.currentTarget.value.split(' ') as ['in' | 'out', ContactMeans]
            setDirection(way)
            setMeans(by)
          }}
        />
        <TextField
          label={say('deeds.contact_minutes')}
          type="number"
          min={0}
          max={600}
          inputMode="numeric"
          value={minutes}
          autoFocus
          onChange={event => setMinutes(event.currentTarget.value)}
        />
      </div>
      <TextArea
        label={say('deeds.contact_said')}
        value={said}
        onChange={event => setSaid(event.currentTarget.value)}
      />
      {promises.length > 0 && (
        <div className={s.choices}>
          {promises.map(([promise, one]) => (
            <Check
              key={promise}
              checked={keeps.includes(promise)}
              onChange={event =>
                setKeeps(
                  event.currentTarget.checked ? [...keeps, promise] : keeps.filter(each => each !== promise),
                )
              }
            >
              {say('case.keeps', { text: text(one.topic) })}{' '}
              <span className="soft num">{wallTime(one.dueAt, nowMs(), words)}</span>
            </Check>
          ))}
        </div>
      )}
    </DeedDialog>
  )
}
