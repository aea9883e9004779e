// Where an arrow leads: a step chosen by its number, its name or what it says, or a new one. Not: which arrow
// (ways-form.tsx).
import { type KeyboardEvent, useId, useState } from 'react'
import { IconButton } from '../kit/button.tsx'
import { cx } from '../kit/cx.ts'
import { useWords } from '../words.ts'
import { useEditing } from './editing.ts'
import type { Place } from './form-parts.ts'
import type { OutlineStep } from './outline.ts'
import f from './step-form.module.css'
import { headOf } from './tree.ts'

type Props = {
  label: string
  /** the name of the step it leads to; empty: nowhere yet */
  value: string
  /** undefined: it leads nowhere any more */
  onChange: (name: string | undefined) => void
  /** what it means that it leads nowhere; undefined: that something is missing */
  unset?: string | undefined
  /** where in the step this arrow stands, for a new step it is to lead to */
  place: Place | null
}

const shownMax = 8

/** Typing finds steps; Enter takes the one that is marked, Esc leaves it as it was. */
export function TargetField({ label, value, onChange, unset, place }: Props) {
  const { say } = useWords()
  const { outline, goTo } = useEditing()
  const id = useId()
  const list = useListed(onChange, place)
  const to = outline.steps.find(one => one.name === value)
  return (
    <div className={f.target}>
      <label className={f.label} htmlFor={id}>
        {label}
      </label>
      <div className={f.row}>
        <input
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          className={cx(f.input, value === '' && unset === undefined && f.lacking)}
          aria-expanded={list.isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={list.isOpen ? `${id}-${list.marked}` : undefined}
          placeholder={unset ?? say('scripts.to_nowhere')}
          value={list.typed ?? (to ? `${to.index + 1} ${value}` : value)}
          onFocus={event => event.currentTarget.select()}
          onChange={event => list.type(event.currentTarget.value)}
          onKeyDown={list.onKeyDown}
          onBlur={list.close}
        />
        {to && (
          <IconButton
            glyph="right"
            label={say('scripts.to_open', { n: to.index + 1 })}
            onClick={() => goTo(to.index)}
          />
        )}
        {value !== '' && (
          <IconButton
            glyph="x"
            label={say('scripts.item_remove', { what: label })}
            onClick={() => onChange(undefined)}
          />
        )}
      </div>
      <Options id={id} list={list} />
    </div>
  )
}

/** What is typed, what fits it, which of that is marked, and the keys that choose. */
function useListed(onChange: Props['onChange'], place: Place | null) {
  const { newAt } = useEditing()
  const [typed, setTyped] = useState<string | null>(null)
  const [marked, setMarked] = useState(0)
  const options = useOptions(typed, place !== null)
  const type = (text: string | null) => {
    setTyped(text)
    setMarked(0)
  }
  const close = () => type(null)
  const choose = (option: OutlineStep | 'new' | undefined) => {
    close()
    if (option === 'new') newAt(place ?? [])
    else if (option) onChange(option.name)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0) {
      if (typed === null) type('')
      else setMarked((marked + by + options.length) % Math.max(1, options.length))
    } else if (typed === null) return
    else if (event.key === 'Enter') choose(options[marked])
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { typed, type, marked, options, isOpen: options.length > 0, close, choose, onKeyDown }
}

/** The steps that fit what is typed, and a new one. */
function useOptions(typed: string | null, mayBeNew: boolean): readonly (OutlineStep | 'new')[] {
  const { outline } = useEditing()
  const { language } = useWords()
  if (typed === null) return []
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const fitting: OutlineStep[] = []
  for (const step of outline.steps) {
    if (fitting.length >= shownMax) break
    if (step.name === '') continue
    const text = `${step.index + 1} ${step.name} ${headOf(step, language)}`.toLowerCase()
    if (wanted.every(one => (/^\d+$/.test(one) ? text.startsWith(one) : text.includes(one))))
      fitting.push(step)
  }
  return mayBeNew ? [...fitting, 'new'] : fitting
}

function Options({ id, list }: { id: string; list: ReturnType<typeof useListed> }) {
  const { say, language } = useWords()
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      className={f.options}
      hidden={!list.isOpen}
      aria-label={say('scripts.steps')}
    >
      {list.options.map((option, i) => (
        <div
          key={option === 'new' ? 'new' : option.index}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === list.marked}
          className={f.option}
          // Before the field is left, which closes the list.
          onMouseDown={event => {
            event.preventDefault()
            list.choose(option)
          }}
        >
          {option === 'new' ? (
            say('scripts.to_new')
          ) : (
            <>
              <span className="faint">{option.index + 1}</span> {headOf(option, language)}{' '}
              <span className={f.name}>{option.name}</span>
            </>
          )}
        </div>
      ))}
    </div>
  )
}
