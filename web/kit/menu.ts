// Where a menu stands and where its keys lead. Not: the menu (menu.tsx).
import { plainText } from './find.ts'

/**
 * The item a key leads to: arrows go round, Home and End to the ends, a letter to the next item beginning
 * with it;
 * the same one when the key means nothing here.
 * @param at the item in focus, -1 for none
 */
export function nextItem(texts: readonly string[], at: number, key: string): number {
  const count = texts.length
  if (count === 0) return at
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return at <= 0 ? count - 1 : at - 1
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key.length !== 1 || key === ' ') return at
  const letter = plainText(key)
  for (let step = 1; step <= count; step++) {
    const index = (at + step) % count
    if (plainText(texts[index] ?? '').startsWith(letter)) return index
  }
  return at
}

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
type Size = { readonly width: number; readonly height: number }
const gap = 4
const margin = 8

/** The menu's corner: under the button, above it where there is no room, never outside the window. */
export function placeOf(
  button: Box,
  menu: Size,
  window: Size,
  align: 'start' | 'end',
): { left: number; top: number } {
  const wished = align === 'start' ? button.left : button.right - menu.width
  const left = Math.max(margin, Math.min(wished, window.width - menu.width - margin))
  const below = button.bottom + gap
  const fits = below + menu.height + margin <= window.height
  const above = button.top - gap - menu.height
  return { left, top: fits || above < margin ? below : above }
}
