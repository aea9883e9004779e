// How bad it is: three questions that give the severity, what the customer asks for beside it, and a reason
// he may read. Not: the grid (core/case/impact.ts).
import { useState } from 'react'
import { severities, type Severity } from '#core/case/event.ts'
import {
  type Impact,
  type ImpactHarm,
  type ImpactPeople,
  type ImpactWorkaround,
  impactHarms,
  impactPeople,
  impactWorkarounds,
  severityOf,
} from '#core/case/impact.ts'
import type { ClaimId } from '#core/kit/id.ts'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

type Said = Impact & {
  readonly wished: Severity | null
  readonly claim: ClaimId | ''
  readonly because: string
}

/** What is being said, what follows from it, and what still stands against it. */
function useImpact() {
  const { say, state } = useCase()
  const known = state.impact ?? { people: 'some', workaround: 'poor', harm: 'none', wished: null }
  const [said, setSaid] = useState<Said>({ ...known, claim: '', because: '' })
  const severity = severityOf(said)
  const claim = said.claim === '' ? null : state.claims[said.claim]
  const isUnchecked = claim !== null && claim?.verdict !== 'confirmed'
  const because = said.because.trim()
  const missing =
    because === ''
      ? say('impact.needs')
      : isUnchecked && severity > 1 && severity < state.severity
        ? say('impact.unchecked')
        : ''
  const { people, workaround, harm, wished } = said
  const body = {
    ...{ people, workaround, harm, because },
    ...(wished !== null && { wished }),
    ...(said.claim !== '' && { claim: said.claim }),
  }
  return { said, set: (change: Partial<Said>) => setSaid({ ...said, ...change }), severity, missing, body }
}

export function ImpactForm({ onClose }: SheetProps) {
  const { say, act } = useCase()
  const form = useImpact()
  const { said, set, severity } = form
  return (
    <DeedDialog
      moment="severity"
      title={say('impact.title')}
      doText={say('deeds.classify_do')}
      missing={form.missing}
      aside={
        <b aria-live="polite">
          {say('impact.gives', { n: severity, name: say(`kinds.severity_${severity}`) })}
        </b>
      }
      onDo={() => void act('severity.assess', form.body)}
      onClose={onClose}
    >
      <GridFields said={said} set={set} />
      <RestFields said={said} set={set} />
      <TextField
        label={say('impact.reason')}
        needed
        value={said.because}
        onChange={event => set({ because: event.currentTarget.value })}
      />
    </DeedDialog>
  )
}

type Fields = { readonly said: Said; readonly set: (change: Partial<Said>) => void }

function GridFields({ said, set }: Fields) {
  const { say } = useCase()
  const options = (field: string, all: readonly string[]) =>
    all.map(one => ({ value: one, text: say(`impact.${field}_${one}`) }))
  return (
    <>
      <SelectField
        label={say('impact.people')}
        value={said.people}
        autoFocus
        options={options('people', impactPeople)}
        onChange={event => set({ people: event.currentTarget.value as ImpactPeople })}
      />
      <div className={s.pair}>
        <SelectField
          label={say('impact.workaround')}
          value={said.workaround}
          options={options('workaround', impactWorkarounds)}
          onChange={event => set({ workaround: event.currentTarget.value as ImpactWorkaround })}
        />
        <SelectField
          label={say('impact.harm')}
          value={said.harm}
          options={options('harm', impactHarms)}
          onChange={event => set({ harm: event.currentTarget.value as ImpactHarm })}
        />
      </div>
    </>
  )
}

/** What it rests on, and what the customer wishes: kept, and not mixed with what follows from the impact. */
function RestFields({ said, set }: Fields) {
  const { say, state, text } = useCase()
  const claims = Object.entries(state.claims).map(([id, one]) => ({ value: id, text: `“${text(one.text)}”` }))
  return (
    <div className={s.pair}>
      <SelectField
        label={say('impact.rests')}
        value={said.claim}
        options={[{ value: '', text: say('impact.seen') }, ...claims]}
        onChange={event => set({ claim: event.currentTarget.value as ClaimId | '' })}
      />
      <SelectField
        label={say('impact.wished')}
        value={said.wished === null ? '' : String(said.wished)}
        options={[
          { value: '', text: say('impact.not_said') },
          ...severities.map(one => ({ value: String(one), text: `S${one} ${say(`kinds.severity_${one}`)}` })),
        ]}
        onChange={event => {
          const { value } = event.currentTarget
          set({ wished: value === '' ? null : (Number(value) as Severity) })
        }}
      />
    </div>
  )
}
