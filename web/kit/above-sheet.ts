// Keeps what stands at the foot of the window above the last row of an open sheet, where its main button is:
// whatever the sheet's height, and also when it opens, grows or goes meanwhile. Not: what stands there
// (toasts.tsx).
import { type RefObject, useEffect } from 'react'

/** What is kept clear of a sheet's last row; it may still be moving when it is measured. */
const gapPx = 16
const feet = '[role="dialog"] [data-form] > footer'

/** While `isOn`, lifts what is fixed to the foot of the window where a sheet's last row lies there. */
export function useAboveSheet(place: RefObject<HTMLElement | null>, isOn: boolean): void {
  useEffect(() => {
    const own = place.current
    if (!isOn || !own) return
    const put = () => {
      own.style.bottom = ''
      const low = own.getBoundingClientRect()
      const foot = [...document.querySelectorAll(feet)].at(-1)?.getBoundingClientRect()
      const isOver = foot && foot.bottom + gapPx > low.top && foot.top - gapPx < low.bottom
      if (isOver) own.style.bottom = `${Math.round(window.innerHeight - foot.top + gapPx)}px`
    }
    const sizes = new ResizeObserver(put)
    const watch = () => {
      sizes.disconnect()
      for (const one of [own, ...document.querySelectorAll('[data-form]')]) sizes.observe(one)
      put()
    }
    const comings = new MutationObserver(() => requestAnimationFrame(watch))
    comings.observe(document.body, { childList: true, subtree: true })
    window.addEventListener('resize', put)
    watch()
    return () => {
      comings.disconnect()
      sizes.disconnect()
      window.removeEventListener('resize', put)
    }
  }, [place, isOn])
}
