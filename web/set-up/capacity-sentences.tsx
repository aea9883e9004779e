// What is wanted of the staffing, as sentences. Not: what is reckoned from it (core/capacity).
import type { ReactNode } from 'react'
import type { CapacitySetting } from '#core/capacity/capacity-setting.ts'
import { Check } from '../kit/check.tsx'
import { Slot } from '../kit/slot.tsx'
import { localeOf } from '../kit/times.ts'
import { useWords } from '../words.ts'
import { MinutesSlot, Sentence } from './level-sentences.tsx'
import s from './set-up.module.css'

type Props = { setting: CapacitySetting; off: boolean; onChange: (setting: CapacitySetting) => void }

const begunChoices = [50, 70, 80, 90, 95]
const busyChoices = [70, 75, 80, 85, 90, 95]
const withOwn = (choices: readonly number[], own: number) =>
  [...new Set([...choices, own])].sort((a, b) => a - b)

export function CapacitySentences({ setting, off: disabled, onChange }: Props) {
  const { say, language } = useWords()
  const blank = { a: '…', b: '…', c: '…' }
  const share = new Intl.NumberFormat(localeOf(language), { style: 'percent' })
  const percent = (name: 'begunPercent' | 'busyPercent', choices: readonly number[]) => (
    <Slot
      label={say('set_up.s_capacity', blank)}
      disabled={disabled}
      value={String(setting[name])}
      options={withOwn(choices, setting[name]).map(n => ({ value: String(n), text: share.format(n / 100) }))}
      onChange={next => onChange({ ...setting, [name]: Number(next) })}
    />
  )
  const wait = (
    <MinutesSlot
      label={say('set_up.s_capacity', blank)}
      minutes={setting.waitMinutes}
      disabled={disabled}
      onChange={waitMinutes => onChange({ ...setting, waitMinutes })}
    />
  )
  const handle = (place: 0 | 1 | 2) => (
    <MinutesSlot
      label={say('set_up.s_handle', blank)}
      minutes={setting.handleMinutes[place]}
      disabled={disabled}
      onChange={minutes => {
        const [one, two, three] = setting.handleMinutes.with(place, minutes)
        onChange({ ...setting, handleMinutes: [one!, two!, three!] })
      }}
    />
  )
  return (
    <>
      <Item
        text="set_up.s_capacity"
        places={{
          a: percent('begunPercent', begunChoices),
          b: wait,
          c: percent('busyPercent', busyChoices),
        }}
      />
      <Item text="set_up.s_handle" places={{ a: handle(0), b: handle(1), c: handle(2) }} />
      <li className={s.sentence}>
        <Check
          checked={setting.saysOverload}
          disabled={disabled}
          onChange={event => onChange({ ...setting, saysOverload: event.currentTarget.checked })}
        >
          {say('set_up.says_overload')}
        </Check>
      </li>
    </>
  )
}

type ItemProps = {
  text: 'set_up.s_capacity' | 'set_up.s_handle'
  places: Readonly<Record<string, ReactNode>>
}

const Item = ({ text, places }: ItemProps) => (
  <li className={s.sentence}>
    <Sentence text={text} places={places} />
  </li>
)
