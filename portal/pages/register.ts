// Registering what somebody has by its number, or saying that there is none: two plain forms, no script.
import type { NextStep } from '#core/entitlement/next-step.ts'
import { numberMax } from '#core/entitlement/number.ts'
import { errorSummary, type FieldError, onceField, textField } from '#portal/form.ts'
import { backLink, type Framed } from '#portal/frame.ts'
import { html, type Part } from '#portal/html.ts'
import { linkTo, type Page } from '#portal/page.ts'

export type RegisterPage = {
  readonly number: number
  readonly nextStep: NextStep | null
  /** he only typed an address: a number he gives stands in this case and is not registered */
  readonly unproven: boolean
  /** what he registered before, and whether a contract names it; shown only to whom it is proven to be his */
  readonly had: readonly { readonly number: string; readonly isKnown: boolean }[]
  readonly once: string
  readonly errors: readonly FieldError[]
  readonly typed: string
}

/** The page that registers. */
export function registerPage(page: Page, one: RegisterPage): Framed {
  const { say } = page
  const action = linkTo(page, `/help/cases/${one.number}/register`)
  return {
    title: say('portal.register'),
    at: 'cases',
    failed: one.errors.length > 0,
    main: html`${backLink(page, `/help/cases/${one.number}`)}
<div class="narrow stack">
<form class="stack" method="post" action="${action}" novalidate>
${errorSummary(page, one.errors)}
<p class="meta">${say('portal.case_number', { number: String(one.number) })}</p>
<h1>${say('portal.register')}</h1>
<p class="lede">${say(one.unproven ? 'portal.register_unproven' : 'portal.register_lede')}</p>
${onceField(one.once)}
${textField(page, {
  id: 'number',
  label: say('portal.register_number'),
  hint: say('portal.register_hint'),
  value: one.typed,
  max: numberMax,
  errors: one.errors,
})}
<p class="acts"><button class="btn">${say(one.unproven ? 'portal.send' : 'portal.register_go')}</button></p>
</form>
${had(page, one)}
${
  one.nextStep &&
  html`<section class="ruled stack" aria-labelledby="none"><h2 id="none">${say(
    'portal.register_none',
  )}</h2><p>${say('portal.register_none_text')}</p>
<form method="post" action="${action}">${onceField(one.once)}<input type="hidden" name="none" value="1"><button class="btn quiet">${say(
    'portal.register_offer',
  )}</button></form></section>`
}
</div>`,
  }
}

const had = (page: Page, one: RegisterPage): Part =>
  one.had.length > 0 &&
  html`<section class="ruled"><h2>${page.say('portal.register_had')}</h2><ul>${one.had.map(
    each =>
      html`<li><b class="num">${each.number}</b> · ${page.say(
        each.isKnown ? 'portal.register_known' : 'portal.register_claimed',
      )}</li>`,
  )}</ul></section>`
