// What is proposed to a customer: what it is, that his help does not depend on it, and his yes or no. It
// works without a script, and opening the page answers nothing.
import type { CustomerEntry } from '#core/case/customer-line.ts'
import { onceField } from '#portal/form.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import { linkTo, ourWords, type Page } from '#portal/page.ts'
import type { CasePage } from '#portal/pages/case.ts'
import { money } from '#words/money.ts'

type Proposed = Extract<CustomerEntry, { kind: 'proposed' }>
type Kind = 'proposed' | 'proposal_answered' | 'proposal_withdrawn'
type Of<K extends Kind> = Extract<CustomerEntry, { kind: K }>
type Shown = { readonly title: string; readonly body: Part }

/** What waits for his answer, each with a yes and a no. */
export function proposalState(page: Page, { view, number, once, unproven }: CasePage): Part {
  const open = view.entries.filter((one): one is Proposed => one.kind === 'proposed' && one.isOpen)
  if (open.length === 0 || unproven || view.phase === 'merged') return null
  return open.map(
    one => html`<section class="ruled stack" id="${one.proposal}" aria-labelledby="h-${one.proposal}"><h2 id="h-${
      one.proposal
    }">${page.say('proposal.title', { kind: one.proposes })}</h2>
${ourWords(page, one.what)}${costOf(page, one)}
<p class="why">${page.say('proposal.letter_kind', { kind: one.proposes })}</p>
<form class="answers" method="post" action="${linkTo(page, `/help/cases/${number}/proposals/${one.proposal}`)}">${onceField(once)}
<button class="btn quiet" name="says" value="yes">${page.say('proposal.yes')}</button>
<button class="btn quiet" name="says" value="no">${page.say('proposal.no')}</button></form></section>`,
  )
}

const costOf = (page: Page, { cost }: Proposed): Markup | null =>
  cost && html`<p>${page.say('proposal.letter_cost', { cost: money(cost, page.language) })}</p>`

/** Its lines in the ledger. */
export const proposalShows: {
  readonly [K in Kind]: (entry: Of<K>, reading: { readonly page: Page }) => Shown
} = {
  proposed: (entry, { page }) => ({
    title: page.say('proposal.title', { kind: entry.proposes }),
    body: html`${ourWords(page, entry.what)}${costOf(page, entry)}`,
  }),
  proposal_answered: ({ what, says }, { page }) => ({
    title: page.say('proposal.line_answered', { says }),
    body: ourWords(page, what),
  }),
  proposal_withdrawn: ({ what, words }, { page }) => ({
    title: page.say('proposal.line_withdrawn'),
    body: html`${ourWords(page, what)}${ourWords(page, words)}`,
  }),
}
