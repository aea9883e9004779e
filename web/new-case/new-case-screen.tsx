// A new case while somebody is on the line, in the order of a call: how he is answered, who calls and for
// whom he may speak, new or open, his words, the device, how bad, what happens next. Keyboard from end to
// end.
import { useEffect, useRef, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { ErrorSummary } from '#web/kit/field.tsx'
import { FormRows } from '#web/kit/form-row.tsx'
import { ScreenBar, Scroll, Split, Tall } from '#web/kit/layout.tsx'
import { usePanes } from '#web/kit/panes.ts'
import { timeOf } from '#web/kit/times.ts'
import { useOfNow } from '#web/kit/use-now.ts'
import { firstName } from '#web/queue/why.ts'
import { useSay, useWords } from '#web/words.ts'
import { AboutRow } from './about-row.tsx'
import { AnswerRow } from './answer-row.tsx'
import { minutesSince } from './new-case.ts'
import s from './new-case.module.css'
import { CameBySlot, ImpactRow, PromisedRow, SaysRow, TitleRow, WhatRow } from './new-case-rows.tsx'
import { NewCaseSide } from './new-case-side.tsx'
import { type NewCaseForm, useNewCase } from './use-new-case.ts'
import { PoliciesOf } from '#web/policies/policies-about.tsx'
import { type Found, WhoRow } from './who-row.tsx'

function NewCaseScreen() {
  const say = useSay()
  const panes = usePanes()
  const form = useNewCase()
  const { begun, errors, refusal } = form
  const says = useRef<HTMLTextAreaElement>(null)
  const isNew = useRef<HTMLButtonElement>(null)
  const beside = <NewCaseSide form={form} />
  const toWords = () => says.current?.focus()
  // Drawn first, then gone to: the row of open cases stands there only once the caller is known.
  const [goes, setGoes] = useState<'about' | 'words' | null>(null)
  useEffect(() => {
    if (goes === null) return
    const to = goes === 'about' ? isNew.current : says.current
    to?.focus()
    setGoes(null)
  }, [goes])
  const toAbout = (one: Found | null) => setGoes(one && one.openCases.length > 0 ? 'about' : 'words')
  return (
    <Split columns={panes === 'three' ? 'panel' : 'one'}>
      <Tall>
        <Head form={form} />
        <Scroll>
          <form data-form="" onSubmit={event => event.preventDefault()}>
            {errors.length > 0 && (
              <div className={s.errors}>
                <ErrorSummary errors={errors} title={say('new_case.not_made')} />
                <PoliciesOf thrown={refusal} />
              </div>
            )}
            <FormRows>
              <AnswerRow form={form} />
              <WhoRow key={begun.key} form={form} onDone={toAbout} />
              <AboutRow form={form} first={isNew} onNew={toWords} />
              <SaysRow form={form} field={says} />
              <WhatRow form={form} />
              <ImpactRow form={form} />
              <TitleRow form={form} />
              <PromisedRow form={form} />
            </FormRows>
            {panes !== 'three' && begun.person && <div className={s.inlineSide}>{beside}</div>}
            <MakeFoot form={form} />
          </form>
        </Scroll>
      </Tall>
      {panes === 'three' && beside}
    </Split>
  )
}
export default NewCaseScreen

/** For whom, since when, and that nothing gets lost. */
function Head({ form }: { form: NewCaseForm }) {
  const words = useWords()
  const { say } = words
  const { person, startedAt } = form.begun
  const minutes = useOfNow(now => minutesSince(startedAt, now))
  const name = person?.name ? firstName(person.name) : ''
  const note = [
    say('new_case.since', { at: timeOf(startedAt, words) }),
    say('kit.span_minutes', { n: minutes }),
    say('new_case.draft'),
  ].join(' · ')
  const title = name ? say('new_case.title_name', { name }) : say('new_case.title')
  return <ScreenBar ruled title={title} note={note} />
}

/** Create, how it came, and beginning anew. */
function MakeFoot({ form }: { form: NewCaseForm }) {
  const say = useSay()
  return (
    <div className={s.foot}>
      <Button
        kind="main"
        keys="mod+enter"
        offWhy={form.isMaking ? say('case.sending') : ''}
        onClick={form.create}
      >
        {say('new_case.create')}
      </Button>
      <CameBySlot form={form} />
      <Button kind="quiet" onClick={form.beginAnew}>
        {say('new_case.begin_anew')}
      </Button>
      <span className="away faint sm">{say('new_case.you_stay')}</span>
    </div>
  )
}
