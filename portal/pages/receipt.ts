// The receipt: the number, what happens next and when, how to follow, how to reach us.
import type { NextStep } from '#core/entitlement/next-step.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Framed } from '#portal/frame.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import {
  fill,
  linkTo,
  type Owed,
  type Page,
  promiseSentence,
  promiseWords,
  quoted,
  timeMark,
  timeWords,
} from '#portal/page.ts'
import { nextStepPart } from '#portal/pages/next-step.ts'

export type Receipt = {
  readonly number: number
  readonly words: string
  /** the house's own promise; null: it has ended meanwhile */
  readonly answerBy: Instant | null
  /** where the confirmation goes; null: there is no address */
  readonly mail: string | null
  readonly phone: string | null
  /** what he should know or tell of contracts; null: nothing */
  readonly nextStep: NextStep | null
}

/** The receipt of a case that was just opened. */
export function receiptPage(page: Page, receipt: Receipt): Framed {
  const { say } = page
  const { number } = receipt
  return {
    title: say('portal.received_title'),
    at: 'ask',
    main: html`<div class="two">
<div class="stack">
<h1>${say('portal.received_title')}</h1>
<p>${say('portal.your_number')} <strong class="number">${number}</strong></p>
${promise(page, receipt)}
<section><h2>${say('portal.next_title')}</h2>
${nextSteps(page, receipt)}</section>
${nextStepPart(page, number, receipt.nextStep)}
<section class="ruled stack"><h2>${say('portal.follow_title')}</h2><p>${say(
      receipt.mail ? 'portal.follow_text' : 'portal.follow_text_no_mail',
    )}</p><p><a class="btn" href="${linkTo(page, `/help/cases/${number}`)}">${say('portal.follow_case', {
      number: String(number),
    })}</a></p></section>
</div>
<aside class="side"><section class="ruled"><h2>${say('portal.you_told')}</h2>${quoted(
      page,
      receipt.words,
    )}</section>${reach(page, receipt)}</aside>
</div>`,
  }
}

// The house promises a time, never a window.
const firstKeys = ['portal.promise_first', 'portal.promise_window'] as const
const byThen = (dueAt: Instant): Owed => ({ from: null, dueAt })

const promise = (page: Page, { answerBy }: Receipt): Part =>
  answerBy !== null &&
  html`<section class="promise" aria-label="${promiseWords(page, firstKeys, byThen(answerBy))}"><p>${promiseSentence(
    page,
    firstKeys,
    byThen(answerBy),
  )}</p></section>`

function nextSteps(page: Page, { mail, answerBy }: Receipt): Markup {
  const { say } = page
  const today = answerBy !== null && page.times.when(answerBy).day === 'today'
  return html`<ol class="ledger next"><li><time>${say('portal.now')}</time><p>${
    mail ? fill(page, 'portal.next_mail', { mail: html`<b>${mail}</b>` }) : say('portal.next_no_mail')
  }</p></li>
${
  answerBy !== null &&
  html`<li>${today ? timeMark(page, answerBy) : html`<span class="when">${timeWords(page, 'portal.short_when', answerBy)}</span>`}<p>${say(
    'portal.next_read',
  )}</p></li>`
}
<li><time>${say('portal.then')}</time><p>${say('portal.next_specialists')}</p></li></ol>`
}

function reach(page: Page, { mail, phone, number }: Receipt): Part {
  if (!mail && !phone) return null
  const key = mail && phone ? 'portal.reach_both' : mail ? 'portal.reach_by_mail' : 'portal.reach_by_phone'
  return html`<section class="ruled"><h2>${page.say('portal.reach')}</h2><p>${fill(
    page,
    key,
    { phone: html`<b class="num">${phone}</b>` },
    { number: String(number) },
  )}</p></section>`
}
