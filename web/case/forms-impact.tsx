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
import type { OpenedCase } from '#core/case/state.ts'
import type { ClaimId } from '#core/kit/id.ts'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { fieldOf, instantOfField } from './wall-clock.ts'

type Said = Impact & {
  readonly wished: Severity | null
  /** as the field holds it */
  readonly since: string
  readonly claim: ClaimId | ''
  readonly because: string
}

const unsaid = { people: 'some', workaround: 'poor', harm: 'none', wished: null, since: null } as const

/** Whether his word cannot raise it: unchecked, only to critical; where the records say otherwise, never. */
const isDenied = (claim: OpenedCase['claims'][ClaimId] | null | undefined, severity: Severity): boolean =>
  claim?.verdict === 'does_not_match' || (!!claim && claim.verdict !== 'confirmed' && severity > 1)

/** What is being said, what follows from it, and what still stands against it. */
function useImpact() {
  const { say, state, desk } = useCase()
  const known = state.impact ?? unsaid
  const [said, setSaid] = useState<Said>({
    ...known,
    ...{ since: known.since ? fieldOf(known.since, desk.zone) : '', claim: '', because: '' },
  })
  const severity = severityOf(said)
  const claim = said.claim === '' ? null : state.claims[said.claim]
  const because = said.because.trim()
  const since = instantOfField(said.since, desk.zone)
  const isAhead = since !== null && since > nowMs()
  const missing =
    because === ''
      ? say('impact.needs')
      : severity < state.severity && isDenied(claim, severity)
        ? say('impact.unchecked')
        : isAhead
          ? say('impact.since_future')
          : ''
  const { people, workaround, harm, wished } = said
  const body = {
    ...{ people, workaround, harm, because },
    ...(wished !== null && { wished }),
    ...(since !== null && { since }),
    ...(said.claim !== '' && { claim: said.claim }),
  }
  return {
    said,
    set: (change: Partial<Said>) => setSaid({ ...said, ...change }),
    severity,
    isAhead,
    missing,
    body,
  }
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
        label={say('impact.since')}
        type="datetime-local"
        error={form.isAhead ? say('impact.since_future') : undefined}
        value={said.since}
        onChange={event => set({ since: event.currentTarget.value })}
      />
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
  const claims = Object.entries(state.claims).map(([value, one]) => ({
    value,
    text: say('case.quoted', { text: text(one.text) }),
  }))
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
