// What happens when a case waits and nobody who could take it is there, as sentences. Not: whom that is
// (core/notice/unattended.ts).
import type { ReactNode } from 'react'
import type { Severity } from '#core/case/event.ts'
import type { UnattendedSetting } from '#core/people/desk-facts.ts'
import { Slot } from '../kit/slot.tsx'
import { useSay } from '../words.ts'
import { MinutesSlot, Sentence } from './level-sentences.tsx'
import s from './set-up.module.css'

type Props = {
  setting: UnattendedSetting
  off: boolean
  onChange: (setting: UnattendedSetting) => void
}
const remindersMost = 5

export function UnattendedSentences({ setting, off, onChange }: Props) {
  const say = useSay()
  const change = (more: Partial<UnattendedSetting>) => onChange({ ...setting, ...more })
  return (
    <>
      <Item
        text="set_up.s_unattended"
        places={{
          a: (
            <MinutesSlot
              label={say('set_up.s_unattended', { a: '…' })}
              minutes={setting.minutes}
              disabled={off}
              onChange={minutes => change({ minutes })}
            />
          ),
        }}
      />
      <OnCallSentence setting={setting} off={off} onChange={change} />
    </>
  )
}

type OnCallProps = Omit<Props, 'onChange'> & { onChange: (more: Partial<UnattendedSetting>) => void }

function OnCallSentence({ setting, off: disabled, onChange }: OnCallProps) {
  const say = useSay()
  const { remindMinutes, reminders, severityMost } = setting
  const times = [...new Set([...Array(remindersMost + 1).keys(), reminders])].sort((a, b) => a - b)
  const own = { label: say('set_up.s_on_call', { a: '…', b: '…', c: '…' }), disabled }
  return (
    <Item
      text="set_up.s_on_call"
      places={{
        a: (
          <MinutesSlot
            {...own}
            minutes={remindMinutes}
            onChange={next => onChange({ remindMinutes: next })}
          />
        ),
        b: (
          <Slot
            {...own}
            value={String(reminders)}
            options={times.map(n => ({ value: String(n), text: say('set_up.times', { n }) }))}
            onChange={next => onChange({ reminders: Number(next) })}
          />
        ),
        c: (
          <Slot
            {...own}
            value={String(severityMost)}
            options={[1, 2, 3, 4].map(n => ({ value: String(n), text: String(n) }))}
            onChange={next => onChange({ severityMost: Number(next) as Severity })}
          />
        ),
      }}
    />
  )
}

type ItemProps = {
  text: 'set_up.s_unattended' | 'set_up.s_on_call'
  places: Readonly<Record<string, ReactNode>>
}

const Item = ({ text, places }: ItemProps) => (
  <li className={s.sentence}>
    <Sentence text={text} places={places} />
  </li>
)
