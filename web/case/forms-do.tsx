// Forms for what we do: a step tried, a contact held. Why is asked of every step, so that nobody repeats it
// blindly.
import { useState } from 'react'
import { isMadeLater, isTooEarly, spokenPromises } from '#core/case/deed/promise.ts'
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
import type { Promised } from '#core/case/state.ts'
import type { StepId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import { Check, Choices } from '#web/kit/check.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { wallTime, windowTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { HelpInCallPart, helpOfCall, noHelpInCall } from './forms-help.tsx'
import type { NextUpdate } from './next-update.tsx'
import { isTurned } from './own-time.ts'
import { PromiseNext, useNextPromise } from './promise-next.tsx'
import { Tells } from './tells.tsx'
import { similarStep } from './similar-step.ts'

/** A step being written, and one like it that was done before. */
function useStep(choice: string) {
  const { say, state, text } = useCase()
  const [step, setStep] = useState({
    what: choice,
    why: '',
    outcome: 'no_change' as StepOutcome,
    result: '',
    doneBy: 'customer' as StepDoer,
    because: '',
  })
  const set = (change: Partial<typeof step>) => setStep({ ...step, ...change })
  const what = step.what.trim()
  const why = step.why.trim()
  const result = step.result.trim()
  const because = step.because.trim()
  const steps = Object.entries(state.steps).map(([id, one]) => ({ id: id as StepId, what: text(one.what) }))
  const before = similarStep(steps, step.what)
  const missing = (): string => {
    if (what === '') return say('deeds.step_needs_what')
    if (why === '') return say('deeds.step_needs_why')
    return before && because === '' ? say('deeds.step_needs_reason') : ''
  }
  const body = {
    what,
    why,
    outcome: step.outcome,
    doneBy: step.doneBy,
    ...(result !== '' && { result }),
    ...(before && { repeats: before.id, repeatBecause: because }),
  }
  return { step, set, before, missing: missing(), body }
}
type StepState = ReturnType<typeof useStep>

/** t: what was done, why, what came of it, who did it. Something like it done before asks for a reason. */
export function StepForm({ choice = '', onClose }: SheetProps) {
  const { say, act } = useCase()
  const form = useStep(choice)
  const { step, set, missing, body } = form
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
        needed={step.what.trim() === ''}
        autoFocus
        value={step.what}
        onChange={event => set({ what: event.currentTarget.value })}
      />
      <DoneBefore form={form} />
      <TextField
        label={say('deeds.step_why')}
        hint={say('deeds.step_why_hint')}
        needed={step.why.trim() === ''}
        value={step.why}
        onChange={event => set({ why: event.currentTarget.value })}
      />
      <CameOfIt form={form} />
      <TextField
        label={say('deeds.step_result')}
        value={step.result}
        onChange={event => set({ result: event.currentTarget.value })}
      />
    </DeedDialog>
  )
}

/** Nobody is asked to do the same twice without a reason. */
function DoneBefore({ form }: { form: StepState }) {
  const { say, entries } = useCase()
  const { before, step, set } = form
  if (!before) return null
  const entry = entries.find(one => one.kind === 'step' && one.step === before.id)
  return (
    <div className={s.warn} role="status">
      <p>
        <b>{say('deeds.step_before')}</b> {before.what}
        {entry?.kind === 'step' && ` · ${say(`kinds.outcome_${entry.outcome}`)}`}
      </p>
      <TextField
        label={say('deeds.step_again')}
        needed={step.because.trim() === ''}
        value={step.because}
        onChange={event => set({ because: event.currentTarget.value })}
      />
    </div>
  )
}

function CameOfIt({ form }: { form: StepState }) {
  const { say } = useCase()
  const { step, set } = form
  return (
    <div className={s.pair}>
      <SelectField
        label={say('deeds.step_outcome')}
        value={step.outcome}
        options={stepOutcomes.map(one => ({ value: one, text: say(`kinds.outcome_${one}`) }))}
        onChange={event => set({ outcome: event.currentTarget.value as StepOutcome })}
      />
      <SelectField
        label={say('deeds.step_by')}
        value={step.doneBy}
        options={stepDoers.map(one => ({ value: one, text: say(`kinds.doer_${one}`) }))}
        onChange={event => set({ doneBy: event.currentTarget.value as StepDoer })}
      />
    </div>
  )
}

