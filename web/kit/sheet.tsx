// A sheet or dialog over the screen: traps the focus, Esc closes, the focus returns to where it came from.
import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import { useSay } from '../words.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import s from './sheet.module.css'
import { KeyLayer } from './use-keys.ts'

type Props = {
  open: boolean
  onClose: () => void
  title: ReactNode
  /** a quiet line under the title */
  note?: ReactNode
  /** the last row, with the main button */
  foot?: ReactNode
  /** what closing is called; "Close" without it */
  closeText?: string
  width?: 'small' | 'wide'
  /** where the focus goes first; else the first thing that takes it */
  first?: RefObject<HTMLElement | null>
  /** submits on ⌘/Ctrl+Enter through its main button, or natively */
  onSubmit?: () => void
  children: ReactNode
}

/** A large sheet (920 px); on a phone it fills the screen. */
export function Sheet(props: Props) {
  return <Floating {...props} width={props.width ?? 'wide'} />
}

/** A small dialog (480 px) for one question. */
export function Dialog(props: Props) {
  return <Floating {...props} width="small" />
}

function Floating({ open, onClose, title, note, foot, closeText, width, first, onSubmit, children }: Props) {
  const say = useSay()
  return (
    <Base.Root open={open} onOpenChange={next => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={s.veil} />
        <Base.Viewport className={s.viewport}>
          <Base.Popup
            className={cx(s.sheet, width === 'small' && s.small)}
            {...(first && { initialFocus: first })}
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

/** Rows of a sheet: what | the content | a small act, as in the hand-off. `mark` is the sign before the name. */
export function SheetRow({
  name,
  mark,
  end,
  children,
}: {
  name: ReactNode
  mark?: ReactNode
  end?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={s.item}>
      <div className={s.name}>
        {mark}
        <span>{name}</span>
      </div>
      <div className={s.what}>{children}</div>
      <div className={s.end}>{end}</div>
    </div>
  )
}

/** The ruled frame around sheet rows; it uses the sheet's whole width. */
export function SheetRows({ children }: { children: ReactNode }) {
  return <div className={s.rows}>{children}</div>
}
