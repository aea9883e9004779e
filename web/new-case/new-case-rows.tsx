// The rows of a new case: his words, what it is about, how bad by its impact, the title, the promise.
import { Fragment, type Ref, useState } from 'react'
import { type Kind, kinds, type PromiseMeans, promiseMeans } from '#core/case/event.ts'
import { impactHarms, impactPeople, impactWorkarounds, severityOf } from '#core/case/impact.ts'
import { useDesk } from '#web/case/desk.ts'
import { KeptTime } from '#web/case/keeper-part.tsx'
import { nextUpdateChoices } from '#web/case/next-update.ts'
import { type NextUpdate, NextUpdateSlot } from '#web/case/next-update.tsx'
import type { Chosen } from '#web/case/own-time.ts'
import { timeForThem } from '#web/case/say-in.ts'
import { ClockCell } from '#web/kit/clock.tsx'
import { TextArea, TextField } from '#web/kit/field.tsx'
import { FormRow } from '#web/kit/form-row.tsx'
import { nowMs } from '#web/kit/now.ts'
import { Slot } from '#web/kit/slot.tsx'
import { ClaimTag, SeverityMark } from '#web/kit/tag.tsx'
import { Said } from '#web/kit/voices.tsx'
import { useSay, useWords } from '#web/words.ts'
import { ToSay, useSpoken } from './to-say.tsx'
import { claimsOf, numberOf, plainPhone, titleOf } from './new-case.ts'
import s from './new-case.module.css'
import { NumberPart } from './number-part.tsx'
import type { NewCaseForm } from './use-new-case.ts'

type Row = { form: NewCaseForm }

/** Values with their words: `kinds.kind_…` for each of them. */
function useOptions() {
  const say = useSay()
  return <T extends string>(all: readonly T[], key: string) =>
    all.map(one => ({ value: one, text: say(`${key}_${one}`) }))
}

/** What the person says, one sentence a line; each becomes a claim. */
export function SaysRow({ form, field }: Row & { field: Ref<HTMLTextAreaElement> }) {
  const say = useSay()
  const { begun, set } = form
  const claims = claimsOf(begun.says).length
  const stand = claims > 0 && (
    <>
      <ClaimTag verdict="unchecked" />
      <p className="sm">{say('new_case.claims', { n: claims })}</p>
    </>
  )
  return (
    <FormRow label={say('new_case.says')} hint={say('new_case.says_hint')} stand={stand}>
      <ToSay form={form} fact="call.words" />
      <TextArea
        said
        label={say('new_case.says')}
        labelHidden
        lang={begun.language}
        rows={3}
        ref={field}
        value={begun.says}
        needed={begun.person !== null && begun.says.trim() === ''}
        onChange={event => set({ says: event.currentTarget.value })}
      />
    </FormRow>
  )
}

/** The device by its number, and the kind of need. */
export function WhatRow({ form }: Row) {
  const say = useSay()
  const options = useOptions()
  const { begun, set } = form
  return (
    <FormRow label={say('new_case.on_what')}>
      <NumberPart form={form} />
      <p className={s.sentence}>
        <Slot<Kind>
          label={say('queue.filter_kind')}
          value={begun.kind}
          options={options(kinds, 'kinds.kind')}
          onChange={kind => set({ kind })}
        />
      </p>
    </FormRow>
  )
}

const questions = [
  ['people', impactPeople],
  ['workaround', impactWorkarounds],
  ['harm', impactHarms],
] as const

/** How bad it is by its impact, asked as everywhere; the severity follows from it. */
export function ImpactRow({ form }: Row) {
  const say = useSay()
  const options = useOptions()
  const { begun, set } = form
  const stand = (
    <>
      <SeverityMark severity={severityOf(begun.impact)} /> {say('new_case.from_answers')}
    </>
  )
  return (
    <FormRow label={say('new_case.how_bad')} stand={stand}>
      <p className={s.sentence}>
        {questions.map(([name, all]) => (
          <Fragment key={name}>
            <span>{say(`impact.${name}`)}</span>
            <Slot<string>
              label={say(`impact.${name}`)}
              value={begun.impact[name]}
              options={options(all, `impact.${name}`)}
              onChange={value => set({ impact: { ...begun.impact, [name]: value } })}
            />
          </Fragment>
        ))}
      </p>
    </FormRow>
  )
}

