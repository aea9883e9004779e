// What somebody went through step by step, as it stands on his case: each question in his language with the
// answer that stands. Part of ledger.ts. Not: what he may see of it (core/case/customer-walk.ts), nor the
// pages he walks it on (script.ts).
import type { CustomerAnswer, CustomerWalk, CustomerWalkLine } from '#core/case/customer-walk.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import { type Page, quoted } from '#portal/page.ts'
import { worded } from '#portal/pages/script.ts'
import { dateWords } from '#portal/times.ts'

/** The line of a walk, without its pictures. */
export const walkShown = (
  page: Page,
  one: CustomerWalk,
): { readonly title: string; readonly body: Markup } => ({
  title: page.say('portal.line_walk', { title: worded(page, one.title) }),
  body: html`${one.lines.length > 0 && html`<dl class="facts">${one.lines.map(line => row(page, line))}</dl>`}<p>${standing(page, one)}</p>`,
})

const standing = (page: Page, { standing, told }: CustomerWalk): string =>
  told ? worded(page, told) : page.say(`portal.walk_${standing}`)

function row(page: Page, line: CustomerWalkLine): Markup {
  const { say } = page
  if (line.kind === 'did') {
    const what = line.what ?? say('portal.text_removed')
    return html`<div><dt class="words">${what}</dt><dd>${say(`portal.outcome_${line.outcome}`)}${
      line.result && html` ${line.result}`
    }</dd></div>`
  }
  return html`<div><dt class="words">${worded(page, line.question)}</dt><dd>${answer(page, line.answer)}${
    line.said !== null && quoted(page, line.said)
  }</dd></div>`
}

function answer(page: Page, one: CustomerAnswer): Part {
  switch (one.kind) {
    case 'choice':
      return worded(page, one.words)
    case 'number':
      return one.unit ? `${one.number} ${one.unit}` : String(one.number)
    case 'date':
      return dateWords(page.language, one.date)
    case 'words':
      return one.words ?? page.say('portal.text_removed')
    case 'photo':
      return page.say('portal.script_photo')
    default: {
      const left = page.say(`portal.script_said_${one.kind}`)
      return one.because === null ? left : html`${left}${quoted(page, one.because)}`
    }
  }
}
