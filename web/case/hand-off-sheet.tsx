// Passing a case on: what the receiver will read is the form. One question is asked of the giver; the rest
// is taken
// from the ledger. Not: accepting, returning and answering (forms-hand-off.tsx).
import { useRef, useState } from 'react'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { Button } from '#web/kit/button.tsx'
import { Check } from '#web/kit/check.tsx'
import { LevelSlots } from '#web/kit/level.tsx'
import { Sheet, SheetRows } from '#web/kit/sheet.tsx'
import { cx } from '#web/kit/cx.ts'
import { Slot } from '#web/kit/slot.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { spanText } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { lengthText } from './clocks-data.ts'
import type { SheetProps } from './deed-dialog.tsx'
import { FoundRow } from './finding-rows.tsx'
import { useNewAmong } from './known-fits.tsx'
import { MoreRows } from './hand-off-more.tsx'
import { KnownRow, ProblemRow, PromiseRow, QuestionRow, TellCustomer, TriedRow } from './hand-off-rows.tsx'
import { PromiseNext } from './promise-next.tsx'
import { WalkedRow } from './walked-rows.tsx'
import { WantedRow } from './wanted-rows.tsx'
import { type HandOffForm, useHandOff } from './use-hand-off.ts'

export function HandOffSheet({ fill = {}, onClose }: SheetProps) {
  const { say, data, state, offWhy } = useCase()
  const form = useHandOff(fill)
  const [tried, setTried] = useState(false)
  const question = useRef<HTMLTextAreaElement>(null)
  const newAmong = useNewAmong()
  const { level } = form.to
  const number = String(data.number)
  const title =
    level === state.level
      ? say('deeds.hand_off_title_team', { number })
      : say('deeds.hand_off_title', { number, n: level })
  const go = async () => {
    setTried(true)
    if (await form.pass()) onClose()
  }
  return (
    <Sheet
      open
      first={question}
      onClose={onClose}
      closeText={say('deeds.hand_off_keep')}
      title={title}
      note={<Receiver form={form} />}
      onSubmit={() => void go()}
      foot={<PassFoot form={form} tried={tried} />}
    >
      <p className="faint">{say('deeds.hand_off_reads')}</p>
      {state.severity === 1 && <p>{say('hand_off.critical')}</p>}
      {fill.why !== undefined && <p>{say('hand_off.why_now', { why: fill.why })}</p>}
      {newAmong !== null && <p>{say('problem.new_among', { n: newAmong })}</p>}
      <NobodyThere form={form} />
      <SheetRows>
        <ProblemRow form={form} />
        <KnownRow />
        <TriedRow form={form} />
        <FoundRow form={form} />
        <WalkedRow form={form} />
        <WantedRow form={form} />
        <QuestionRow form={form} field={question} />
        <MoreRows form={form} />
        <PromiseRow />
      </SheetRows>
      <TellCustomer form={form} />
      {offWhy('promise.make') === '' && <PromiseNext value={form.next} onChange={form.setNext} />}
      <Check checked={form.follows} onChange={event => form.setFollows(event.currentTarget.checked)}>
        {say('follow.after_hand_off')}
      </Check>
    </Sheet>
  )
}

/** To whom, as a sentence with its two choices. */
function Receiver({ form }: { form: HandOffForm }) {
  const { say } = useCase()
  const { teams, team, choose, agent, setAgent, people, level } = form.to
  return (
    <span className={s.next}>
      {say('deeds.hand_off_to')}
      <Slot
        label={say('deeds.hand_off_team')}
        value={team as string}
        options={teams.map(one => ({
          value: one.id as string,
          text: say('deeds.hand_off_team_level', { team: one.name, n: one.level }),
        }))}
        onChange={value => choose(value as TeamId)}
      />
      <Slot
        label={say('deeds.hand_off_person')}
        value={agent as string}
        options={[
          { value: '', text: say('deeds.hand_off_anybody') },
          ...people.map(one => ({
            value: one.id as string,
            text: one.absent ? say('queue.give_absent', { name: one.name }) : one.name,
          })),
        ]}
        onChange={value => setAgent(value as AgentId | '')}
      />
      <LevelSlots level={level} quiet />
      <AcceptWithin form={form} />
    </span>
  )
}

/** Said before it is sent: that nobody is there to take it, and what else can be done. */
function NobodyThere({ form }: { form: HandOffForm }) {
  const { say, who } = useCase()
  const { to } = form
  const onCall = to.onCall
  const isNamed = to.agent !== ''
  const why =
    isNamed && to.isAway
      ? say('hand_off.person_away')
      : isNamed
        ? ''
        : to.opensAt !== null
          ? say('hand_off.team_closed')
          : to.isEmpty
            ? say('hand_off.team_empty')
            : ''
  if (why === '') return null
  return (
    <div className={cx(s.silent, s.nobody)} role="status">
      <p>
        {why} {to.opensAt !== null && <TimeText at={to.opensAt} />}
      </p>
      <div className="row">
        <span className="soft sm">{say(isNamed ? 'hand_off.goes_to_team' : 'hand_off.queued_there')}</span>
        {onCall && onCall !== to.agent && (
          <Button onClick={() => to.setAgent(onCall)}>
            {say('hand_off.to_on_call', { name: who({ kind: 'agent', id: onCall }).name })}
          </Button>
        )}
        {isNamed && <Button onClick={() => to.setAgent('')}>{say('hand_off.to_anybody')}</Button>}
      </div>
    </div>
  )
}

function AcceptWithin({ form }: { form: HandOffForm }) {
  const words = useWords()
  const { rule, minutes } = form.to
  if (!rule) return <span>{words.say('deeds.hand_off_accept', { span: spanText(minutes, words) })}</span>
  const within = lengthText(rule.length, rule.rule.counts, words)
  return <span>{words.say('deeds.hand_off_accept_rule', { within })}</span>
}

/** What is still missing, or what stays as it is; and the way on. */
function PassFoot({ form, tried }: { form: HandOffForm; tried: boolean }) {
  const { say, state, customerFirst } = useCase()
  const { level } = form.to
  return (
    <>
      <span className="soft sm">
        {tried && form.missing !== '' ? (
          <b className={s.refused} role="alert">
            {form.missing}
          </b>
        ) : (
          say('deeds.hand_off_stays', { name: customerFirst })
        )}
      </span>
      <Button kind="main" type="submit" keys="mod+enter" offWhy={form.isPassing ? say('case.sending') : ''}>
        {level === state.level ? say('deeds.hand_off_do_team') : say('deeds.hand_off_do', { n: level })}
      </Button>
    </>
  )
}
