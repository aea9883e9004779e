// How large what comes in may be, by the way it comes. Not: which kinds of file are kept back
// (quarantine-page.tsx).
import { type SizeSetting, sizesMost, sizeWays } from '#core/people/size-setting.ts'
import type { Say } from '#words/say.ts'
import { TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import s from './set-up.module.css'

type Props = {
  value: SizeSetting
  mayChange: boolean
  onChange: (value: SizeSetting) => void
}

/** What is wrong with them, each in a sentence. */
export const sizeFaults = (value: SizeSetting, say: Say): string[] =>
  sizeWays
    .filter(way => !Number.isInteger(value[way]) || value[way] < 1 || value[way] > sizesMost[way])
    .map(way => say('set_up.sizes_wrong', { what: say(`set_up.sizes_${way}`), most: sizesMost[way] }))

/** One number for each way. */
export function SizesPart({ value, mayChange, onChange }: Props) {
  const say = useSay()
  return (
    <fieldset className={s.checks} disabled={!mayChange} aria-describedby="sizes-hint">
      <legend className={s.legend}>{say('set_up.sizes')}</legend>
      <div className={s.two}>
        {sizeWays.map(way => (
          <TextField
            key={way}
            label={say(`set_up.sizes_${way}`)}
            inputMode="numeric"
            value={Number.isNaN(value[way]) ? '' : String(value[way])}
            maxLength={3}
            onChange={event => {
              const typed = event.currentTarget.value.trim()
              onChange({ ...value, [way]: typed === '' ? Number.NaN : Number(typed) })
            }}
          />
        ))}
      </div>
      <p id="sizes-hint" className="sm soft">
        {say('set_up.sizes_hint')}
      </p>
    </fieldset>
  )
}
