// "Ask for more help": six reasons, each with who reads it and by when; and the page after a case was opened
// again.
import { type HelpReason, helpReasons } from '#core/case/help-fact.ts'
import type { Instant } from '#core/kit/time.ts'
import { choices, errorSummary, type FieldError, onceField, wordsField } from '#portal/form.ts'
import { backLink, type Framed } from '#portal/frame.ts'
import { html, type Markup } from '#portal/html.ts'
import {
  linkTo,
  type Owed,
  owedWords,
  type Page,
  promiseSentence,
  promiseWords,
  withTime,
} from '#portal/page.ts'
import { nextKeys } from '#portal/pages/promise.ts'

export type MoreHelp = {
  readonly number: number
  /** who has the case and answers; null: nobody yet, or he may not know */
  readonly contact: string | null
  readonly answerBy: Instant
  /** who leads and reads what a lead reads; null: one of several */
  readonly lead: string | null
  readonly leadBy: Instant
  /** a request of his still waits for its answer */
  readonly joins: boolean
  /** the promise that stays */
  readonly next: Owed | null
  readonly once: string
  readonly errors: readonly FieldError[]
  readonly reason: string
  readonly words: string
}

/** The form that asks for more help. */
export function moreHelpPage(page: Page, one: MoreHelp): Framed {
  const { say } = page
  return {
    title: say('portal.more_help'),
    at: 'cases',
    failed: one.errors.length > 0,
    main: html`${backLink(page, `/help/cases/${one.number}`)}
<div class="narrow">
<form class="stack" method="post" action="${linkTo(page, `/help/cases/${one.number}/more-help`)}" novalidate>
${errorSummary(page, one.errors)}
<p class="meta">${say('portal.case_number', { number: String(one.number) })}</p>
<h1>${say('portal.more_help')}</h1>
<p class="lede">${say('portal.help_lede')}</p>
${one.joins && html`<p>${say('portal.help_joins')}</p>`}
${onceField(one.once)}
${choices(page, {
  id: 'reason',
  legend: say('portal.help_what'),
  options: helpReasons.map(value => ({
    value,
    label: say(`portal.help_${value}`),
    small: reader(page, one, value),
  })),
  chosen: one.reason,
  errors: one.errors,
})}
${wordsField(page, {
  label: say('portal.help_words'),
  hint: say('portal.help_words_hint'),
  rows: 3,
  value: one.words,
  errors: one.errors,
})}
<p class="acts"><button class="btn">${say('portal.send')}</button><span class="meta">${say('portal.help_meanwhile')} ${
      one.next !== null && owedWords(page, staysKeys, one.next)
    }</span></p>
</form>
</div>`,
  }
}

/** Who answers by when, for each reason: the one who has the case, or somebody who leads. */
function reader(page: Page, one: MoreHelp, reason: HelpReason): Markup {
  if (reason === 'want_manager')
    return one.lead
      ? withTime(page, 'portal.help_lead_named', one.leadBy, { who: one.lead })
      : withTime(page, 'portal.help_lead', one.leadBy)
  return one.contact
    ? withTime(page, 'portal.help_contact', one.answerBy, { who: one.contact })
    : withTime(page, 'portal.help_support', one.answerBy)
}

const staysKeys = ['portal.help_promise_stays', 'portal.help_window_stays'] as const

export type OpenAgain = { readonly number: number; readonly next: Owed | null; readonly once: string }

/** The case is open again: the new promise first, then one question. */
export function openAgainPage(page: Page, one: OpenAgain): Framed {
  const { say } = page
  return {
    title: say('portal.open_again_title'),
    at: 'cases',
    main: html`<div class="narrow stack">
<p class="crumb"><span>${say('portal.case_number', { number: String(one.number) })}</span></p>
<h1>${say('portal.open_again_title')}</h1>
<p class="lede">${say('portal.open_again_lede')}</p>
${
  one.next !== null &&
  html`<section class="promise" aria-label="${promiseWords(page, nextKeys, one.next)}"><p>${promiseSentence(
    page,
    nextKeys,
    one.next,
  )}</p></section>`
}
<form class="stack" method="post" action="${linkTo(page, `/help/cases/${one.number}/add`)}" enctype="multipart/form-data">
${onceField(one.once)}
${wordsField(page, { label: say('portal.still_happens'), hint: say('portal.still_hint'), rows: 3 })}
<p class="acts"><button class="btn">${say('portal.add_to_case', { number: String(one.number) })}</button><a class="link" href="${linkTo(
      page,
      `/help/cases/${one.number}`,
    )}">${say('portal.to_case')}</a></p></form>
</div>`,
  }
}