/** Who has just promised to call and does so has not been talking since before that. */
function usualMinutes(promises: ReturnType<typeof spokenPromises>): number {
  const made = Math.max(0, ...promises.map(([, one]) => one.madeAt))
  return Math.max(0, Math.min(3, Math.floor((nowMs() - made) / minuteMs)))
}

/** A contact being logged; a single open promise counts as kept until it is unticked. */
function useContact(id: string | undefined, said = '') {
  const { state, telling } = useCase()
  const promises = spokenPromises(state)
  const only = promises.length === 1 ? promises[0] : undefined
  const [held, setHeld] = useState({
    means: 'phone' as ContactMeans,
    direction: 'out' as 'in' | 'out',
    reach: 'reached' as Reach,
    minutes: String(usualMinutes(promises)),
    said,
    keeps: (id ? [id] : only ? [only[0]] : []) as readonly string[],
    noNews: false,
    joined: false,
    says: '' as '' | 'holds' | 'came_back',
    next: null as NextUpdate | null,
    help: noHelpInCall,
  })
  const nextPromise = useNextPromise()
  const mayAsk = state.checkBack !== null
  const set = (change: Partial<typeof held>) => setHeld({ ...held, ...change })
  const minutes = Math.max(0, Math.round(Number(held.minutes) || 0))
  const { means, direction, reach, keeps, noNews, says } = held
  const reached = reach === 'reached'
  const text = held.said.trim()
  const startedAt = () => nowMs() - minutes * minuteMs
  const body = () => ({
    means,
    direction,
    reach,
    minutes,
    startedAt: startedAt(),
    keeps,
    ...(text !== '' && { text }),
    ...(reached && state.phase === 'open' && noNews && { news: false }),
    ...(state.phase === 'open' && nextPromise(held.next, 'phone')),
    ...(reached && telling.news.length > 0 && { tells: telling.news }),
    ...(held.joined && state.contact && { joined: state.contact }),
    ...(reached && mayAsk && says !== '' && { checkBack: says }),
    ...(reached && helpOfCall(held.help, state.help?.id ?? null)),
  })
  return { held, set, promises, mayAsk, startedAt, body }
}
type ContactState = ReturnType<typeof useContact>

/** o: a call or a visit, in seconds. `id` is a promise it keeps. */
export function ContactForm({ id, fill, onClose }: SheetProps) {
  const { say, act, state, offWhy, customerFirst, telling } = useCase()
  const form = useContact(id, fill?.said)
  const { held, set } = form
  const speaks = held.direction === 'in' || held.reach !== 'reached' ? '' : offWhy('message.queue')
  const unasked = held.joined ? '' : speaks
  const mayPromise = state.phase === 'open' && offWhy('promise.make') === ''
  return (
    <DeedDialog
      title={say('deeds.contact_title', { name: customerFirst })}
      doText={say('deeds.contact_do')}
      missing={held.next?.is === 'at' && isTurned(held.next) ? say('case.window_turned') : unasked}
      onDo={() => {
        void act('contact.hold', form.body())
        telling.set([])
      }}
      onClose={onClose}
    >
      <Choices
        label={say('deeds.contact_reach')}
        labelHidden
        inline
        value={held.reach}
        onChange={reach => set({ reach })}
        choices={reaches.map(one => ({ value: one, text: say(`kinds.reach_${one}`) }))}
      />
      <HowAndHowLong form={form} />
      <TextArea
        label={say('deeds.contact_said')}
        value={held.said}
        onChange={event => set({ said: event.currentTarget.value })}
      />
      <WhatHeSays form={form} />
      {speaks !== '' && <Joined form={form} />}
      <KeptByIt form={form} />
      {held.reach === 'reached' && <Tells />}
      {mayPromise && <PromiseNext value={held.next} onChange={next => form.set({ next })} />}
      {held.reach === 'reached' && <HelpInCallPart value={held.help} set={help => set({ help })} />}
    </DeedDialog>
  )
}

