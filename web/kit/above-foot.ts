// Keeps what stands at the foot of the window above the last row of an open sheet, where its main button is,
// and above the composers that dock there while none is open: whatever their height, and also when they open,
// grow or go meanwhile. Not: what stands there (toasts.tsx).
import { type RefObject, useEffect } from 'react'

/** What is kept clear above them; a sheet may still be moving when it is measured. */
const gapPx = 16
const sheetFeet = '[role="dialog"] [data-form] > footer'

/** The last row of the sheet on top; without a sheet the composers. */
const foot = () => [...document.querySelectorAll(sheetFeet)].at(-1) ?? document.querySelector('[data-dock]')

/** While `isOn`, lifts what is fixed to the foot of the window where such a row lies there. */
export function useAboveFoot(place: RefObject<HTMLElement | null>, isOn: boolean): void {
  useEffect(() => {
    const own = place.current
    if (!isOn || !own) return
    const put = () => {
      own.style.bottom = ''
      const low = own.getBoundingClientRect()
      const row = foot()?.getBoundingClientRect()
      const isOver = row && row.bottom + gapPx > low.top && row.top - gapPx < low.bottom
      if (isOver) own.style.bottom = `${Math.round(window.innerHeight - row.top + gapPx)}px`
    }
    const sizes = new ResizeObserver(put)
    const watch = () => {
      sizes.disconnect()
      for (const one of [own, ...document.querySelectorAll('[data-form], [data-dock]')]) sizes.observe(one)
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
