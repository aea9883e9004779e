// What became of his wish for somebody who leads, on the page of his case, in plain words. Not: asking for it
// (more-help.ts).
import type { EscalationOutcome, EscalationStanding } from '#core/escalation/escalation.ts'
import type { Instant } from '#core/kit/time.ts'
import { glyph } from '#portal/glyphs.ts'
import { html, type Part } from '#portal/html.ts'
import { ourWords, type Page, withTime } from '#portal/page.ts'

export type ManagerWish = {
  readonly standing: EscalationStanding
  readonly answerBy: Instant
  readonly late: boolean
  /** who has it in hand, by name */
  readonly who: string | null
  readonly outcome: EscalationOutcome | null
  /** what he was told; null: nothing yet, or erased */
  readonly told: string | null
}

/** One section for each of his wishes. */
export const managerState = (page: Page, wishes: readonly ManagerWish[]): Part =>
  wishes.map(
    (
      wish,
      i,
    ) => html`<section class="ruled stack" aria-labelledby="manager-${i}"><h2 id="manager-${i}">${page.say(
      'portal.manager_title',
    )}</h2>
${stands(page, wish)}
<p class="meta">${page.say('portal.manager_private')}</p></section>`,
  )

function stands(page: Page, { standing, answerBy, late, who, told }: ManagerWish): Part {
  const { say } = page
  if (standing === 'told' || standing === 'ended')
    return html`<p>${say('portal.manager_told')}</p>${told !== null && ourWords(page, told)}`
  if (standing === 'in_hand' && who) return html`<p>${say('portal.manager_in_hand', { who })}</p>`
  if (standing !== 'asked') return html`<p>${say('portal.manager_acknowledged')}</p>`
  return late
    ? html`<p class="own">${glyph('late')}<span>${say('portal.manager_late')}</span></p>`
    : html`<p>${withTime(page, 'portal.manager_asked', answerBy)}</p>`
}
