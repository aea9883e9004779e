// Where the short words stand. Not: who says them (toast.ts). Mounted once, by the shell.
import { useEffect, useSyncExternalStore } from 'react'
import { useSay } from '../words.ts'
import { Button, IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'
import { alarm, announce } from './live-region.ts'
import { nowMs, watchNow } from './now.ts'
import { closeToast, sweepToasts, type Toast, toasts } from './toast.ts'
import s from './toasts.module.css'
import { useOfNow } from './use-now.ts'

/** All toasts, newest at the bottom; they also speak through the live regions. */
export function Toasts() {
  const all = useSyncExternalStore(toasts.watch, toasts.all)
  const newest = all.at(-1)
  useEffect(() => {
    if (newest) (newest.kind === 'wrong' ? alarm : announce)(newest.text)
  }, [newest])
  const say = useSay()
  useEffect(() => (all.length === 0 ? undefined : watchNow(() => sweepToasts(nowMs()))), [all.length])
  if (all.length === 0) return null
  return (
    // A region of its own, so that whoever walks by them (F6, a screen reader) comes to it, and only while
    // something stands in it.
    <section className={s.place} data-region aria-label={say('kit.toasts')}>
      {all.map(one => (
        <ToastLine key={one.id} toast={one} />
      ))}
    </section>
  )
}

/** One toast, as the gallery shows it too. */
export function ToastLine({ toast: one }: { toast: Toast }) {
  const say = useSay()
  const left = useOfNow(now => (one.until === null ? -1 : Math.max(0, Math.ceil((one.until - now) / 1000))))
  return (
    <div className={cx(s.toast, one.kind === 'wrong' && s.wrong)}>
      {one.kind === 'wrong' && <Glyph name="warn" />}
      <span>{one.text}</span>
      {one.undo && (
        <Button
          kind="quiet"
          keys="z"
          onClick={() => {
            closeToast(one.id)
            one.undo?.()
          }}
        >
          {one.undoText ?? say('kit.undo')}
          {left >= 0 && <span className="num faint">{say('kit.seconds', { n: left })}</span>}
        </Button>
      )}
      <IconButton glyph="x" label={say('kit.close')} onClick={() => closeToast(one.id)} />
    </div>
  )
}
