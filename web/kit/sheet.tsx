// A sheet or dialog over the screen: traps the focus, Esc closes, the focus returns to where it came from.
// Its frame is loaded when the first one opens, or when the browser is idle (warmFloating).
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef, useState } from 'react'
import { giveFocusBack } from './focus-back.ts'
import s from './sheet.module.css'
import { KeyLayer } from './use-keys.ts'

const load = () => import('./sheet-frame.tsx')
const SheetFrame = lazy(load)

/** Fetches the frame ahead, so that the first sheet opens at once. */
export const warmFloating = (): void => {
  void load()
}

export type SheetProps = {
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
  /** where the focus goes first; else the first field, else the main button */
  first?: RefObject<HTMLElement | null>
  /** submits on ⌘/Ctrl+Enter through its main button, or natively */
  onSubmit?: () => void
  children: ReactNode
}

/** A large sheet (920 px); on a phone it fills the screen. */
export function Sheet(props: SheetProps) {
  return <Floating {...props} width={props.width ?? 'wide'} />
}

/** A small dialog (480 px) for one question. */
export function Dialog(props: SheetProps) {
  return <Floating {...props} width="small" />
}

/**
 * What had the focus when a form opened gets it back when it closes, also when the form goes away altogether.
 */
function useFocusBack(open: boolean): void {
  const from = useRef<Element | null>(null)
  // While it is drawn, before a field of the form takes the focus.
  if (open) from.current ??= document.activeElement
  useEffect(() => {
    if (!open) return
    return () => {
      const back = from.current
      from.current = null
      requestAnimationFrame(() => giveFocusBack(back))
    }
  }, [open])
}

function Floating(props: SheetProps) {
  useFocusBack(props.open)
  const [wasOpen, setWasOpen] = useState(props.open)
  if (props.open && !wasOpen) setWasOpen(true)
  if (!wasOpen) return null
  return (
    <>
      {/* From the first moment on, so that what is typed before the sheet stands does nothing under it. */}
      {props.open && <KeyLayer>{null}</KeyLayer>}
      <Suspense fallback={null}>
        <SheetFrame {...props} />
      </Suspense>
    </>
  )
}

/**
 * Rows of a sheet: what | the content | a small act, as in the hand-off. `mark` is the sign before the name.
 */
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
