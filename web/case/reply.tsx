// The reply to the customer: a room of its own with its own draft, the next update it promises, and what it
// keeps.
// Not: what is decided in it (use-reply.ts).
import { type KeyboardEvent, type ReactNode, type Ref, useRef, useState } from 'react'
import { isAllowed } from '#core/case/lifecycle.ts'
import { Button } from '#web/kit/button.tsx'
import { Check } from '#web/kit/check.tsx'
import { Composer } from '#web/kit/composer.tsx'
import { nowMs } from '#web/kit/now.ts'
import { Pill } from '#web/kit/pill.tsx'
import { Strip } from '#web/kit/strip.tsx'
import { timeOf, wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { AskedBefore } from './asked-before.tsx'
import { askAct } from './case-acts.ts'
import { useCase } from './case-context.ts'
import { ConductHint } from './conduct-hint.tsx'
import s from './case.module.css'
import { KeptTime } from './keeper-part.tsx'
import { NextUpdateSlot } from './next-update.tsx'
import { RepliesDialog } from './replies-dialog.tsx'
import { CustomersTime } from './their-time.tsx'
import { SignedAs } from './signed-as.tsx'
import { Tells } from './tells.tsx'
import { StoppedDialog } from './stopped-dialog.tsx'
import type { Seen } from './unseen.ts'
import type { useDraft } from './use-draft.ts'
import { pastedInto } from './use-pasted.ts'
import { type ReplyForm, useReply } from './use-reply.ts'
import { PoliciesOf } from '#web/policies/policies-about.tsx'
import { WaitDialog } from './wait-dialog.tsx'

type Draft = ReturnType<typeof useDraft>
type Floating = 'replies' | 'wait' | null
type Props = {
  field: Ref<HTMLTextAreaElement>
  draft: Draft
  seen: Seen
  onTyped: () => void
  onLooked: () => void
  /** what arrived since one began to write, to be said above the text */
  news: ReactNode
}

export function Reply({ field, draft, seen, onTyped, onLooked, news }: Props) {
  const { say, data, customerFirst } = useCase()
  const words = useWords()
  const form = useReply(draft, seen)
  const [floating, setFloating] = useState<Floating>(null)
  const write = (text: string) => {
    draft.write(text)
    form.setWrong('')
    onTyped()
  }
  const onReplies = () => setFloating('replies')
  const pasted = pastedInto(form.files, write)
  if (form.off !== '' && draft.text === '') return <Silent why={form.off} />
  const at = data.mailStoppedAt === null ? null : wallTime(data.mailStoppedAt, nowMs(), words)
  const stopped = at === null ? '' : say('mail_out.stopped', { name: customerFirst, at })
  const { refusal, problem } = form.sending
  const told = { news, wrong: problem || form.wrong, stopped, refusal }
  const notice = news || told.wrong || stopped ? <Notice {...told} /> : undefined
  const channel = say(`kinds.channel_${data.reached === 'email' ? 'email' : 'portal'}`)
  const language = say(`kinds.language_${data.card.language}`)
  return (
    <>
      <Composer
        audience="customer"
        label={say('case.reply_label', { name: customerFirst })}
        to={form.off || say('case.reply_to', { name: customerFirst, channel, language })}
        head={<NextHead form={form} />}
        value={draft.text}
        language={data.card.language}
        readOnly={form.off !== ''}
        field={field}
        onChange={write}
        onKeyDown={event => onKey(event, onReplies)}
        onFiles={(files, field) => void pasted.put(files, field)}
        notice={notice}
        under={data.reached === 'email' && draft.text !== '' && <SignedAs />}
        parts={
          <>
            <ConductHint text={draft.text} />
            <AskedBefore text={draft.text} write={write} />
          </>
        }
        acts={<ReplyActs {...{ form, draft, pasted, onReplies }} />}
        buttons={<ReplyButtons form={form} onWait={() => setFloating('wait')} />}
      />
      <ReplyForms form={form} floating={floating} float={setFloating} draft={draft} write={write} />
      {form.sending.stopped && <Stopped form={form} seen={seen} onLooked={onLooked} />}
    </>
  )
}

/** `/` before the first word opens what is ready-made; Escape leaves the text. */
function onKey(event: KeyboardEvent<HTMLTextAreaElement>, openReplies: () => void): void {
  const box = event.currentTarget
  if (event.key === '/' && box.selectionStart === 0) openReplies()
  else if (event.key === 'Escape') box.blur()
  else return
  event.preventDefault()
}

/** Why one does not write here, and what to do about it: the contact is asked with one press. */
function Silent({ why }: { why: string }) {
  const view = useCase()
  const ask = askAct(view)[0]
  return (
    <p className={s.silent}>
      {why}{' '}
      {ask && (
        <Button keys={ask.keys} onClick={() => view.open({ name: 'speech-ask' })}>
          {ask.text}
        </Button>
      )}
    </p>
  )
}

/** "Next update by …". */
function NextHead({ form }: { form: ReplyForm }) {
  const { say, state, data } = useCase()
  const { next, choose, runs } = form.promised
  if (state.phase !== 'open') return null
  const given = next.is === 'at' ? next : null
  return (
    <KeptTime
      inline
      number={String(data.number)}
      at={given?.at ?? null}
      keeper={given?.keeper}
      onKeeper={keeper => given && choose({ ...given, keeper })}
      onTime={at => choose({ is: 'at', at })}
    >
      <span className="soft">{say('case.next_by')}</span>
      <NextUpdateSlot value={next} onChange={choose} runs={runs} />
      {next.is !== 'none' && <CustomersTime value={next} />}
    </KeptTime>
  )
}

type NoticeProps = { news: ReactNode; wrong: string; refusal: unknown; stopped: string }

function Notice({ news, wrong, refusal, stopped }: NoticeProps) {
  return (
    <>
      {stopped !== '' && (
        <Strip kind="warn" glyph="warn">
          {stopped}
        </Strip>
      )}
      {news}
      {wrong !== '' && (
        <p className={s.refused} role="alert">
          {wrong}
        </p>
      )}
      <PoliciesOf thrown={refusal} />
    </>
  )
}

type ActsProps = {
  form: ReplyForm
  draft: Draft
  pasted: Pick<ReturnType<typeof pastedInto>, 'takeAway'>
  onReplies: () => void
}

/** Attach, ready-made replies, when it was saved; what it says of itself, what it keeps and carries. */
function ReplyActs({ form, draft, pasted, onReplies }: ActsProps) {
  const { say } = useCase()
  const words = useWords()
  const picker = useRef<HTMLInputElement>(null)
  const saved = draft.savedAt !== null && draft.text !== ''
  return (
    <>
      <Button kind="quiet" glyph="clip" offWhy={form.off} onClick={() => picker.current?.click()}>
        {say('case.attach')}
      </Button>
      <input
        ref={picker}
        className={s.file}
        type="file"
        multiple
        tabIndex={-1}
        aria-label={say('case.attach')}
        onChange={event => {
          void form.files.attach([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <Button kind="quiet" keys="/" offWhy={form.off} onClick={onReplies}>
        {say('case.ready_made')}
      </Button>
      <span className="faint sm">
        {saved && say('case.saved', { at: timeOf(draft.savedAt ?? 0, words) })}
      </span>
      <KeptAndAttached form={form} takeAway={id => pasted.takeAway(id, draft.text)} />
    </>
  )
}

type KeptProps = { form: ReplyForm; takeAway: (file: string) => void }

function KeptAndAttached({ form, takeAway }: KeptProps) {
  const { say, text } = useCase()
  const { promises, keeps, toggle } = form.promised
  const { files, coming, stop } = form.files
  const { noNews, setNoNews, mayLack, asks, setAsks, mayAsk } = form.marks
  const { explains, setAnswersHelp, mayAnswerHelp } = form.marks
  return (
    <span className={s.keeps}>
      {mayLack && (
        <Check checked={noNews} onChange={event => setNoNews(event.currentTarget.checked)}>
          {say('case.no_news')}
        </Check>
      )}
      {mayAnswerHelp && (
        <Check checked={explains !== null} onChange={event => setAnswersHelp(event.currentTarget.checked)}>
          {say('case.answers_help')}
        </Check>
      )}
      {mayAsk && (
        <Check checked={asks} onChange={event => setAsks(event.currentTarget.checked)}>
          {say('case.asks_back')}
        </Check>
      )}
      {promises.map(([id, one]) => (
        <Check
          key={id}
          checked={keeps.includes(id)}
          onChange={event => toggle(id, event.currentTarget.checked)}
        >
          {say('case.keeps', { text: text(one.topic) })}
        </Check>
      ))}
      <Tells />
      {coming.map(({ key, name, percent, isWaiting }) => (
        <Pill key={key} removeLabel={say('case.file_remove', { name })} onRemove={() => stop(key)}>
          {say(isWaiting ? 'case.file_waiting' : 'case.file_coming', { name, percent })}
        </Pill>
      ))}
      {files.map(one => (
        <Pill
          key={one.id}
          removeLabel={say('case.file_remove', { name: one.name })}
          onRemove={() => takeAway(one.id)}
        >
          {one.name}
        </Pill>
      ))}
    </span>
  )
}

/** Send; and, while the case is open, send and wait until a day. */
function ReplyButtons({ form, onWait }: { form: ReplyForm; onWait: () => void }) {
  const { say, state } = useCase()
  const words = useWords()
  const { wait, off, go } = form
  const until = wait.until === undefined ? '' : wallTime(wait.until, nowMs(), words)
  return (
    <>
      {isAllowed(state.phase, 'wait.start') && (
        <>
          <Button kind="quiet" offWhy={off} onClick={onWait}>
            {until === '' ? say('case.wait_open') : say('case.until', { at: until })}
          </Button>
          <Button second keys="mod+shift+enter" offWhy={off} onClick={() => go(wait)}>
            {say('case.send_and_wait')}
          </Button>
        </>
      )}
      <Button
        kind="main"
        keys="mod+enter"
        offWhy={form.sending.isSending ? say('case.sending') : off}
        onClick={() => go()}
      >
        {say('case.send')}
      </Button>
    </>
  )
}

type FormsProps = {
  form: ReplyForm
  floating: Floating
  float: (what: Floating) => void
  draft: Draft
  write: (text: string) => void
}

function ReplyForms({ form, floating, float, draft, write }: FormsProps) {
  const close = () => float(null)
  if (floating === 'replies')
    return (
      <RepliesDialog
        values={form.values}
        onClose={close}
        onChoose={text => {
          write(draft.text === '' ? text : `${draft.text}\n\n${text}`)
          close()
        }}
      />
    )
  if (floating !== 'wait') return null
  return (
    <WaitDialog
      first={form.wait}
      onClose={close}
      onWait={wait => {
        close()
        form.setWait(wait)
        form.go(wait)
      }}
    />
  )
}

function Stopped({ form, seen, onLooked }: { form: ReplyForm; seen: Seen; onLooked: () => void }) {
  const { stopped, letGo, send } = form.sending
  if (!stopped) return null
  const looked = Math.max(seen.seq, ...stopped.entries)
  return (
    <StoppedDialog
      stopped={stopped}
      onRead={() => {
        letGo()
        onLooked()
      }}
      onSend={() => void send({ ...stopped.message, seenSeq: looked })}
    />
  )
}
