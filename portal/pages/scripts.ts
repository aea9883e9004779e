// Scripts a customer may go through by himself: found by what he says, or from a list. Not: a walk
// (script.ts).
import type { Framed } from '#portal/frame.ts'
import { backLink } from '#portal/frame.ts'
import { glyph } from '#portal/glyphs.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import { linkTo, type Page } from '#portal/page.ts'

export type OfferedScript = { readonly slug: string; readonly title: string; readonly steps: number }

export type ScriptsPage = {
  /** what was searched for; empty: nothing */
  readonly said: string
  readonly found: readonly OfferedScript[]
  readonly all: readonly OfferedScript[]
}

/** Scripts as rows, each a link to its first question. */
export const scriptRows = (page: Page, scripts: readonly OfferedScript[], base = '/help/scripts'): Markup =>
  html`<ul class="rows">${scripts.map(
    ({ slug, title, steps }) =>
      html`<li class="go"><a href="${linkTo(page, `${base}/${slug}`)}">${title}</a><span class="meta">${page.say(
        'portal.script_steps',
        { n: steps },
      )}</span>${glyph('go')}</li>`,
  )}</ul>`

/** The most that is searched for at once. */
export const saidMax = 200

/** The field to say it in. */
export const scriptSearch = (page: Page, said: string): Markup =>
  html`<form class="search" method="get" action="${linkTo(page, '/help/scripts')}" role="search"><label for="said">${page.say(
    'portal.script_say',
  )}</label><div><input id="said" name="q" type="search" value="${said}" maxlength="${saidMax}" autocomplete="off"><button class="btn quiet">${page.say(
    'portal.script_search',
  )}</button></div></form>`

/** The list, below what was found. */
export function scriptsPage(page: Page, one: ScriptsPage): Framed {
  const { say } = page
  return {
    title: say('portal.script_title'),
    at: 'help',
    main: html`${backLink(page, '/help')}
<div class="narrow stack">
<h1>${say('portal.script_title')}</h1>
<p class="hint">${say('portal.script_hint')}</p>
${scriptSearch(page, one.said)}
${one.said !== '' && found(page, one)}
${
  one.all.length > 0
    ? html`<section class="ruled" aria-labelledby="all-h"><h2 id="all-h">${say('portal.script_all')}</h2>${scriptRows(page, one.all)}</section>`
    : html`<p>${say('portal.script_no_scripts')}</p>`
}
</div>`,
  }
}

function found(page: Page, { said, found }: ScriptsPage): Part {
  const { say } = page
  return html`<section class="ruled" aria-labelledby="found-h"><h2 id="found-h">${say(
    found.length > 0 ? 'portal.script_found' : 'portal.script_none',
    { said },
  )}</h2>${found.length > 0 ? scriptRows(page, found) : null}
<form method="post" action="${linkTo(page, '/help/ask/what')}"><input type="hidden" name="words" value="${said}"><p class="acts"><button class="${
    found.length > 0 ? 'btn quiet' : 'btn'
  }">${say('portal.script_ask_words')}</button></p></form></section>`
}
