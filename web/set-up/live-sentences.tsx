// How long the live line rings, and how long a raised hand goes on, as sentences. Not: whom it rings
// (core/people/who-rings.ts).
import type { ReactNode } from 'react'
import type { LiveSetting } from '#core/people/live-setting.ts'
import { Check } from '../kit/check.tsx'
import { Slot } from '../kit/slot.tsx'
import { useSay } from '../words.ts'
import { MinutesSlot, Sentence } from './level-sentences.tsx'
import s from './set-up.module.css'

type Props = { setting: LiveSetting; off: boolean; onChange: (setting: LiveSetting) => void }

const secondChoices = [10, 15, 20, 25, 30, 45, 60, 90, 120]
const withOwn = (choices: readonly number[], own: number) =>
  [...new Set([...choices, own])].sort((a, b) => a - b)

export function LiveSentences({ setting, off: disabled, onChange }: Props) {
  const say = useSay()
  const change = (more: Partial<LiveSetting>) => onChange({ ...setting, ...more })
  const label = say('set_up.s_live', { a: '…', b: '…', c: '…', d: '…' })
  const slot = (name: 'ringSeconds' | 'onCallSeconds' | 'leadSeconds' | 'atOnce') => (
    <Slot
      label={label}
      disabled={disabled}
      value={String(setting[name])}
      options={withOwn(name === 'atOnce' ? [1, 2, 3, 5] : secondChoices, setting[name]).map(n => ({
        value: String(n),
        text: name === 'atOnce' ? String(n) : say('kit.seconds', { n }),
      }))}
      onChange={next => change({ [name]: Number(next) })}
    />
  )
  const span = (name: 'swarmMinutes' | 'hypothesisMinutes') => (
    <MinutesSlot
      label={say('set_up.s_swarm', { a: '…', b: '…' })}
      minutes={setting[name]}
      disabled={disabled}
      onChange={minutes => change({ [name]: minutes })}
    />
  )
  const places = {
    a: slot('ringSeconds'),
    b: slot('onCallSeconds'),
    c: slot('leadSeconds'),
    d: slot('atOnce'),
  }
  return (
    <>
      <Item text="set_up.s_live" places={places} />
      <Item text="set_up.s_swarm" places={{ a: span('swarmMinutes'), b: span('hypothesisMinutes') }} />
      <li className={s.sentence}>
        <Check
          checked={setting.knowsFirst === true}
          disabled={disabled}
          onChange={event => change({ knowsFirst: event.currentTarget.checked })}
        >
          {say('set_up.knows_first')}
        </Check>
      </li>
    </>
  )
}

type ItemProps = {
  text: 'set_up.s_live' | 'set_up.s_swarm'
  places: Readonly<Record<string, ReactNode>>
}

const Item = ({ text, places }: ItemProps) => (
  <li className={s.sentence}>
    <Sentence text={text} places={places} />
  </li>
)
