// What happens next for somebody whom no contract covers yet: that he is heard, what he can tell, what help
// without a contract means. Stands on the receipt and on the page of the case.
import type { NextStep } from '#core/entitlement/next-step.ts'
import { html, type Part } from '#portal/html.ts'
import { linkTo, type Page } from '#portal/page.ts'

/** The section; nothing where there is nothing to say. */
export const nextStepPart = (page: Page, number: number, step: NextStep | null): Part =>
  step &&
  html`<section class="ruled stack" aria-labelledby="cover"><h2 id="cover">${page.say(
    `portal.cover_${step}_title`,
  )}</h2><p>${page.say(`portal.cover_${step}`)}</p><p><a class="btn quiet" href="${linkTo(
    page,
    `/help/cases/${number}/register`,
  )}">${page.say('portal.register')}</a></p></section>`
