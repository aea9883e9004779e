// A menu behind a button: arrows, letters and Esc work in it. Not: a choice inside a sentence (slot.tsx).
// It stands in the browser's top layer, so no scrolling frame cuts it off, and in its place in the document.
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import buttons from './button.module.css'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'
import { KeyHint } from './key-hint.tsx'
import { nextItem, placeOf } from './menu.ts'
import s from './menu.module.css'

export type MenuItem =
  | 'line'
  | { readonly title: string }
  | {
      readonly text: ReactNode
      readonly run: () => void
      readonly keys?: string | undefined
      readonly chosen?: boolean | undefined
      readonly note?: ReactNode
    }

export type MenuProps = {
  /** what the button is called when its face has no words */
  label?: string | undefined
  /** what the button shows; without it, three dots */
  face?: ReactNode
  items: readonly MenuItem[]
  align?: 'start' | 'end'
}

/** The button and its menu. After an act the focus is on the button again, unless the act moves it. */
export function Menu({ label, face, items, align = 'end' }: MenuProps) {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const lines = () => [...(popup.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
  const close = () => {
    popup.current?.hidePopover()
    trigger.current?.focus()
  }
  const show = () => {
    const button = trigger.current?.getBoundingClientRect()
    const menu = popup.current
    if (!button || !menu) return
    menu.showPopover()
    const place = placeOf(
      button,
      menu.getBoundingClientRect(),
      { width: innerWidth, height: innerHeight },
      align,
    )
    menu.style.left = `${place.left}px`
    menu.style.top = `${place.top}px`
    lines()[0]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault()
      return close()
    }
    const all = lines()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const texts = all.map(one => one.textContent ?? '')
    const next = nextItem(texts, at, event.key)
    if (next === at) return
    event.preventDefault()
    all[next]?.focus()
  }
  return (
    <>
      <button
        type="button"
        ref={trigger}
        className={cx(buttons.button, buttons.quiet, !face && buttons.icon, s.trigger)}
        aria-label={face ? undefined : label}
        title={face ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={show}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' || open) return
          event.preventDefault()
          event.stopPropagation()
          show()
        }}
      >
        {face ?? <Glyph name="more" />}
        {face && <Glyph name="down" />}
      </button>
      <div
        id={id}
        ref={popup}
        popover="auto"
        role="menu"
        aria-label={label}
        className={s.popup}
        onToggle={event => setOpen(event.newState === 'open')}
        onKeyDown={onKeyDown}
      >
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a menu's lines stand in their order
          <MenuLine key={index} item={item} onDone={close} />
        ))}
      </div>
    </>
  )
}

function MenuLine({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  if (item === 'line') return <div className={s.line} role="none" />
  if ('title' in item)
    return (
      <div className={s.title} role="none">
        {item.title}
      </div>
    )
  const choice =
    item.chosen === undefined ? {} : ({ role: 'menuitemcheckbox', 'aria-checked': item.chosen } as const)
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={s.item}
      onClick={() => {
        onDone()
        item.run()
      }}
      {...choice}
    >
      <span className={s.tick}>{item.chosen && <Glyph name="kept" size={12} />}</span>
      <span>{item.text}</span>
      {item.note && <span className={s.note}>{item.note}</span>}
      {item.keys && <KeyHint keys={item.keys} />}
    </button>
  )
}
