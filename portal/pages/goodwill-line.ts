// What a customer reads of something given beyond what is owed: what it is, what it is worth, and how it is
// used. Part of ledger.ts.
import type { CustomerEntry } from '#core/case/customer-line.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import { ourWords, type Page, withTime } from '#portal/page.ts'
import { money } from '#words/money.ts'

type Kind = Extract<CustomerEntry['kind'], `goodwill_${string}`>
type Of<K extends Kind> = Extract<CustomerEntry, { kind: K }>
type Shown = { readonly title: string; readonly body: Part }
type Shows = { readonly [K in Kind]: (entry: Of<K>, reading: { readonly page: Page }) => Shown }

export const goodwillShows: Shows = {
  goodwill_asked: ({ what }, { page }) => ({
    title: page.say('goodwill.line_asked'),
    body: ourWords(page, what),
  }),
  goodwill_granted: (entry, { page }) => ({
    title: page.say('goodwill.line_granted', { kind: entry.gives }),
    body: html`${ourWords(page, entry.what)}<p>${page.say('goodwill.line_worth', {
      worth: money(entry, page.language),
    })}</p>${coupon(page, entry)}${ourWords(page, entry.words)}`,
  }),
  goodwill_refused: ({ words }, { page }) => ({
    title: page.say('goodwill.line_refused'),
    body: ourWords(page, words),
  }),
  goodwill_revoked: ({ what, words }, { page }) => ({
    title: page.say('goodwill.line_revoked'),
    body: html`${ourWords(page, what)}${ourWords(page, words)}`,
  }),
  goodwill_redeemed: ({ what }, { page }) => ({
    title: page.say('goodwill.line_redeemed'),
    body: ourWords(page, what),
  }),
}

function coupon(page: Page, { code, until }: Of<'goodwill_granted'>): Markup | null {
  if (code === null || until === null) return null
  return html`<p>${page.say('goodwill.line_code')} <b>${code}</b></p><p class="why">${withTime(
    page,
    'portal.line_until',
    until,
  )}</p>`
}
