// The first page of the portal: ask us, my cases, other ways to reach us. It shows only what there is.
import type { Framed } from '#portal/frame.ts'
import { glyph } from '#portal/glyphs.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import { linkTo, type Page } from '#portal/page.ts'
import { type CaseRow, caseRows } from '#portal/pages/cases.ts'
import { outageList, type ToldOutage } from '#portal/pages/outage.ts'
import { type OfferedScript, scriptRows, scriptSearch } from '#portal/pages/scripts.ts'
import { lengthOf } from '#portal/times.ts'

export type Home = {
  /** a word of welcome the house has set */
  readonly intro: string | null
  /** what is out now and may concern him */
  readonly outages: readonly ToldOutage[]
  /** minutes within which a new case is answered */
  readonly answerMinutes: number
  /** cases this browser knows; null: it knows nobody */
  readonly cases: readonly CaseRow[] | null
  /** scripts he can go through by himself */
  readonly scripts: readonly OfferedScript[]
  readonly mailAddress: string | null
  readonly phone: string | null
}

const rowsMax = 3

/** The home page. */
export function homePage(page: Page, home: Home): Framed {
  const { say } = page
  return {
    title: say('portal.nav_help'),
    at: 'help',
    className: 'home',
    main: html`${outageList(page, home.outages)}<div class="two">
<section class="stack lead" aria-labelledby="ask-h">
<h1 id="ask-h">${say('portal.home_title')}</h1>
<p class="hint">${home.intro ?? say('portal.home_hint')}</p>
<p class="acts"><a class="btn" href="${linkTo(page, '/help/ask')}">${say('portal.nav_ask')}</a></p>
<p class="meta">${say('portal.home_within', lengthOf(home.answerMinutes))}</p>
</section>
${reach(page, home)}
${byHimself(page, home.scripts)}
${myCases(page, home.cases)}
</div>`,
  }
}

const scriptsShown = 4

/** Found by what he says, or from the first of the list. */
function byHimself(page: Page, scripts: readonly OfferedScript[]): Part {
  if (scripts.length === 0) return null
  const { say } = page
  const all =
    scripts.length > scriptsShown &&
    html`<p><a class="link" href="${linkTo(page, '/help/scripts')}">${say('portal.script_see_all', {
      n: scripts.length,
    })}</a></p>`
  return html`<section class="ruled cases stack" aria-labelledby="self-h">
<h2 id="self-h">${say('portal.script_home')}</h2>
${scriptSearch(page, '')}
${scriptRows(page, scripts.slice(0, scriptsShown))}
${all}
</section>`
}

function reach(page: Page, { mailAddress, phone }: Home): Part {
  if (!mailAddress && !phone) return null
  const { say } = page
  return html`<section class="ruled talk" aria-labelledby="reach-h">
<h2 id="reach-h">${say('portal.reach')}</h2>
<ul class="rows">${phone && way(say('portal.reach_call', { phone }), `tel:${phone}`)}${
    mailAddress && way(mailAddress, `mailto:${mailAddress}`, say('portal.reach_mail'))
  }</ul>
</section>`
}

const way = (name: string, href: string, small?: string): Markup =>
  html`<li class="go"><a href="${href}">${name}</a>${small && html`<span class="meta">${small}</span>`}${glyph('go')}</li>`

function myCases(page: Page, cases: readonly CaseRow[] | null): Markup {
  const { say } = page
  const known = cases && cases.length > 0
  return html`<section class="ruled cases" aria-labelledby="cases-h">
<h2 id="cases-h">${say('portal.nav_cases')}</h2>
${
  known
    ? html`${caseRows(page, cases.slice(0, rowsMax))}
${cases.length > rowsMax && html`<p><a class="link" href="${linkTo(page, '/help/cases')}">${say('portal.all_cases', { count: cases.length })}</a></p>`}`
    : html`<p>${say('portal.home_no_cases')}</p>
<p><a class="link" href="${linkTo(page, '/help/cases')}">${say('portal.see_cases')}</a></p>`
}
</section>`
}
