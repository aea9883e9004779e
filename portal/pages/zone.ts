// By which clock a customer reads times: one plain list, no script, so nothing is asked of his browser.
import { errorSummary, type FieldError, selectField } from '#portal/form.ts'
import { backLink, type Framed } from '#portal/frame.ts'
import { html } from '#portal/html.ts'
import { linkTo, type Page } from '#portal/page.ts'

export type ZonePage = {
  readonly number: number
  /** his own; null: he has said nothing */
  readonly chosen: string | null
  /** the desk's, as it is named */
  readonly deskZone: string
  readonly zones: readonly string[]
  readonly errors: readonly FieldError[]
}

/** The page that asks for it. */
export function zonePage(page: Page, one: ZonePage): Framed {
  const { say } = page
  const action = linkTo(page, `/help/cases/${one.number}/zone`)
  return {
    title: say('portal.zone_title'),
    at: 'cases',
    failed: one.errors.length > 0,
    main: html`${backLink(page, `/help/cases/${one.number}`)}
<div class="narrow stack">
<form class="stack" method="post" action="${action}" novalidate>
${errorSummary(page, one.errors)}
<h1>${say('portal.zone_title')}</h1>
<p class="lede">${say('portal.zone_lede')}</p>
${selectField(page, {
  id: 'zone',
  label: say('portal.zone_label'),
  value: one.chosen ?? '',
  options: [
    { value: '', label: say('portal.zone_desk', { zone: one.deskZone }) },
    ...one.zones.map(value => ({ value, label: value.replaceAll('_', ' ') })),
  ],
  errors: one.errors,
})}
<p class="acts"><button class="btn">${say('portal.zone_go')}</button></p>
</form>
</div>`,
  }
}
