// Forms around a customer's request for more help: that he asks, what answers it, what he says to that.
import { useState } from 'react'
import { openHelp } from '#core/case/deed/help-facts.ts'
import { askableReasons, type HelpReason, type HelpReply, helpReplies } from '#core/case/help-fact.ts'
import { type ManagerReason, managerReasons } from '#core/escalation/escalation.ts'
import { asksForMoreHelp } from '#core/case/help-phrases.ts'
import type { ContactEntry } from '#core/case/contact-entry.ts'
import type { MessageEntry } from '#core/case/timeline.ts'
import { deedKey, post } from '#web/api/client.ts'
import { refused } from '#web/api/refusal-text.ts'
import { toast } from '#web/kit/toast.ts'
import { Check, Choices } from '#web/kit/check.tsx'
import { SelectField, TextArea } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { wallTime } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'

type Spoken = MessageEntry | ContactEntry
const idOf = (one: Spoken): string => (one.kind === 'message' ? one.message : one.contact)

/** The mails and contacts in which something was said, the newest first. */
function spoken({ entries }: OpenCaseView, holds: (one: Spoken) => boolean): Spoken[] {
  return entries
    .filter((one): one is Spoken => one.kind === 'message' || one.kind === 'contact')
    .filter(holds)
    .toReversed()
    .slice(0, 12)
}
const isHis = (one: Spoken): boolean =>
  one.kind === 'contact' ? one.reach === 'reached' : one.way === 'in' && one.automatic === null
const isOurs = (one: Spoken): boolean =>
  one.kind === 'contact'
    ? one.reach === 'reached'
    : one.way === 'out' && one.automatic === null && (one.standing === 'queued' || one.standing === 'sent')

/** One line for a mail or contact in a list to choose from. */
function useLine() {
  const view = useCase()
  const words = useWords()
  return (one: Spoken): string => {
    const at = wallTime(one.at, nowMs(), words)
    const said = view.text(one.text).replace(/\s+/g, ' ').slice(0, 60)
    const kind =
      one.kind === 'contact' ? view.say(`kinds.means_${one.means}`) : view.say(`kinds.channel_${one.channel}`)
    return `${at} · ${kind}${said ? ` · ${said}` : ''}`
  }
}

type WhereProps = {
  from: readonly Spoken[]
  /** it may be that he said it nowhere here */
  none?: boolean
  value: string
  onChange: (id: string) => void
}

