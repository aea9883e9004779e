// What is out now, as customers are told: at the top of the help page, and where a step of a script names it.
import type { Instant } from '#core/kit/time.ts'
import type { Wording } from '#core/script/script.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import { type Page, withTime } from '#portal/page.ts'

/** One announced outage, in all languages it was announced in. */
export type ToldOutage = {
  readonly what: Wording
  readonly since: Instant
  /** null: nobody can say, or it has passed and is not over */
  readonly expectedUntil: Instant | null
}

/** In the reader's language, or in one it was announced in. */
export const outageWords = ({ language }: Pick<Page, 'language'>, { what }: Pick<ToldOutage, 'what'>) =>
  what[language] ?? what.en ?? Object.values(what)[0] ?? ''

/** The outages that are on; none: nothing is shown. */
export function outageList(page: Page, outages: readonly ToldOutage[]): Part {
  if (outages.length === 0) return null
  return html`<section class="outages" aria-labelledby="out-h"><h2 id="out-h">${page.say('portal.outages')}</h2><ul>${outages.map(one => row(page, one))}</ul></section>`
}

const row = (page: Page, one: ToldOutage): Markup =>
  html`<li><p>${outageWords(page, one)}</p><p class="meta">${withTime(page, 'portal.outage_since', one.since)} ${
    one.expectedUntil === null
      ? page.say('portal.outage_open')
      : withTime(page, 'portal.outage_until', one.expectedUntil)
  }</p></li>`
