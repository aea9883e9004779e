// A condition built on the screen: a step, a comparison and a value, or several together. Not: what it says
// (condition-parts.ts).
import { IconButton, Button } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { useSay, useWords } from '../words.ts'
import {
  answersAt,
  type Compared,
  comparedBy,
  comparisons,
  type Condition,
  conditionAs,
  conditionIn,
  type Grouped,
  groupings,
} from './condition-parts.ts'
import { useEditing } from './editing.ts'
import { list } from './form-parts.ts'
import type { OutlineStep } from './outline.ts'
import f from './step-form.module.css'
import { headOf } from './tree.ts'
import { useTyped } from './use-typed.ts'

type Props = { form: unknown; onChange: (form: unknown) => void; label: string }

/** One condition; a single one can become several. */
export function ConditionForm({ form, onChange, label }: Props) {
  const say = useSay()
  const condition = conditionIn(form) ?? ({ by: 'is', isNot: false, step: '', value: '' } as const)
  const set = (next: Condition) => onChange(conditionAs(next))
  if ('how' in condition) return <GroupForm group={condition} set={set} label={label} />
  return (
    <div className={f.condition}>
      <ComparedForm compared={condition} set={set} label={label} />
      <Button
        kind="quiet"
        glyph="plus"
        aria-label={`${say('scripts.cond_add')}, ${label}`}
        onClick={() => set({ how: 'all', parts: [conditionAs(condition), { is: [condition.step, ''] }] })}
      >
        {say('scripts.cond_add')}
      </Button>
    </div>
  )
}

type GroupProps = { group: Grouped; set: (next: Condition) => void; label: string }

function GroupForm({ group, set, label }: GroupProps) {
  const say = useSay()
  const { how, parts } = group
  const without = (i: number) => set({ how, parts: parts.toSpliced(i, 1) })
  return (
    <fieldset className={f.group} aria-label={label}>
      <SelectField
        label={`${say('scripts.cond_group')}, ${label}`}
        labelHidden
        value={how}
        options={groupings.map(value => ({ value, text: say(`scripts.group_${value}`) }))}
        onChange={event => {
          const next = groupings.find(one => one === event.currentTarget.value)
          if (next) set({ how: next, parts })
        }}
      />
      {parts.map((part, i) => {
        const name = `${label}, ${say('scripts.cond_n', { n: i + 1 })}`
        const within = conditionIn(part)
        const put = (next: Condition) => set({ how, parts: parts.with(i, conditionAs(next)) })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name but its place
          <div key={i} className={f.condition}>
            {within && 'how' in within ? (
              <GroupForm group={within} set={put} label={name} />
            ) : (
              <ComparedForm compared={within ?? blank} set={put} label={name} />
            )}
            <IconButton
              glyph="x"
              label={say('scripts.item_remove', { what: name })}
              onClick={() => without(i)}
            />
          </div>
        )
      })}
      <div className={f.acts}>
        {(['cond_add', 'cond_add_group'] as const).map(key => (
          <Button
            key={key}
            kind="quiet"
            glyph="plus"
            aria-label={`${say(`scripts.${key}`)}, ${label}`}
            onClick={() =>
              set({
                how,
                parts: [...parts, key === 'cond_add' ? conditionAs(blank) : { any: [conditionAs(blank)] }],
              })
            }
          >
            {say(`scripts.${key}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}

const blank: Compared = { by: 'is', isNot: false, step: '', value: '' }

type ComparedProps = { compared: Compared; set: (next: Condition) => void; label: string }

function ComparedForm({ compared, set, label }: ComparedProps) {
  const { say, language } = useWords()
  const { outline } = useEditing()
  const { by, isNot, step } = compared
  // Only what is answered can be asked about.
  const asked = outline.steps.filter(one => one.kind !== 'tell' && one.kind !== 'end' && one.name !== '')
  const about = outline.steps.find(one => one.name === step)
  const named = (one: OutlineStep) => ({
    value: one.name,
    text: `${one.index + 1} ${headOf(one, language)}`,
  })
  const hows = comparisons.flatMap(one => [one, `${one}_not` as const])
  return (
    <div className={f.compared}>
      <SelectField
        label={`${say('scripts.cond_step')}, ${label}`}
        labelHidden
        value={step}
        options={[
          ...(about ? [] : [{ value: step, text: step || '–' }]),
          ...asked.slice(0, shownMax).map(named),
          ...(about && asked.indexOf(about) >= shownMax ? [named(about)] : []),
        ]}
        onChange={event => set({ ...compared, step: event.currentTarget.value, value: emptyOf(compared) })}
      />
      <SelectField
        label={`${say('scripts.cond_how')}, ${label}`}
        labelHidden
        value={isNot ? `${by}_not` : by}
        options={hows.map(value => ({
          value,
          text: say(`scripts.cond_${value}`, { step: '…', value: '…' }),
        }))}
        onChange={event => {
          const [next, not] = event.currentTarget.value.split('_')
          const how = comparisons.find(one => one === next)
          if (how) set(comparedBy(compared, how, not !== undefined))
        }}
      />
      <ValueForm compared={compared} about={about} set={set} label={label} />
    </div>
  )
}

/** A list of so many steps is still one to choose from. */
const shownMax = 500

const emptyOf = ({ by }: Compared): unknown =>
  by === 'among' ? [] : by === 'answered' ? undefined : by === 'is' ? '' : 0

function ValueForm({ compared, about, set, label }: ComparedProps & { about: OutlineStep | undefined }) {
  const { say, language } = useWords()
  const { by, value } = compared
  const known = answersAt(about, language)
  const typed = useTyped(Array.isArray(value) ? value.join(', ') : String(value ?? ''), text => {
    const each = (one: string) => (isNumber(one, about) ? Number(one) : one)
    if (by === 'among')
      set({
        ...compared,
        value: text
          .split(',')
          .map(one => each(one.trim()))
          .filter(one => one !== ''),
      })
    else set({ ...compared, value: by === 'is' ? each(text.trim()) : Number(text.replace(',', '.')) || 0 })
  })
  if (by === 'answered') return null
  if (known && by === 'is')
    return (
      <SelectField
        label={`${say('scripts.cond_value')}, ${label}`}
        labelHidden
        value={String(value)}
        options={[
          ...(known.some(one => one.value === value)
            ? []
            : [{ value: String(value), text: String(value) || '–' }]),
          ...known,
        ]}
        onChange={event => set({ ...compared, value: event.currentTarget.value })}
      />
    )
  if (known && by === 'among')
    return (
      <div className={f.acts}>
        {known.map(one => (
          <label key={one.value} className={f.tick}>
            <input
              type="checkbox"
              checked={list(value).includes(one.value)}
              onChange={event =>
                set({
                  ...compared,
                  value: event.currentTarget.checked
                    ? [...list(value), one.value]
                    : list(value).filter(each => each !== one.value),
                })
              }
            />
            {one.text}
          </label>
        ))}
      </div>
    )
  return (
    <TextField
      label={`${say(by === 'among' ? 'scripts.cond_values' : 'scripts.cond_value')}, ${label}`}
      labelHidden
      value={typed.value}
      onChange={typed.onChange}
      onBlur={typed.onBlur}
      autoComplete="off"
    />
  )
}

/** What is answered as a number is compared as one. */
const isNumber = (text: string, about: OutlineStep | undefined): boolean =>
  text !== '' &&
  Number.isFinite(Number(text)) &&
  about?.facts.some(([key, value]) => key === 'asked' && /\d/.test(value)) === true