/** In which mail or call he said it; nothing to choose where there is none. */
function Where({ from, none = false, value, onChange }: WhereProps) {
  const { say } = useCase()
  const line = useLine()
  if (from.length === 0) return null
  return (
    <SelectField
      label={say('deeds.help_from')}
      value={value}
      options={[
        ...from.map(one => ({ value: idOf(one), text: line(one) })),
        ...(none ? [{ value: '', text: say('deeds.help_from_none') }] : []),
      ]}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

const isManager = (reason: string): reason is ManagerReason => managerReasons.some(one => one === reason)

/** A wish for somebody who leads goes past the case, to those who lead alone. */
function useFileWish() {
  const { say, data } = useCase()
  return async (reason: ManagerReason, text: string) => {
    try {
      await post(`/cases/${data.id}/escalations`, { reason, text }, { key: deedKey() })
      toast({ text: say('deeds.manager_done') })
      return true
    } catch (thrown) {
      toast(refused(thrown, say))
      return false
    }
  }
}

/** h: the customer asks for more help, in the mail or call named. `id` is the mail it was pressed at. */
export function HelpAskForm({ id, onClose }: SheetProps) {
  const view = useCase()
  const { say, act, customerFirst, text } = view
  const from = spoken(view, isHis)
  const first = from.find(one => idOf(one) === id) ?? from[0]
  const [source, setSource] = useState(first ? idOf(first) : '')
  const chosen = from.find(one => idOf(one) === source)
  const guessed = first && asksForMoreHelp(text(first.text))
  const [reason, setReason] = useState<HelpReason | ManagerReason>(guessed ?? 'getting_worse')
  const file = useFileWish()
  const [words, setWords] = useState<string | null>(null)
  const said = words ?? (chosen ? text(chosen.text).slice(0, 600) : '')
  const body = {
    reason,
    ...(said.trim() !== '' && { text: said.trim() }),
    ...(chosen && { from: source }),
  }
  return (
    <DeedDialog
      moment="handing_on"
      title={say('deeds.help_title', { name: customerFirst })}
      doText={say('deeds.help_do')}
      missing={isManager(reason) && said.trim() === '' ? say('deeds.write_what_was_said') : ''}
      onDo={() => (isManager(reason) ? file(reason, said.trim()) : void act('help.ask', body))}
      onClose={onClose}
      aside={say(isManager(reason) ? 'deeds.manager_aside' : 'deeds.help_aside')}
    >
      <Choices
        label={say('deeds.help_reason')}
        value={reason}
        onChange={setReason}
        choices={[
          ...askableReasons.map(one => ({ value: one, text: say(`kinds.help_${one}`) })),
          ...managerReasons.map(one => ({ value: one, text: say(`kinds.manager_${one}`) })),
        ]}
      />
      <Where from={from} none value={source} onChange={setSource} />
      <TextArea
        said
        label={say('deeds.claim_text')}
        lang={view.data.card.language}
        value={said}
        onChange={event => setWords(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** The words that answered him; where there are none yet, how they come about. */
export function HelpAnswerForm({ onClose }: SheetProps) {
  const view = useCase()
  const { say, act, state, customerFirst, toReply } = view
  const line = useLine()
  const asked = state.help
  const told = spoken(view, one => isOurs(one) && asked !== null && one.at >= asked.at)
  const [evidence, setEvidence] = useState(told[0] ? idOf(told[0]) : '')
  const none = told.length === 0
  return (
    <DeedDialog
      moment="handing_on"
      title={say('deeds.help_answer_title', { name: customerFirst })}
      doText={say(none ? 'deeds.help_write' : 'deeds.help_answer_do')}
      missing=""
      onDo={() => {
        if (none) toReply()
        else if (asked?.id) void act('help.explain', { help: asked.id, evidence })
      }}
      onClose={onClose}
    >
      {none ? (
        <p>{say('deeds.help_answer_none', { name: customerFirst })}</p>
      ) : (
        <SelectField
          label={say('deeds.help_answer_which')}
          value={evidence}
          options={told.map(one => ({ value: idOf(one), text: line(one) }))}
          onChange={event => setEvidence(event.currentTarget.value)}
        />
      )}
    </DeedDialog>
  )
}

/** What he said to the answer, with the mail or call he said it in. */
export function HelpReplyForm({ onClose }: SheetProps) {
  const view = useCase()
  const { say, act, state, customerFirst } = view
  const asked = state.help
  const heard = spoken(view, one => isHis(one) && asked !== null && one.at >= asked.at)
  const [evidence, setEvidence] = useState(heard[0] ? idOf(heard[0]) : '')
  const [reply, setReply] = useState<HelpReply>('content')
  return (
    <DeedDialog
      moment="handing_on"
      title={say('deeds.help_reply_title', { name: customerFirst })}
      doText={say('deeds.help_reply_do')}
      missing={evidence === '' ? say('deeds.help_reply_needs') : ''}
      onDo={() => void act('help.reply', { help: asked?.id, reply, evidence })}
      onClose={onClose}
    >
      <Choices
        label={say('deeds.help_reply_says')}
        labelHidden
        inline
        value={reply}
        onChange={setReply}
        choices={helpReplies.map(one => ({ value: one, text: say(`case.help_${one}`) }))}
      />
      <Where from={heard} value={evidence} onChange={setEvidence} />
    </DeedDialog>
  )
}

/** What a call did about more help: he asked for it in it, or it was what answered him. */
export type HelpInCall = { asks: '' | HelpReason; explains: boolean; reply: '' | HelpReply }
export const noHelpInCall: HelpInCall = { asks: '', explains: false, reply: '' }

/** As a contact carries it. */
export const helpOfCall = ({ asks, explains, reply }: HelpInCall, id: string | null) => ({
  ...(asks !== '' && { help: { reason: asks } }),
  ...(explains && id && { explains: { help: id, ...(reply !== '' && { reply }) } }),
})

export function HelpInCallPart({ value, set }: { value: HelpInCall; set: (next: HelpInCall) => void }) {
  const { say, state } = useCase()
  if (state.phase !== 'open' && state.phase !== 'solved') return null
  const waits = openHelp(state)
  return (
    <>
      {waits?.id && (
        <Check
          checked={value.explains}
          onChange={event => set({ ...value, explains: event.currentTarget.checked })}
        >
          {say('case.answers_help')}
        </Check>
      )}
      {value.explains && (
        <Choices
          label={say('deeds.help_reply_says')}
          inline
          value={value.reply}
          onChange={reply => set({ ...value, reply })}
          choices={[
            ...helpReplies.map(one => ({ value: one, text: say(`case.help_${one}`) })),
            { value: '' as const, text: say('deeds.check_back_open') },
          ]}
        />
      )}
      <SelectField
        label={say('deeds.help_in_call')}
        value={value.asks}
        options={[
          { value: '', text: say('deeds.help_in_call_no') },
          ...askableReasons.map(one => ({ value: one, text: say(`kinds.help_${one}`) })),
        ]}
        onChange={event => set({ ...value, asks: event.currentTarget.value as HelpInCall['asks'] })}
      />
    </>
  )
}
