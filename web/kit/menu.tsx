// A menu behind a button. Not: a choice inside a sentence (slot.tsx).
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import buttons from './button.module.css'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'
import { KeyHint } from './key-hint.tsx'
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

type Props = {
  /** what the button is called when its face has no words */
  label?: string | undefined
  /** what the button shows; without it, three dots */
  face?: ReactNode
  items: readonly MenuItem[]
  align?: 'start' | 'end'
}

/** A button that opens a list of acts; arrows, letters and Esc work inside. */
export function Menu({ label, face, items, align = 'end' }: Props) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger
        className={cx(buttons.button, buttons.quiet, !face && buttons.icon, s.trigger)}
        aria-label={face ? undefined : label}
      >
        {face ?? <Glyph name="more" />}
        {face && <Glyph name="down" />}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className={s.place}>
          <Base.Popup className={s.popup} aria-label={label}>
            {items.map((item, index) => (
              <MenuLine key={item === 'line' || 'title' in item ? index : `${index} act`} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function MenuLine({ item }: { item: MenuItem }) {
  if (item === 'line') return <Base.Separator className={s.line} />
  if ('title' in item) return <div className={s.title}>{item.title}</div>
  return (
    <Base.Item className={s.item} onClick={item.run}>
      <span className={s.tick}>{item.chosen && <Glyph name="kept" size={12} />}</span>
      <span>{item.text}</span>
      {item.note && <span className={s.note}>{item.note}</span>}
      {item.keys && <KeyHint keys={item.keys} />}
    </Base.Item>
  )
}
