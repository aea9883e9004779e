// What became of his request for more help, on the page of his case: who answers by when, or what was
// answered and whether it is enough. Not: asking for it (more-help.ts).
import type { CustomerHelp } from '#core/case/customer-view.ts'
import { onceField } from '#portal/form.ts'
import { glyph } from '#portal/glyphs.ts'
import { html, type Part } from '#portal/html.ts'
import { linkTo, type Page, withTime } from '#portal/page.ts'

export type HelpState = {
  readonly number: number
  readonly help: CustomerHelp | null
  /** his contact by name; null: nobody, or he may not know */
  readonly contact: string | null
  readonly once: string
}

/** Nothing where he asked for nothing, or it is past. */
export function helpState(page: Page, { number, help, contact, once }: HelpState): Part {
  if (!help || help.standing === 'withdrawn') return null
  const { say } = page
  const is = help.standing === 'explained' && help.reply === 'content' ? 'content' : help.standing
  const action = linkTo(page, `/help/cases/${number}/more-help/reply`)
  return html`<section class="ruled stack" id="help" aria-labelledby="help-h"><h2 id="help-h">${say('portal.help_title')}</h2>
<p>${say(`portal.help_is_${is}`)}</p>
${help.mayWithdraw && by(page, help, contact)}
${
  help.mayReply &&
  html`<form class="answers" method="post" action="${action}">${onceField(once)}
<button class="btn quiet" name="reply" value="content"><span>${say('portal.help_enough')}</span>${glyph('done')}</button>
<button class="btn quiet" name="reply" value="not_content"><span>${say('portal.help_not_enough')}</span>${glyph('go')}</button></form>`
}
${
  help.mayWithdraw &&
  html`<form method="post" action="${action}">${onceField(once)}<p><button class="btn quiet" name="reply" value="withdraw">${say(
    'portal.help_withdraw',
  )}</button></p></form>`
}</section>`
}

/** Who answers by when; late, that first. */
function by(page: Page, help: CustomerHelp, contact: string | null): Part {
  if (help.late)
    return html`<p class="own">${glyph('late')}<span>${page.say('portal.help_is_late')}</span></p>`
  if (help.standing === 'raised') return html`<p>${withTime(page, 'portal.help_lead', help.answerBy)}</p>`
  return html`<p>${
    contact
      ? withTime(page, 'portal.help_contact', help.answerBy, { who: contact })
      : withTime(page, 'portal.help_support', help.answerBy)
  }</p>`
}