/** The title, out of his first sentence until one writes another. */
export function TitleRow({ form }: Row) {
  const say = useSay()
  const { begun, set } = form
  const title = begun.title || titleOf(begun.says)
  const stand = begun.title === '' && title !== '' && say('new_case.from_first')
  return (
    <FormRow label={say('new_case.subject')} stand={stand}>
      <TextField
        label={say('new_case.subject')}
        labelHidden
        lang={begun.language}
        value={title}
        onChange={event => set({ title: event.currentTarget.value })}
      />
    </FormRow>
  )
}

/** The time that is promised, and how another is chosen. */
function usePromised({ begun: { dueAt, dueFrom, startedAt }, set }: NewCaseForm) {
  const { zone } = useDesk()
  // "Another time" begins at the time that stood there, which may be one of the quick ones.
  const [isOwnChosen, setOwn] = useState(false)
  const setTime = ({ at, from }: Chosen) => set({ dueAt: at, dueFrom: from, keeper: undefined })
  const choose = (value: NextUpdate) => {
    setOwn(value.is === 'at' && value.own === true)
    if (value.is === 'none') set({ dueAt: null })
    else setTime(value)
  }
  const isQuick = nextUpdateChoices(startedAt, zone).some(one => one.at === dueAt)
  const own = { ...((isOwnChosen || !isQuick || dueFrom !== undefined) && { own: true as const }) }
  const next: NextUpdate | null = dueAt === null ? null : { is: 'at', at: dueAt, from: dueFrom, ...own }
  return { next, choose, setTime }
}

/** By when he hears from us, with the sentence to read out to him. */
export function PromisedRow({ form }: Row) {
  const say = useSay()
  const options = useOptions()
  const { begun, set } = form
  const { dueAt, dueFrom, keeper } = begun
  const { next, choose, setTime } = usePromised(form)
  if (dueAt === null || next === null) return null
  return (
    <FormRow
      label={say('new_case.you_promise')}
      stand={<ClockCell owed={{ dueAt, windowFrom: dueFrom, kind: 'promise' }} under />}
    >
      <KeptTime
        number={null}
        at={dueAt}
        keeper={keeper}
        onKeeper={one => set({ keeper: one })}
        onTime={at => setTime({ at })}
      >
        <p className={s.sentence}>
          <span>{say('new_case.hears_by')}</span>
          <NextUpdateSlot value={next} onChange={choose} runs={null} mayBeNone={false} />
          <Slot<PromiseMeans>
            label={say('deeds.promise_means')}
            value={begun.by}
            options={options(promiseMeans, 'kinds.means')}
            onChange={by => set({ by })}
          />
        </p>
      </KeptTime>
      <NextWords form={form} />
    </FormRow>
  )
}

/** What happens next, to be read aloud: what the greeting says, who has it, the promise by his own clock. */
function NextWords({ form }: Row) {
  const { begun, opening, theirs } = form
  const { dueAt, dueFrom } = begun
  const { me } = useDesk()
  const words = useWords()
  const spoken = useSpoken(form)
  const isPhone = begun.means === 'phone'
  const number = plainPhone(numberOf(begun))
  if (dueAt === null) return null
  const at = timeForThem({ from: dueFrom, dueAt }, nowMs(), theirs, words)
  const sentences = [
    isPhone && opening?.next && spoken(opening.next),
    theirs.say('new_case.has_it', { agent: me.name }),
    theirs.say(dueFrom === undefined ? 'new_case.read_out' : 'new_case.read_out_window', { at }),
    isPhone && number !== '' && theirs.say('new_case.cut_off', { number: numberOf(begun) }),
  ]
  return sentences.map(
    one =>
      one && (
        <Said small lang={begun.language} key={one}>
          {one}
        </Said>
      ),
  )
}

const means = ['phone', 'desk', 'chat'] as const

/** How it came: on the phone, at the desk, in the chat. */
export function CameBySlot({ form }: Row) {
  const say = useSay()
  const options = useOptions()
  return (
    <Slot
      label={say('new_case.came_by')}
      value={form.begun.means}
      options={options(means, 'new_case.means')}
      onChange={value => form.set({ means: value })}
    />
  )
}
