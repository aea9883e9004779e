// Forms of the roles: nothing to tell the customer; asking to speak with him, and the contact's yes or no.
import { useState } from 'react'
import { untoldNews } from '#core/case/deed/pass-on.ts'
import type { SpeechId } from '#core/kit/id.ts'
import { dayMs } from '#core/kit/time.ts'
import { Choices } from '#web/kit/check.tsx'
import { TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { instantOfField } from './wall-clock.ts'

/** There is nothing to tell of the news that waits, because … */
export function NothingForm({ onClose }: SheetProps) {
  const { say, act, state, customerFirst } = useCase()
  const [because, setBecause] = useState('')
  const news = untoldNews(state).map(([id]) => id)
  return (
    <DeedDialog
      moment="handing_on"
      title={say('roles.nothing_title', { name: customerFirst })}
      doText={say('roles.nothing')}
      missing={because.trim() === '' ? say('roles.needs_reason') : ''}
      onDo={() => void act('news.set_aside', { news, because: because.trim() })}
      onClose={onClose}
    >
      <TextField
        label={say('roles.nothing_why')}
        needed={because.trim() === ''}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** b: whoever works on it asks the contact to let him speak with the customer. */
export function AskForm({ onClose }: SheetProps) {
  const { say, act, state, who, customerFirst } = useCase()
  const [about, setAbout] = useState('')
  const agent = state.contact ? who({ kind: 'agent', id: state.contact }).name : say('case.nobody')
  return (
    <DeedDialog
      moment="handing_on"
      title={say('roles.ask_title', { agent, name: customerFirst })}
      doText={say('roles.ask', { agent })}
      missing={about.trim() === '' ? say('case.write_first') : ''}
      onDo={() => void act('speech.ask', { about: about.trim() })}
      onClose={onClose}
    >
      <TextField
        label={say('roles.ask_about')}
        needed={about.trim() === ''}
        autoFocus
        value={about}
        onChange={event => setAbout(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

const ways = ['once', 'evening', 'week'] as const
type Way = (typeof ways)[number]

/** For one word to the customer, or until a time. */
export function AgreeForm({ id, onClose }: SheetProps) {
  const { say, act, state, desk, who, customerFirst } = useCase()
  const [way, setWay] = useState<Way>('once')
  const [text, setText] = useState('')
  const asked = id ? state.speeches[id as SpeechId] : undefined
  const agent = asked ? who({ kind: 'agent', id: asked.agent }).name : ''
  const until = (): number | undefined => {
    if (way === 'week') return nowMs() + 7 * dayMs
    return way === 'evening'
      ? endOfDay(desk.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
      : undefined
  }
  const body = () => {
    const at = until()
    return {
      speech: id,
      ...(text.trim() !== '' && { text: text.trim() }),
      ...(at !== undefined && { until: at }),
    }
  }
  return (
    <DeedDialog
      moment="handing_on"
      title={say('roles.agree_title', { agent, name: customerFirst })}
      doText={say('roles.agree')}
      missing=""
      onDo={() => void act('speech.agree', body())}
      onClose={onClose}
    >
      <Choices
        label={say('roles.agree_how')}
        value={way}
        onChange={setWay}
        choices={[
          { value: 'once', text: say('roles.for_one') },
          { value: 'evening', text: say('roles.until_evening') },
          { value: 'week', text: say('roles.until_week') },
        ]}
      />
      <TextField
        label={say('roles.agree_word', { agent })}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** The last minute of today by the desk's clock. */
function endOfDay(zone: string): number {
  const today = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(nowMs())
  return instantOfField(`${today}T23:59`, zone) ?? nowMs() + dayMs
}

/** No, and why: the contact speaks with the customer himself. */
export function DeclineForm({ id, onClose }: SheetProps) {
  const { say, act, state, who, customerFirst } = useCase()
  const [because, setBecause] = useState('')
  const asked = id ? state.speeches[id as SpeechId] : undefined
  const agent = asked ? who({ kind: 'agent', id: asked.agent }).name : ''
  return (
    <DeedDialog
      moment="handing_on"
      title={say('roles.decline_title', { name: customerFirst })}
      doText={say('roles.decline')}
      missing={because.trim() === '' ? say('roles.needs_reason') : ''}
      onDo={() => void act('speech.decline', { speech: id, because: because.trim() })}
      onClose={onClose}
    >
      <TextField
        label={say('roles.decline_why', { agent })}
        needed={because.trim() === ''}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
