// F6 walks the regions of the page: bar, places, screen and what stands in it.
import { focusAlong } from '../kit/focus-back.ts'

const selector = 'header[data-region],nav,main,aside,[role="region"],section[data-region]'

/** What stands above the page (fixed) has no offset parent, and is seen all the same. */
const isSeen = (one: HTMLElement): boolean => one.getClientRects().length > 0

/** Moves the focus to the next region. */
export function nextRegion(): void {
  const all = [...document.querySelectorAll<HTMLElement>(selector)].filter(isSeen)
  const now = document.activeElement
  const at = all.findLastIndex(one => one.contains(now))
  const next = all[(at + 1) % all.length]
  if (!next) return
  const inside = next.querySelector<HTMLElement>('a[href],button,input,select,textarea,[tabindex="0"]')
  const target = next.tabIndex >= 0 || next.hasAttribute('tabindex') ? next : (inside ?? next)
  focusAlong(target)
}
