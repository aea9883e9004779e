// What a hand-off may say beside its question, each part opened only where there is something to say; and
// why nothing was tried. Not: the rows every hand-off has (hand-off-rows.tsx).
import { type ReactNode, useState } from 'react'
import { hasAsked } from '#core/case/deed/hand-off.ts'
import { type Confidence, confidences, type NoStepsReason } from '#core/case/hand-off-facts.ts'
import type { Instant } from '#core/kit/time.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { nowMs } from '#web/kit/now.ts'
import { SheetRow } from '#web/kit/sheet.tsx'
import { Slot } from '#web/kit/slot.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { nextUpdateChoices } from './next-update.ts'
import { choiceText } from './next-update.tsx'
import type { HandOffForm } from './use-hand-off.ts'
import type { Written } from './use-hand-off-more.ts'

type Props = { readonly form: HandOffForm }

/** By when it is wanted, and why then. */
export function WantedBy({ form: { written, write } }: Props) {
  const { say, desk } = useCase()
  const words = useWords()
  const [choices] = useState(() => nextUpdateChoices(nowMs(), desk.zone))
  return (
    <>
      <p className={s.next}>
        {say('hand_off.wanted_by')}
        <Slot
          label={say('hand_off.wanted_by')}
          value={String(written.wantedBy ?? '')}
          options={[
            { value: '', text: say('hand_off.wanted_any') },
            ...choices.map(one => ({ value: String(one.at), text: choiceText(one, nowMs(), words) })),
          ]}
          onChange={at => write({ wantedBy: at === '' ? null : (Number(at) as Instant) })}
        />
      </p>
      {written.wantedBy !== null && (
        <TextField
          label={say('hand_off.wanted_because')}
          value={written.wantedBecause}
          onChange={event => write({ wantedBecause: event.currentTarget.value })}
        />
      )}
    </>
  )
}

/** Why nothing was tried: one of a closed list; what the customer said is pointed to. */
export function NoSteps({ form: { written, write, gate } }: Props) {
  const { say, state, data, entries, text } = useCase()
  const said = entries.flatMap(one =>
    one.kind === 'claim'
      ? [{ value: one.claim as string, text: text(one.text).slice(0, 90) }]
      : one.kind === 'message' && one.way === 'in'
        ? [{ value: one.message as string, text: text(one.text).slice(0, 90) }]
        : [],
  )
  return (
    <>
      <SelectField
        label={say('deeds.hand_off_no_steps')}
        needed={written.noSteps === ''}
        value={written.noSteps}
        options={[
          { value: '', text: say('hand_off.choose') },
          ...gate.reasons.map(one => ({ value: one, text: say(`hand_off.no_steps_${one}`) })),
        ]}
        onChange={event => write({ noSteps: event.currentTarget.value as NoStepsReason | '' })}
      />
      {written.noSteps === 'customer_skilled' && <p>{data.customer.skill?.text}</p>}
      {written.noSteps === 'customer_wish' && !hasAsked(state, undefined) && (
        <SelectField
          label={say('hand_off.wished_in')}
          needed={written.wishedIn === ''}
          value={written.wishedIn}
          options={[{ value: '', text: say('hand_off.choose') }, ...said]}
          onChange={event => write({ wishedIn: event.currentTarget.value })}
        />
      )}
      {written.noSteps === 'other' && (
        <TextField
          label={say('hand_off.no_steps_words')}
          hint={say('deeds.hand_off_no_steps_hint')}
          needed={written.noStepsBecause.trim() === ''}
          value={written.noStepsBecause}
          onChange={event => write({ noStepsBecause: event.currentTarget.value })}
        />
      )}
    </>
  )
}

/** The rows that are not needed: suspected, meanwhile, and how one gets in. */
export function MoreRows({ form }: Props) {
  const { say } = useCase()
  const { written, write } = form
  return (
    <>
      <MoreRow name={say('hand_off.guess')} isFilled={written.guess !== '' || written.ruledOut !== ''}>
        <Words form={form} name="guess" />
        <p className={s.next}>
          {say('hand_off.confidence')}
          <Slot
            label={say('hand_off.confidence')}
            value={written.guessConfidence}
            options={confidences.map((value: Confidence) => ({
              value,
              text: say(`hand_off.confidence_${value}`),
            }))}
            onChange={guessConfidence => write({ guessConfidence })}
          />
        </p>
        <Words form={form} name="ruledOut" />
      </MoreRow>
      <MoreRow name={say('hand_off.meanwhile')} isFilled={written.ifThen !== '' || written.doNot !== ''}>
        <Words form={form} name="ifThen" />
        <Words form={form} name="doNot" />
      </MoreRow>
      <MoreRow name={say('hand_off.access')} isFilled={written.access !== '' || written.mayTell !== ''}>
        <Words form={form} name="access" />
        <Words form={form} name="mayTell" />
      </MoreRow>
    </>
  )
}

const keyOf = {
  guess: 'hand_off.guess',
  ruledOut: 'hand_off.ruled_out',
  ifThen: 'hand_off.if_then',
  doNot: 'hand_off.do_not',
  access: 'hand_off.access',
  mayTell: 'hand_off.may_tell',
} as const satisfies Partial<Record<keyof Written, string>>

function Words({ form: { written, write }, name }: Props & { readonly name: keyof typeof keyOf }) {
  const { say } = useCase()
  return (
    <TextArea
      label={say(keyOf[name])}
      value={written[name]}
      onChange={event => write({ [name]: event.currentTarget.value })}
    />
  )
}

function MoreRow({ name, isFilled, children }: { name: string; isFilled: boolean; children: ReactNode }) {
  const { say } = useCase()
  const [isOpen, setOpen] = useState(isFilled)
  const add = (
    <Button kind="quiet" onClick={() => setOpen(true)} aria-label={`${say('hand_off.add')}: ${name}`}>
      {say('hand_off.add')}
    </Button>
  )
  return (
    <SheetRow mark={<Glyph name={isFilled ? 'kept' : 'open'} />} name={name} end={isOpen ? undefined : add}>
      {isOpen ? children : <p className="soft">{say('hand_off.nothing_said')}</p>}
    </SheetRow>
  )
}
