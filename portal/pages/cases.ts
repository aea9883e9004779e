// My cases, and the way to them: a link by mail, and one press that uses it.
import type { CustomerStatus } from '#core/case/customer-view.ts'
import type { Instant } from '#core/kit/time.ts'
import { type FieldError, errorSummary, textField } from '#portal/form.ts'
import { backLink, type Framed } from '#portal/frame.ts'
import { glyph } from '#portal/glyphs.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import { fill, linkTo, type Owed, type Page, timeWords, withOwed } from '#portal/page.ts'

/** A case as its customer sees it listed. */
export type CaseRow = {
  readonly number: number
  readonly subject: string
  readonly status: CustomerStatus
  readonly since: Instant
  /** the next promise to him that is not yet due */
  readonly next: Owed | null
  readonly late: boolean
}

/** Rows of cases: those that wait for the customer first. */
export const caseRows = (page: Page, rows: readonly CaseRow[]): Markup =>
  html`<ul class="rows">
${[...rows].sort(byTurn).map(row => caseRow(page, row))}
</ul>`

const turnOf = ({ status }: CaseRow): number => (status === 'waiting_you' ? 0 : status === 'solved' ? 2 : 1)
const byTurn = (a: CaseRow, b: CaseRow): number => turnOf(a) - turnOf(b)

function caseRow(page: Page, row: CaseRow): Markup {
  const { say } = page
  const status = say(`portal.status_${row.status}`)
  const yours = row.status === 'waiting_you'
  const more: Part = row.late
    ? say('portal.row_late')
    : row.next !== null && !yours
      ? withOwed(page, ['portal.row_next', 'portal.row_next_window'], row.next)
      : timeWords(page, 'portal.since', row.since)
  return html`<li class="${yours ? 'go yours' : 'go'}"><a href="${linkTo(page, `/help/cases/${row.number}`)}">${
    row.subject
  }</a><span class="meta">${yours && glyph('pause')}${status} · ${more}</span><span class="num no">${row.number}</span></li>`
}

/** The customer's own cases. */
export function casesPage(page: Page, cases: readonly CaseRow[], whole: boolean): Framed {
  const { say } = page
  return {
    title: say('portal.nav_cases'),
    at: 'cases',
    main: html`<div class="narrow stack">
<h1>${say('portal.nav_cases')}</h1>
${cases.length > 0 ? caseRows(page, cases) : html`<p>${say('portal.cases_none')}</p>`}
<p class="acts"><a class="btn quiet" href="${linkTo(page, '/help/ask')}">${say('portal.ask_new')}</a></p>
${
  whole
    ? html`<form method="post" action="${linkTo(page, '/help/cases/leave')}"><p><button class="btn quiet">${say(
        'portal.leave',
      )}</button></p></form>`
    : html`<section class="ruled"><h2>${say('portal.not_all_title')}</h2><p>${say('portal.not_all')}</p><p><a class="link" href="${linkTo(
        page,
        '/help/cases/sign-in',
      )}">${say('portal.send_link')}</a></p></section>`
}
</div>`,
  }
}

/** Where to send the link to. */
export function signInPage(page: Page, mail: string, errors: readonly FieldError[]): Framed {
  const { say } = page
  return {
    title: say('portal.see_cases'),
    at: 'cases',
    failed: errors.length > 0,
    main: html`<div class="narrow">
<form class="stack" method="post" action="${linkTo(page, '/help/cases/sign-in')}" novalidate>
${errorSummary(page, errors)}
<h1>${say('portal.see_cases')}</h1>
<p class="lede">${say('portal.sign_in_lede')}</p>
${mailField(page, mail, errors)}
<p><button class="btn">${say('portal.send_link')}</button></p>
<section class="ruled"><h2>${say('portal.have_number')}</h2><p>${say('portal.have_number_text')}</p></section>
<section class="ruled"><h2>${say('portal.ask_instead')}</h2><p>${say(
      'portal.ask_instead_text',
    )} <a class="link" href="${linkTo(page, '/help/ask')}">${say('portal.nav_ask')}</a></p></section>
</form>
</div>`,
  }
}

const mailField = (page: Page, value: string, errors: readonly FieldError[]): Markup =>
  textField(page, {
    id: 'mail',
    label: page.say('portal.mail'),
    hint: page.say('portal.sign_in_hint'),
    type: 'email',
    complete: 'email',
    value,
    errors,
  })

/** The answer to whoever asked for a link: the same whether the address is known or not. */
export function linkSentPage(page: Page, mail: string): Framed {
  const { say } = page
  return {
    title: say('portal.look_in_mail'),
    at: 'cases',
    languagePath: '/help/cases',
    main: html`${backLink(page, '/help/cases/sign-in')}
<div class="narrow stack">
<h1>${say('portal.look_in_mail')}</h1>
<p>${fill(page, 'portal.link_sent', { mail: html`<b>${mail}</b>` }, { minutes: 15 })}</p>
<section class="ruled"><h2>${say('portal.link_not_there')}</h2><p>${say('portal.link_not_there_text')}</p><p><a class="link" href="${linkTo(
      page,
      '/help/cases/sign-in',
    )}">${say('portal.send_again')}</a></p></section>
</div>`,
  }
}

/** A link from a mail was opened: programs open links, too, so only a press uses it. */
export const enterPage = (page: Page, secret: string): Framed => ({
  title: page.say('portal.see_cases'),
  at: 'cases',
  languagePath: '/help/cases',
  main: html`<div class="narrow">
<form class="stack" method="post" action="${linkTo(page, '/help/cases/enter')}">
<h1>${page.say('portal.see_cases')}</h1>
<p class="lede">${page.say('portal.enter_lede')}</p>
<input type="hidden" name="k" value="${secret}">
<p><button class="btn">${page.say('portal.enter')}</button></p>
</form>
</div>`,
})

/** One page for "there is none", "it is not yours" and "the link has expired": it tells nobody which. */
export function noCasePage(page: Page, errors: readonly FieldError[] = []): Framed {
  const { say } = page
  return {
    title: say('portal.no_case'),
    at: 'cases',
    failed: errors.length > 0,
    languagePath: '/help/cases',
    main: html`<div class="narrow">
<form class="stack" method="post" action="${linkTo(page, '/help/cases/sign-in')}" novalidate>
${errorSummary(page, errors)}
<h1>${say('portal.no_case')}</h1>
<p class="lede">${say('portal.no_case_text')}</p>
${mailField(page, '', errors)}
<p><button class="btn">${say('portal.send_new_link')}</button></p>
</form>
</div>`,
  }
}
