// How did we do? The line on the page of a case, and the page that asks: a number and own words. It works
// without a script, and opening it answers nothing.
import { scores } from '#core/case/satisfaction-fact.ts'
import type { CustomerView } from '#core/case/customer-view.ts'
import { choices, errorSummary, type FieldError, onceField, wordsField } from '#portal/form.ts'
import { backLink, type Framed } from '#portal/frame.ts'
import { html, type Part } from '#portal/html.ts'
import { linkTo, type Page, quoted } from '#portal/page.ts'
import type { CasePage } from '#portal/pages/case.ts'

export type SatisfactionPage = {
  readonly number: number
  readonly asked: NonNullable<CustomerView['satisfaction']>
  readonly isMerged: boolean
  readonly once: string
  readonly errors: readonly FieldError[]
  readonly score: string
  readonly words: string
}

/** On the page of his case: the question, or what he said. */
export function satisfactionState(page: Page, { view, number, unproven }: CasePage): Part {
  const { satisfaction: asked, phase } = view
  if (!asked || unproven || phase === 'merged') return null
  const { say } = page
  const path = linkTo(page, `/help/cases/${number}/satisfaction`)
  const told = asked.score !== null
  return html`<section class="ruled stack" id="satisfaction" aria-labelledby="sat-h"><h2 id="sat-h">${say(
    'satisfaction.question',
  )}</h2>
${told && html`<p>${say('satisfaction.told', { score: asked.score })}</p>`}
${
  asked.mayAnswer &&
  html`<p class="acts"><a class="btn quiet" href="${path}">${say(told ? 'satisfaction.change' : 'satisfaction.tell')}</a></p>`
}</section>`
}

/** The page that asks, or says why it does not any more. */
export function satisfactionPage(page: Page, one: SatisfactionPage): Framed {
  const { say } = page
  return {
    title: say('satisfaction.question'),
    at: 'cases',
    failed: one.errors.length > 0,
    main: html`${backLink(page, `/help/cases/${one.number}`)}
<div class="narrow">${one.asked.mayAnswer ? form(page, one) : closed(page, one)}</div>`,
  }
}

const form = (
  page: Page,
  one: SatisfactionPage,
): Part => html`<form class="stack" method="post" action="${linkTo(
  page,
  `/help/cases/${one.number}/satisfaction`,
)}" novalidate>
${errorSummary(page, one.errors)}
<p class="meta">${page.say('portal.case_number', { number: String(one.number) })}</p>
<h1>${page.say('satisfaction.question')}</h1>
<p class="lede">${page.say('satisfaction.lede')}</p>
${onceField(one.once)}
${choices(page, {
  id: 'score',
  legend: page.say('satisfaction.legend'),
  options: scores.map(score => ({ value: String(score), label: page.say('satisfaction.score', { score }) })),
  chosen: one.score,
  errors: one.errors,
})}
${wordsField(page, {
  label: page.say('satisfaction.words'),
  hint: page.say('satisfaction.words_hint'),
  rows: 3,
  value: one.words,
  errors: one.errors,
})}
<p class="acts"><button class="btn">${page.say('portal.send')}</button></p>
</form>`

const closed = (page: Page, { number, asked, isMerged }: SatisfactionPage): Part => html`<div class="stack">
<p class="meta">${page.say('portal.case_number', { number: String(number) })}</p>
<h1>${page.say('satisfaction.question')}</h1>
${asked.score !== null && html`<p>${page.say('satisfaction.told', { score: asked.score })}</p>`}
${asked.words !== null && quoted(page, asked.words)}
<p>${page.say(isMerged ? 'satisfaction.is_merged' : 'satisfaction.is_closed')}</p></div>`
