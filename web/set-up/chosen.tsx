// Some of many things with names: chosen one by one, each taken out again by a press.
import { Button } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import s from './set-up.module.css'

type ChosenProps = {
  label: string
  all: readonly { readonly id: string; readonly name: string }[]
  /** what no choice means */
  none: string
  value: readonly string[]
  onChange: (value: readonly string[]) => void
}

/** Some of many: chosen one by one, each taken out again by a press. */
export function Chosen({ label, all, none, value, onChange }: ChosenProps) {
  const say = useSay()
  const left = all.filter(one => !value.includes(one.id))
  const first = { value: '', text: value.length === 0 ? none : say('set_up.outage_one_more') }
  return (
    <div className={s.form}>
      <SelectField
        label={label}
        value=""
        options={[first, ...left.map(one => ({ value: one.id, text: one.name }))]}
        onChange={event => onChange([...value, event.currentTarget.value].filter(Boolean))}
      />
      {value.length > 0 && (
        <p className={s.places}>
          {value.map(id => {
            const name = all.find(one => one.id === id)?.name ?? id
            return (
              <Button
                key={id}
                kind="quiet"
                glyph="x"
                aria-label={say('set_up.remove_one', { name })}
                onClick={() => onChange(value.filter(one => one !== id))}
              >
                {name}
              </Button>
            )
          })}
        </p>
      )}
    </div>
  )
}
