// One question whether something may be told: what would be said, the decision with the policy it rests on,
// and deciding it. Not: asking it (may-tell-form.tsx).
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type MayTellAnswer, mayTellAnswers } from '#core/may-tell/may-tell-fact.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { Check, Choices } from '../kit/check.tsx'
import { Fact, Facts } from '../kit/facts.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useLookBeside } from '../notices/use-notices.ts'
import { useSay } from '../words.ts'
import { Pinned } from './pinned.tsx'
import { type MayTell, useMayTell, usePolicies, useWish } from './policies-api.ts'
import { ToldTag } from './policies-screen.tsx'
import s from './policies.module.css'

/** `/may-tells/{number}` */
export default function MayTellScreen() {
  const say = useSay()
  const { number } = useParams({ strict: false }) as { number: string }
  const query = useMayTell(number)
  const gone = <Empty why={say('refusal.may_tell_not_found')} />
  return (
    <Tall>
      <ScreenBar title={say('may_tell.one', { number })} ruled>
        <Link to="/policies">{say('house_policy.all')}</Link>
      </ScreenBar>
      <Scroll label={say('may_tell.one', { number })}>
        <ScreenState query={query} rows={4} bones="entries" gone={gone}>
          {one => <One one={one} />}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function One({ one }: { one: MayTell }) {
  const say = useSay()
  const { nameOf } = useDesk()
  useLookBeside(one.id, one.seq)
  return (
    <div className={s.page}>
      <h2>{one.question}</h2>
      <p>
        <Link to="/c/$number" params={{ number: String(one.case.number) }}>
          <span className="num">{one.case.number}</span> {one.case.subject}
        </Link>
      </p>
      <section>
        <h3>{say('may_tell.answer')}</h3>
        <p className={s.words}>{one.answer || '–'}</p>
      </section>
      <Facts>
        <Fact label={say('house_policy.standing')}>
          <ToldTag one={one} />
        </Fact>
        <Fact label={say('may_tell.asker')}>{nameOf(one.asker) ?? '–'}</Fact>
        <Fact label={say('may_tell.due')}>
          <TimeText at={one.dueAt} as="wall" />
        </Fact>
      </Facts>
      <Decided one={one} />
      <Next one={one} />
    </div>
  )
}

function Decided({ one }: { one: MayTell }) {
  const say = useSay()
  const { nameOf } = useDesk()
  const { decided } = one
  if (!decided) return null
  const { words, because, reach, pinned, shown } = decided
  return (
    <section>
      <h3>{say('may_tell.decided', { name: nameOf(decided.by) ?? '–' })}</h3>
      {words && <p className={s.words}>{words}</p>}
      {because && <p className={s.words}>{say('may_tell.why', { because })}</p>}
      <p className="soft sm">{say(`may_tell.reach_${reach}`)}</p>
      <Pinned pinned={pinned ? [pinned] : shown} />
    </section>
  )
}

function Next({ one }: { one: MayTell }) {
  const say = useSay()
  const [open, setOpen] = useState<'decide' | 'withdraw' | null>(null)
  const close = () => setOpen(null)
  const all = (
    [
      ['decide', 'y'],
      ['withdraw', 'x'],
    ] as const
  ).filter(([deed]) => one.may.includes(deed))
  useKeys(
    open === null
      ? Object.fromEntries(
          all.map(([deed, key]) => [key, { does: say(`may_tell.act_${deed}`), run: () => setOpen(deed) }]),
        )
      : {},
  )
  return (
    <div className={s.acts}>
      {all.map(([deed, key]) => (
        <Button
          key={deed}
          kind={deed === 'decide' ? 'main' : 'plain'}
          keys={key}
          onClick={() => setOpen(deed)}
        >
          {say(`may_tell.act_${deed}`)}
        </Button>
      ))}
      {open === 'decide' && <DecideForm one={one} onClose={close} />}
      {open === 'withdraw' && <WithdrawForm one={one} onClose={close} />}
    </div>
  )
}

type FormProps = { one: MayTell; onClose: () => void }
const empty = { words: '', because: '', policy: '', becomes: false, title: '', policyWords: '' }
type Said = typeof empty & { answer: MayTellAnswer }

function isWhole({ answer, words, because, becomes, title, policyWords }: Said): boolean {
  const needed = { yes: 'x', no: because, these_words: words }[answer]
  const ofPolicy = becomes ? [title, policyWords] : []
  return [needed, ...ofPolicy].every(one => one.trim() !== '')
}

function bodyOf({ answer, words, because, policy, becomes, title, policyWords }: Said): object {
  return {
    answer,
    ...(answer === 'these_words' && { words }),
    ...(because.trim() !== '' && { because }),
    ...(becomes ? { becomes: { title, words: policyWords } } : policy !== '' && { policy }),
  }
}

function DecideForm({ one, onClose }: FormProps) {
  const say = useSay()
  const wish = useWish()
  const [form, setForm] = useState<Said>({ ...empty, answer: 'yes', words: one.answer })
  const set = (change: Partial<Said>) => setForm({ ...form, ...change })
  const path = `/may-tells/${one.number}/decide`
  return (
    <DeedDialog
      title={say('may_tell.act_decide')}
      doText={say('may_tell.act_decide')}
      missing={isWhole(form) ? '' : say('house_policy.needs_words')}
      onDo={() => wish.mutateAsync({ path, body: bodyOf(form), said: say('may_tell.said') })}
      onClose={onClose}
    >
      <Choices
        label={say('may_tell.may_it')}
        value={form.answer}
        onChange={answer => set({ answer })}
        choices={mayTellAnswers.map(value => ({ value, text: say(`may_tell.standing_${value}`) }))}
      />
      {form.answer === 'these_words' && (
        <TextArea
          label={say('may_tell.words')}
          value={form.words}
          needed={form.words.trim() === ''}
          onChange={event => set({ words: event.currentTarget.value })}
        />
      )}
      <TextArea
        label={say('house_policy.because')}
        value={form.because}
        maxLength={500}
        needed={form.answer === 'no' && form.because.trim() === ''}
        onChange={event => set({ because: event.currentTarget.value })}
      />
      <RestsOn form={form} set={set} />
    </DeedDialog>
  )
}

/** The policy a decision rests on, or becomes. */
function RestsOn({ form, set }: { form: Said; set: (change: Partial<Said>) => void }) {
  const say = useSay()
  const { data: policies = [] } = usePolicies('')
  const named = policies.map(({ number, title }) => ({ value: String(number), text: title }))
  return (
    <>
      {!form.becomes && (
        <SelectField
          label={say('may_tell.policy')}
          value={form.policy}
          options={[{ value: '', text: say('may_tell.policy_none') }, ...named]}
          onChange={event => set({ policy: event.currentTarget.value })}
        />
      )}
      <Check checked={form.becomes} onChange={event => set({ becomes: event.currentTarget.checked })}>
        {say('may_tell.becomes')}
      </Check>
      {form.becomes && <PolicyWords form={form} set={set} />}
    </>
  )
}

function PolicyWords({ form, set }: { form: Said; set: (change: Partial<Said>) => void }) {
  const say = useSay()
  return (
    <>
      <TextField
        label={say('house_policy.headline')}
        value={form.title}
        maxLength={200}
        needed={form.title.trim() === ''}
        onChange={event => set({ title: event.currentTarget.value })}
      />
      <TextArea
        label={say('house_policy.words')}
        value={form.policyWords}
        needed={form.policyWords.trim() === ''}
        onChange={event => set({ policyWords: event.currentTarget.value })}
      />
    </>
  )
}

function WithdrawForm({ one, onClose }: FormProps) {
  const say = useSay()
  const wish = useWish()
  const [because, setBecause] = useState('')
  const path = `/may-tells/${one.number}/withdraw`
  return (
    <DeedDialog
      title={say('may_tell.act_withdraw')}
      doText={say('may_tell.act_withdraw')}
      missing={because.trim() === '' ? say('house_policy.needs_words') : ''}
      onDo={() => wish.mutateAsync({ path, body: { because }, said: say('may_tell.taken_back') })}
      onClose={onClose}
    >
      <TextField
        label={say('house_policy.because')}
        value={because}
        maxLength={500}
        needed={because.trim() === ''}
        autoFocus
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
