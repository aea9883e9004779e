// When a case is stuck: by which signs, when the lead hears of it, how often somebody may carry on. Not: how
// long a level may have one (level-sentences.tsx).
import type { ReactNode } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { type StuckSign, stuckSigns } from '#core/case/stuck-sign.ts'
import type { StuckSetting } from '#core/people/desk-facts.ts'
import { Check } from '../kit/check.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Slot } from '../kit/slot.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { MinutesSlot, Sentence } from './level-sentences.tsx'
import { useMe, Wrong } from './parts.tsx'
import s from './set-up.module.css'
import { type DeskSetting, useChange, useSetUp } from './set-up-api.ts'

export function StuckSettings() {
  const say = useSay()
  const query = useSetUp<DeskSetting>('/settings')
  const save = useChange(() => toast({ text: say('set_up.saved') }))
  const off = !maySetUp(useMe(), 'desk', 'change') || save.isPending
  return (
    <ScreenState query={query} rows={3} bones="list">
      {({ setting, version }) => (
        <StuckPart
          setting={setting.stuck}
          off={off}
          wrong={<Wrong thrown={save.error} />}
          onChange={stuck => save.mutate({ path: '/settings', method: 'PATCH', body: { version, stuck } })}
        />
      )}
    </ScreenState>
  )
}

type Props = {
  setting: StuckSetting
  off: boolean
  wrong: ReactNode
  onChange: (setting: StuckSetting) => void
}

const carryChoices = [0, 1, 2, 3, 5, 10]

function StuckPart({ setting, off, wrong, onChange }: Props) {
  const say = useSay()
  const { signs, leadMinutes, carryOns } = setting
  const change = (changes: Partial<StuckSetting>) => onChange({ ...setting, ...changes })
  const choices = [...new Set([...carryChoices, carryOns])].sort((a, b) => a - b)
  return (
    <section className={s.say} aria-labelledby="stuck">
      <h2 id="stuck">{say('set_up.stuck')}</h2>
      {wrong}
      <p className="sm soft">{say('set_up.stuck_how')}</p>
      <ol className={s.sentences}>
        <li className={s.sentence}>
          <Sentence
            text="set_up.s_stuck_lead"
            places={{
              a: (
                <MinutesSlot
                  label={say('set_up.s_stuck_lead', { a: '…' })}
                  minutes={leadMinutes}
                  disabled={off}
                  onChange={next => change({ leadMinutes: next })}
                />
              ),
            }}
          />
        </li>
        <li className={s.sentence}>
          <Sentence
            text="set_up.s_stuck_carry"
            places={{
              a: (
                <Slot
                  label={say('set_up.s_stuck_carry', { a: '…' })}
                  value={String(carryOns)}
                  disabled={off}
                  options={choices.map(n => ({ value: String(n), text: say('set_up.up_to_times', { n }) }))}
                  onChange={next => change({ carryOns: Number(next) })}
                />
              ),
            }}
          />
        </li>
        <Signs value={signs} off={off} onChange={next => change({ signs: next })} />
      </ol>
      <p className="sm soft">{say('stuck.good_work')}</p>
    </section>
  )
}

type SignsProps = {
  value: readonly StuckSign[]
  off: boolean
  onChange: (signs: readonly StuckSign[]) => void
}

function Signs({ value, off, onChange }: SignsProps) {
  const say = useSay()
  const toggled = (one: StuckSign) => stuckSigns.filter(each => (each === one) !== value.includes(each))
  return (
    <li className={s.sentence}>
      <fieldset className={s.checks} disabled={off}>
        <legend className={s.legend}>{say('set_up.stuck_signs')}</legend>
        <div className={s.two}>
          {stuckSigns.map(one => (
            <Check key={one} checked={value.includes(one)} onChange={() => onChange(toggled(one))}>
              {say(`stuck.sign_${one}`)}
            </Check>
          ))}
        </div>
      </fieldset>
    </li>
  )
}
