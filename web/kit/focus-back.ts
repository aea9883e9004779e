// Where the focus goes when what held it is there no longer. Not: who opens and closes (sheet.tsx,
// toasts.tsx).

let way: { readonly from: Element | null; readonly at: Element } | null = null

/** Moves the focus on along a way, region after region, which remembers where it began. */
export function focusAlong(target: HTMLElement): void {
  const now = document.activeElement
  way = { from: way && way.at === now ? way.from : now, at: target }
  target.focus()
}

/** Where somebody was before he came to an element: where his way began, if he came by one. */
export const cameFrom = (at: Element, before: Element | null): Element | null =>
  way?.at === at ? way.from : before

/**
 * Gives a focus that nothing holds any more back to what had it; the screen's title takes the place of what
 * is gone. A focus that somebody has moved on stays where it is.
 */
export function giveFocusBack(back: Element | null): void {
  if (document.activeElement !== document.body) return
  const target = back?.isConnected && back !== document.body ? back : document.querySelector('#main h1')
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}
