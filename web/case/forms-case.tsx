// Forms about the case itself: what it is, who has it, whose turn it is, with which other case it belongs.
import { useState } from 'react'
import { type Kind, kinds, linkKinds, type WaitReason } from '#core/case/event.ts'
import { isImposed, needsDate, waitReasonsOf } from '#core/case/deed/wait.ts'
import type { AgentId, ProductId, TeamId } from '#core/kit/id.ts'
import { type Language, languages } from '#core/people/language.ts'
import { worksAt } from '#core/people/desk-facts.ts'
import { Button } from '#web/kit/button.tsx'
import { Choices } from '#web/kit/check.tsx'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { mergeInto } from './merge-into.ts'
import { instantOfField } from './wall-clock.ts'

/** a: to oneself, a colleague of the level, or a queue of the level. */
export function GiveForm({ onClose }: SheetProps) {
  const { say, act, state, desk } = useCase()
  const free = state.worker === null
  const [to, setTo] = useState<string>(free ? desk.me.id : '')
  const agents = Object.values(desk.facts.agents).filter(
    one => one.active && worksAt(one, state.level) && one.id !== state.worker,
  )
  const teams = Object.values(desk.facts.teams).filter(one => one.active && one.level === state.level)
  const options = [
    ...(to === '' ? [{ value: '', text: say('deeds.give_choose') }] : []),
    ...agents.map(one => ({
      value: one.id as string,
      text:
        one.id === desk.me.id
          ? say('queue.give_me')
          : one.absent
            ? say('queue.give_absent', { name: one.name })
            : one.name,
    })),
    ...teams.map(one => ({ value: one.id as string, text: say('queue.give_team', { team: one.name }) })),
  ]
  const give = () => {
    if (to.startsWith('tea_')) void act('worker.queue', { team: to as TeamId })
    else if (to === desk.me.id && free) void act('worker.take', {})
    else void act('worker.assign', { agent: to as AgentId })
  }
  return (
    <DeedDialog
      title={say('deeds.give_title')}
      note={say('deeds.give_note')}
      doText={say(to === desk.me.id ? 'queue.take' : 'queue.give')}
      missing={to === '' ? say('deeds.give_needs') : ''}
      onDo={give}
      onClose={onClose}
    >
      <SelectField
        label={say('queue.give_who')}
        options={options}
        value={to}
        autoFocus
        onChange={event => setTo(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** What is being said about the case; only what differs is sent. */
function useClassify() {
  const { state, text } = useCase()
  const [said, setSaid] = useState({
    subject: text(state.subject),
    kind: state.kind as Kind,
    product: (state.product ?? '') as ProductId | '',
    language: state.language as Language,
    because: '',
  })
  const set = (change: Partial<typeof said>) => setSaid({ ...said, ...change })
  const [subject, because] = [said.subject.trim(), said.because.trim()]
  const body = {
    ...(said.kind !== state.kind && { kind: said.kind }),
    ...((said.product || null) !== state.product && { product: said.product || null }),
    ...(said.language !== state.language && { language: said.language }),
    ...(subject !== '' && subject !== text(state.subject) && { subject }),
  }
  return {
    said,
    set,
    changes: Object.keys(body).length > 0,
    body: { ...body, ...(because !== '' && { because }) },
  }
}

/** What it is about; how bad it is follows from its impact, which is one step away. */
export function ClassifyForm({ onClose }: SheetProps) {
  const { say, act, open, offWhy } = useCase()
  const form = useClassify()
  const { said, set } = form
  return (
    <DeedDialog
      title={say('deeds.classify_title')}
      doText={say('deeds.classify_do')}
      missing=""
      aside={
        offWhy('severity.assess') === '' && (
          <Button kind="quiet" onClick={() => open({ name: 'impact' })}>
            {say('deeds.act_assess')}
          </Button>
        )
      }
      onDo={() => {
        if (form.changes) void act('case.classify', form.body)
      }}
      onClose={onClose}
    >
      <TextField
        label={say('deeds.classify_subject')}
        value={said.subject}
        onChange={event => set({ subject: event.currentTarget.value })}
      />
      <ClassifyFields form={form} />
      <TextField
        label={say('deeds.because')}
        value={said.because}
        onChange={event => set({ because: event.currentTarget.value })}
      />
    </DeedDialog>
  )
}

function ClassifyFields({ form }: { form: ReturnType<typeof useClassify> }) {
  const { say, desk } = useCase()
  const { said, set } = form
  return (
    <div className={s.pair}>
      <SelectField
        label={say('queue.filter_kind')}
        value={said.kind}
        autoFocus
        options={kinds.map(one => ({ value: one, text: say(`kinds.kind_${one}`) }))}
        onChange={event => set({ kind: event.currentTarget.value as Kind })}
      />
      <SelectField
        label={say('deeds.classify_product')}
        value={said.product}
        options={[
          { value: '', text: say('case.no_product') },
          ...desk.products.map(one => ({ value: one.id as string, text: one.name })),
        ]}
        onChange={event => set({ product: event.currentTarget.value as ProductId | '' })}
      />
      <SelectField
        label={say('queue.filter_language')}
        value={said.language}
        options={languages.map(one => ({ value: one, text: say(`kinds.language_${one}`) }))}
        onChange={event => set({ language: event.currentTarget.value as Language })}
      />
    </div>
  )
}

/** What is waited for, and when we look again. */
function useWait() {
  const { desk, say } = useCase()
  const [turn, setTurn] = useState<'supplier' | 'us'>('supplier')
  const [reason, setReason] = useState<WaitReason>('supplier_answer')
  const [text, setText] = useState('')
  const [until, setUntil] = useState('')
  const at = instantOfField(until, desk.zone)
  const past = at !== null && at <= nowMs() ? say('deeds.in_the_past') : ''
  const undated = at === null && needsDate({ turn, reason }) ? say('refusal.wait_needs_date') : past
  const wrong = isImposed(reason) && text.trim() === '' ? say('refusal.wait_needs_words') : undated
  const isLead = desk.me.roles.includes('lead')
  const reasons = waitReasonsOf[turn].filter(one => isLead || !isImposed(one))
  const choose = (next: 'supplier' | 'us') => {
    setTurn(next)
    setReason(next === 'supplier' ? 'supplier_answer' : 'maintenance_window')
  }
  const body = {
    turn,
    reason,
    ...(text.trim() !== '' && { text: text.trim() }),
    ...(at !== null && { until: at }),
  }
  return { turn, choose, reasons, reason, setReason, text, setText, until, setUntil, wrong, past, body }
}

/** Waiting for the supplier or for ourselves; waiting for the customer goes with a question to him. */
export function WaitForm({ onClose }: SheetProps) {
  const { say, act } = useCase()
  const { turn, choose, reasons, reason, setReason, text, setText, until, setUntil, wrong, past, body } =
    useWait()
  return (
    <DeedDialog
      title={say('deeds.wait_title')}
      note={say('deeds.wait_note')}
      doText={say('deeds.wait_do')}
      missing={wrong}
      onDo={() => void act('wait.start', body)}
      onClose={onClose}
    >
      <Choices
        label={say('deeds.wait_turn')}
        labelHidden
        inline
        value={turn}
        onChange={choose}
        choices={(['supplier', 'us'] as const).map(one => ({
          value: one,
          text: say(`kinds.waiting_${one}`),
        }))}
      />
      <SelectField
        label={say('case.wait_for')}
        value={reason}
        autoFocus
        options={reasons.map(one => ({ value: one, text: say(`kinds.wait_${one}`) }))}
        onChange={event => setReason(event.currentTarget.value as WaitReason)}
      />
      <TextField
        label={say(isImposed(reason) ? 'deeds.wait_what' : 'deeds.wait_text')}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <TextField
        label={say('case.wait_until')}
        type="datetime-local"
        error={past || undefined}
        value={until}
        onChange={event => setUntil(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

const caseNumber = (text: string): number | null => {
  const digits = /^\s*#?(\d{1,9})\s*$/.exec(text)?.[1]
  return digits ? Number(digits) : null
}

/** This case goes on in another one. */
export function MergeForm({ onClose }: SheetProps) {
  const view = useCase()
  const { say, data } = view
  const [into, setInto] = useState('')
  const number = caseNumber(into)
  const wrong = number === null || number === data.number
  return (
    <DeedDialog
      title={say('deeds.merge_title', { number: String(data.number) })}
      note={say('deeds.merge_note')}
      doText={wrong ? say('deeds.merge_do') : say('deeds.merge_do_into', { number: String(number) })}
      missing={wrong ? say('deeds.needs_number') : ''}
      onDo={() => mergeInto(view, number ?? 0, say('deeds.merged', { number: String(number) }))}
      onClose={onClose}
    >
      <TextField
        label={say('deeds.merge_into')}
        inputMode="numeric"
        needed={wrong}
        autoFocus
        value={into}
        onChange={event => setInto(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** Another case that belongs to this one. */
export function LinkForm({ onClose }: SheetProps) {
  const { say, act, data } = useCase()
  const [to, setTo] = useState('')
  const [how, setHow] = useState<string>('related')
  const number = caseNumber(to)
  const wrong = number === null || number === data.number
  return (
    <DeedDialog
      title={say('deeds.link_title')}
      doText={say('deeds.link_do')}
      missing={wrong ? say('deeds.needs_number') : ''}
      onDo={() => act('case.link', { to: number, how })}
      onClose={onClose}
    >
      <TextField
        label={say('deeds.link_to')}
        inputMode="numeric"
        needed={wrong}
        autoFocus
        value={to}
        onChange={event => setTo(event.currentTarget.value)}
      />
      <SelectField
        label={say('deeds.link_how')}
        value={how}
        options={linkKinds.slice(0, 3).map(one => ({ value: one, text: say(`kinds.link_${one}`) }))}
        onChange={event => setHow(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