function HowAndHowLong({ form }: { form: ContactState }) {
  const { say } = useCase()
  const { held, set } = form
  const ways = contactMeans.flatMap(one =>
    (one === 'phone' ? (['out', 'in'] as const) : (['in'] as const)).map(way => ({
      value: `${way} ${one}`,
      text: one === 'phone' ? say(`kinds.direction_${way}`) : say(`kinds.means_${one}`),
    })),
  )
  return (
    <div className={s.pair}>
      <SelectField
        label={say('deeds.contact_means')}
        value={`${held.direction} ${held.means}`}
        options={ways}
        onChange={event => {
          const [direction, means] = event.currentTarget.value.split(' ') as ['in' | 'out', ContactMeans]
          set({ direction, means })
        }}
      />
      <TextField
        label={say('deeds.contact_minutes')}
        type="number"
        min={0}
        max={600}
        inputMode="numeric"
        value={held.minutes}
        autoFocus
        onChange={event => set({ minutes: event.currentTarget.value })}
      />
    </div>
  )
}

/** Whether he was told news; and, where he is to be asked, whether the fix holds. */
function WhatHeSays({ form }: { form: ContactState }) {
  const { say, state } = useCase()
  const { held, set, mayAsk } = form
  if (held.reach !== 'reached') return null
  return (
    <>
      {state.phase === 'open' && (
        <Check checked={held.noNews} onChange={event => set({ noNews: event.currentTarget.checked })}>
          {say('case.no_news')}
        </Check>
      )}
      {mayAsk && (
        <Choices
          label={say('deeds.check_back_says')}
          inline
          value={held.says}
          onChange={says => set({ says })}
          choices={[
            { value: 'holds', text: say('case.check_back_holds') },
            { value: 'came_back', text: say('case.check_back_came_back') },
            { value: '', text: say('deeds.check_back_open') },
          ]}
        />
      )}
    </>
  )
}

/** Whoever may not speak alone calls with the contact on the line. */
function Joined({ form }: { form: ContactState }) {
  const { say, state, who } = useCase()
  if (!state.contact) return null
  const agent = who({ kind: 'agent', id: state.contact }).name
  return (
    <Check checked={form.held.joined} onChange={event => form.set({ joined: event.currentTarget.checked })}>
      {say('roles.joined', { agent })}
    </Check>
  )
}

/** Which promises this contact keeps. */
function KeptByIt({ form }: { form: ContactState }) {
  const { say, text } = useCase()
  const words = useWords()
  const { held, set, promises } = form
  if (promises.length === 0) return null
  const toggle = (promise: string, on: boolean) =>
    set({ keeps: on ? [...held.keeps, promise] : held.keeps.filter(each => each !== promise) })
  // He is told before he saves it, since it does not count.
  const early = (one: Pick<Promised, 'from'>) =>
    held.reach !== 'reached' && isTooEarly(one, { how: 'attempt', at: form.startedAt() })
  return (
    <div className={s.choices}>
      {promises.map(([promise, one]) => (
        <Check
          key={promise}
          checked={held.keeps.includes(promise)}
          onChange={event => toggle(promise, event.currentTarget.checked)}
        >
          {say('case.keeps', { text: text(one.topic) })}{' '}
          <span className="soft num">{windowTime(one, nowMs(), words)}</span>
          {early(one) && (
            <span className="soft">
              {' '}
              · {say('case.too_early', { at: wallTime(one.from ?? 0, nowMs(), words) })}
            </span>
          )}
          {isMadeLater(one, form.startedAt()) && (
            <span className="soft">
              {' '}
              · {say('case.made_later', { at: wallTime(one.madeAt, nowMs(), words) })}
            </span>
          )}
        </Check>
      ))}
    </div>
  )
}
