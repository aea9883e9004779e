// The frame of a sheet or dialog: focus trap, Esc, focus back. Loaded when the first one opens (sheet.tsx).
import { Dialog as Base } from '@base-ui/react/dialog'
import { useRef } from 'react'
import { useSay } from '../words.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import s from './sheet.module.css'
import type { SheetProps } from './sheet.tsx'
import { KeyLayer } from './use-keys.ts'

const fields = 'textarea:not([readonly]),select,input:not([type="hidden"])'

/** Where the focus begins: in the first field, else on the main button; nothing has to be passed over. */
const firstOf = (popup: HTMLElement | null): HTMLElement | null =>
  popup?.querySelector<HTMLElement>(fields) ?? popup?.querySelector<HTMLElement>('[data-main]') ?? null

/** Stands for as long as its owner; opens and closes with `open`. */
export default function SheetFrame({
  open,
  onClose,
  title,
  note,
  foot,
  closeText,
  width,
  first,
  onSubmit,
  children,
}: SheetProps) {
  const say = useSay()
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={next => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={s.veil} />
        <Base.Viewport className={s.viewport}>
          <Base.Popup
            className={cx(s.sheet, width === 'small' && s.small)}
            ref={popup}
            initialFocus={() => first?.current ?? firstOf(popup.current) ?? true}
          >
            <KeyLayer>
              <form
                className={s.form}
                data-form=""
                onSubmit={event => {
                  event.preventDefault()
                  onSubmit?.()
                }}
              >
                <header className={s.head}>
                  <div className={s.names}>
                    <Base.Title className={s.title}>{title}</Base.Title>
                    {note && <div className={s.note}>{note}</div>}
                  </div>
                  <Button kind="quiet" keys="escape" onClick={onClose}>
                    {closeText ?? say('kit.close')}
                  </Button>
                </header>
                <div className={s.body}>{children}</div>
                {foot && <footer className={s.foot}>{foot}</footer>}
              </form>
            </KeyLayer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
