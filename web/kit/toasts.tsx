// Where the short words stand. Not: who says them (toast.ts). Mounted once, by the shell.
import { type FocusEvent, type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import { useSay } from '../words.ts'
import { useAboveFoot } from './above-foot.ts'
import { Button, IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { cameFrom, giveFocusBack } from './focus-back.ts'
import { Glyph } from './glyph.tsx'
import { alarm, announce } from './live-region.ts'
import { nowMs, watchNow } from './now.ts'
import { closeToast, sweepToasts, type Toast, toasts } from './toast.ts'
import s from './toasts.module.css'
import { useOfNow } from './use-now.ts'

/**
 * All toasts, newest at the bottom; they also speak through the live regions. `about` says what belongs to a
 * refusal, by its code.
 */
export function Toasts({ about }: { about?: (code: string) => ReactNode }) {
  const all = useSyncExternalStore(toasts.watch, toasts.all)
  const newest = all.at(-1)
  useEffect(() => {
    if (newest) (newest.kind === 'wrong' ? alarm : announce)(newest.text)
  }, [newest])
  const say = useSay()
  useEffect(() => (all.length === 0 ? undefined : watchNow(() => sweepToasts(nowMs()))), [all.length])
  const focus = useFocusOfToasts(all)
  useAboveFoot(focus.ref, all.length > 0)
  if (all.length === 0) return null
  return (
    // A region of its own, so that whoever walks by them (F6, a screen reader) comes to it, and only while
    // something stands in it.
    <section className={s.place} data-region aria-label={say('kit.toasts')} {...focus}>
      {all.map(one => (
        <ToastLine key={one.id} toast={one} about={one.code !== undefined && about?.(one.code)} />
      ))}
    </section>
  )
}

/**
 * A toast that goes while it has the focus, by a key or because its time is over, hands it to the next one;
 * the last gives it back to where it came from.
 */
function useFocusOfToasts(all: readonly Toast[]) {
  const place = useRef<HTMLElement>(null)
  const held = useRef<Element | null>(null)
  const from = useRef<Element | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever one has gone
  useEffect(() => {
    if (!held.current || held.current.isConnected || document.activeElement !== document.body) return
    const next = [...(place.current?.querySelectorAll('button') ?? [])].at(-1)
    if (next) return next.focus()
    held.current = null
    giveFocusBack(from.current)
  }, [all])
  return {
    ref: place,
    onFocus: ({ target, relatedTarget }: FocusEvent) => {
      if (!held.current) from.current = cameFrom(target, relatedTarget)
      held.current = target
    },
    onBlur: ({ target, currentTarget, relatedTarget }: FocusEvent) => {
      // Another window in front takes no focus away.
      if (document.activeElement === target || currentTarget.contains(relatedTarget)) return
      held.current = null
    },
  }
}

/** One toast, as the gallery shows it too. */
export function ToastLine({ toast: one, about }: { toast: Toast; about?: ReactNode }) {
  const say = useSay()
  const left = useOfNow(now => (one.until === null ? -1 : Math.max(0, Math.ceil((one.until - now) / 1000))))
  return (
    <div className={cx(s.toast, one.kind === 'wrong' && s.wrong)}>
      {one.kind === 'wrong' && <Glyph name="warn" />}
      <div>
        <span>{one.text}</span>
        {about}
      </div>
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
