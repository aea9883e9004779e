// After how long customers are asked whether a fix holds, as a sentence; and after which kinds they are not.
import { type Kind, kinds } from '#core/case/event.ts'
import type { CheckBackSetting, Delay } from '#core/people/desk-facts.ts'
import type { Say } from '#words/say.ts'
import { Check } from '../kit/check.tsx'
import { Slot } from '../kit/slot.tsx'
import { useSay } from '../words.ts'
import { Sentence } from './level-sentences.tsx'
import s from './set-up.module.css'

type Props = { setting: CheckBackSetting; off: boolean; onChange: (setting: CheckBackSetting) => void }
const letters = ['a', 'b', 'c', 'd'] as const

const usual: readonly Delay[] = [
  ...[1, 2, 3, 5, 10].map(count => ({ count, unit: 'business_days' }) as const),
  ...[1, 2, 7, 14].map(count => ({ count, unit: 'days' }) as const),
]
const keyOf = (delay: Delay | null): string => (delay ? `${delay.count} ${delay.unit}` : '')
const textOf = (say: Say, delay: Delay | null): string =>
  delay
    ? say(delay.unit === 'days' ? 'set_up.days' : 'set_up.business_days', { n: delay.count })
    : say('set_up.not_asked')

export function CheckBacks({ setting, off, onChange }: Props) {
  const say = useSay()
  const change = (index: number, next: Delay | null) => {
    const after = setting.after.map((was, at) => (at === index ? next : was))
    onChange({ ...setting, after: after as unknown as CheckBackSetting['after'] })
  }
  const places = Object.fromEntries(
    letters.map((letter, index) => {
      const present = setting.after[index] ?? null
      const isUsual = usual.some(one => keyOf(one) === keyOf(present))
      const choices = [null, ...usual, ...(present && !isUsual ? [present] : [])]
      return [
        letter,
        <Slot
          key={letter}
          label={say('set_up.severity', { n: index + 1 })}
          value={keyOf(present)}
          disabled={off}
          options={choices.map(one => ({ value: keyOf(one), text: textOf(say, one) }))}
          onChange={next => change(index, choices.find(one => keyOf(one) === next) ?? null)}
        />,
      ]
    }),
  )
  return (
    <>
      <li className={s.sentence}>
        <Sentence text="set_up.s_check_back" places={places} />
      </li>
      <NotFor value={setting.notFor} off={off} onChange={notFor => onChange({ ...setting, notFor })} />
    </>
  )
}

type KindsProps = { value: readonly Kind[]; off: boolean; onChange: (kinds: readonly Kind[]) => void }

function NotFor({ value, off, onChange }: KindsProps) {
  const say = useSay()
  const toggled = (one: Kind) => kinds.filter(each => (each === one) !== value.includes(each))
  return (
    <li className={s.sentence}>
      <fieldset className={s.checks} disabled={off}>
        <legend className={s.legend}>{say('set_up.check_back_kinds')}</legend>
        <div className={s.two}>
          {kinds.map(one => (
            <Check key={one} checked={value.includes(one)} onChange={() => onChange(toggled(one))}>
              {say(`kinds.kind_${one}`)}
            </Check>
          ))}
        </div>
      </fieldset>
    </li>
  )
}
