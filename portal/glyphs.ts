// The few drawings of the portal, in the colour of the text beside them. The word beside them carries the
// meaning.
import { html, type Markup } from '#portal/html.ts'

const drawings = {
  brand: html`<path d="M2 3.5h12M2 8h8M2 12.5h5"/>`,
  go: html`<path d="M6 3l5 5-5 5"/>`,
  back: html`<path d="M10 3L5 8l5 5"/>`,
  done: html`<path d="M3 8.6l3.3 3.3L13 4.8"/>`,
  here: html`<circle cx="8" cy="8" r="6"/><circle cx="8" cy="8" r="2.6" fill="currentColor"/>`,
  open: html`<circle cx="8" cy="8" r="6"/>`,
  late: html`<path d="M8 2.5L14.5 13.5h-13z" fill="currentColor"/>`,
  pause: html`<path d="M5.5 3v10M10.5 3v10"/>`,
} as const

/** One drawing, hidden from screen readers. */
export const glyph = (name: keyof typeof drawings, also = ''): Markup =>
  html`<svg class="${also ? `g ${also}` : 'g'}" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${drawings[name]}</svg>`
