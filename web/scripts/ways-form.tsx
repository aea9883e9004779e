// What may be answered at a step and where each answer leads: choices, bounds, arrows with their conditions.
// Not: one condition (condition-form.tsx), nor the rest of a step (step-parts.tsx).
import { Button, IconButton } from '../kit/button.tsx'
import { SelectField } from '../kit/field.tsx'
import { useSay, useWords } from '../words.ts'
import { ConditionForm } from './condition-form.tsx'
import { conditionText } from './condition-parts.ts'
import { useEditing } from './editing.ts'
import { Part, usePart, WayField, Wordings, WordField } from './fields.tsx'
import { fields, list, type Place, put, word } from './form-parts.ts'
import { askingFor, shifted } from './form-steps.ts'
import f from './step-form.module.css'

export const askedKinds = ['choices', 'number', 'date', 'text', 'photo', 'serial'] as const

const firstOf = {
  choices: [
    { name: 'yes', words: {} },
    { name: 'no', words: {} },
  ],
  number: { least: 0, most: 100 },
  date: {},
  text: {},
  photo: {},
  serial: {},
} as const

/** What is asked for, with what it needs. */
export function AskedForm() {
  const say = useSay()
  const { whole, change } = useEditing()
  const kind = askedKinds.find(one => fields(whole)[one] !== undefined)
  return (
    <Part title={say('scripts.ways')}>
      <div className={f.grid}>
        <SelectField
          label={say('scripts.asks_for')}
          value={kind ?? ''}
          options={[
            ...(kind ? [] : [{ value: '', text: '–' }]),
            ...askedKinds.map(value => ({ value, text: say(`scripts.asks_${value}`) })),
          ]}
          onChange={event => {
            const next = askedKinds.find(one => one === event.currentTarget.value)
            if (next) change(step => askingFor(step, next, firstOf[next]))
          }}
        />
        {kind === 'number' && (
          <>
            <WordField place={['number', 'least']} label={say('scripts.least')} kind="number" />
            <WordField place={['number', 'most']} label={say('scripts.most')} kind="number" />
            <WordField place={['number', 'unit']} label={say('scripts.unit')} />
          </>
        )}
      </div>
      {kind === 'choices' && <ChoicesForm />}
    </Part>
  )
}

function ChoicesForm() {
  const say = useSay()
  const [value, set] = usePart(['choices'])
  const choices = list(value)
  const add = () => {
    const taken = new Set(choices.map(one => word(fields(one).name)))
    let n = choices.length + 1
    while (taken.has(`choice-${n}`)) n++
    set([...choices, { name: `choice-${n}`, words: {} }])
  }
  return (
    <>
      {choices.map((_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a choice that is being named has no name to go by
        <div key={i} className={f.item}>
          <Wordings place={['choices', i, 'words']} name={say('scripts.choice_n', { n: i + 1 })} />
          <div className={f.grid}>
            <WayField
              place={['choices', i, 'to']}
              label={say('scripts.choice_to', { n: i + 1 })}
              unset={say('scripts.goes_next')}
            />
            <WordField place={['choices', i, 'name']} label={say('scripts.choice_name', { n: i + 1 })} />
            <ItemActs items={choices} index={i} set={set} what={say('scripts.choice_n', { n: i + 1 })} />
          </div>
        </div>
      ))}
      <Button glyph="plus" onClick={add}>
        {say('scripts.choice_add')}
      </Button>
    </>
  )
}

type ItemProps = {
  items: readonly unknown[]
  index: number
  set: (items: readonly unknown[]) => void
  what: string
}

/** Up, down, away. */
function ItemActs({ items, index, set, what }: ItemProps) {
  const say = useSay()
  return (
    <div className={f.acts}>
      <IconButton
        glyph="up"
        label={say('scripts.item_up', { what })}
        onClick={() => set(shifted(items, index, -1))}
      />
      <span className={f.turned}>
        <IconButton
          glyph="up"
          label={say('scripts.item_down', { what })}
          onClick={() => set(shifted(items, index, 1))}
        />
      </span>
      <IconButton
        glyph="x"
        label={say('scripts.item_remove', { what })}
        onClick={() => set(items.toSpliced(index, 1))}
      />
    </div>
  )
}

/** The arrows by which a step is left, in order: the first whose condition holds. */
export function NextForm() {
  const say = useSay()
  const [value, set] = usePart(['next'])
  const arrows = list(value)
  const setAll = (items: readonly unknown[]) => set(items.length > 0 ? items : undefined)
  return (
    <Part title={say('scripts.arrows')}>
      {arrows.map((_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an arrow has no name but its place
        <ArrowForm key={i} items={arrows} index={i} set={setAll} />
      ))}
      <Button glyph="plus" onClick={() => setAll([...arrows, {}])}>
        {say('scripts.arrow_add')}
      </Button>
    </Part>
  )
}

function ArrowForm({ items, index, set }: Omit<ItemProps, 'what'>) {
  const { say, language } = useWords()
  const { outline } = useEditing()
  const place: Place = ['next', index]
  const what = say('scripts.arrow_n', { n: index + 1 })
  const { when } = fields(items[index])
  const change = (next: unknown) => set(items.with(index, put(items[index], ['when'], next)))
  return (
    <div className={f.item}>
      <p className={f.read}>
        {when === undefined
          ? say('scripts.arrow_always')
          : say('scripts.by_when', { when: conditionText(when, { say, language, outline }) ?? '…' })}
      </p>
      {when !== undefined && <ConditionForm form={when} onChange={change} label={what} />}
      <div className={f.grid}>
        <WayField place={[...place, 'to']} label={say('scripts.arrow_to', { n: index + 1 })} />
        <div className={f.acts}>
          <Button
            kind="quiet"
            onClick={() => change(when === undefined ? { is: ['', ''] } : undefined)}
            aria-label={`${say(when === undefined ? 'scripts.arrow_only' : 'scripts.arrow_free')}, ${what}`}
          >
            {say(when === undefined ? 'scripts.arrow_only' : 'scripts.arrow_free')}
          </Button>
          <ItemActs items={items} index={index} set={set} what={what} />
        </div>
      </div>
    </div>
  )
}
