// The frame of every portal page: head, three ways in, languages. The same place on every page.
import { type Language, languages } from '#core/people/language.ts'
import { glyph } from '#portal/glyphs.ts'
import { html, type Markup, type Part, textOf } from '#portal/html.ts'
import { linkTo, type Page } from '#portal/page.ts'

export type Framed = {
  readonly title: string
  /** which of the three ways in this page belongs to */
  readonly at: 'help' | 'cases' | 'ask' | null
  readonly main: Part
  /** a form came back with errors: the title says so first */
  readonly failed?: boolean
  /** a form on it takes files: they may go ahead of it */
  readonly takesFiles?: boolean
  readonly className?: string
  /** paths of the language links, where the reader would lose something by going to the same page again */
  readonly languagePath?: string
}

/** Where the portal's own files lie; the server names them with their hash. */
export type Files = { readonly css: string; readonly sendFiles: string }

/** The languages by their own names, in the order of the footer. */
export const ownNames: Readonly<Record<Language, string>> = {
  en: 'English',
  sv: 'Svenska',
  it: 'Italiano',
  de: 'Deutsch',
  ca: 'Català',
  ru: 'Русский',
}

/** A whole page as text. */
export function framed(page: Page, files: Files, one: Framed): string {
  const { say } = page
  const title = one.failed ? say('portal.error_title', { title: one.title }) : one.title
  return textOf(html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – ${page.deskName}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${files.css}">${
    one.takesFiles &&
    html`
<script src="${files.sendFiles}" defer></script>`
  }
</head>
<body${one.className ? html` class="${one.className}"` : ''}>
<a class="skip" href="#main">${say('portal.skip')}</a>
${header(page, one)}
<main class="page" id="main" tabindex="-1">
${one.main}
</main>
${footer(page, one)}
</body>
</html>
`)
}

const ways = [
  ['help', '/help', 'portal.nav_help'],
  ['cases', '/help/cases', 'portal.nav_cases'],
  ['ask', '/help/ask', 'portal.nav_ask'],
] as const

function header(page: Page, { at }: Framed): Markup {
  const { say } = page
  return html`<header class="top-rule">
<div class="top">
<a class="brand" href="${linkTo(page, '/help')}">${glyph('brand')}${page.deskName}</a>
<a class="lang" href="#languages"><span class="vh">${say('portal.languages')}: </span>${ownNames[page.language]}</a>
<nav class="nav" aria-label="${say('portal.nav')}">${ways.map(
    ([way, path, key]) =>
      html`<a href="${linkTo(page, path)}"${at === way ? html` aria-current="page"` : ''}>${say(key)}</a>`,
  )}</nav>
</div>
</header>`
}

function footer(page: Page, one: Framed): Markup {
  const path = one.languagePath ?? page.path
  return html`<footer class="foot">
<div>
<ul id="languages" aria-label="${page.say('portal.languages')}">${languages.map(
    language =>
      html`<li><a href="/${language}${path}" lang="${language}" hreflang="${language}"${
        language === page.language ? html` aria-current="true"` : ''
      }>${ownNames[language]}</a></li>`,
  )}</ul>
${zoneLine(page)}</div>
</footer>`
}

/** By which clock the page says its times, and the way to another one. */
function zoneLine({ say, zone, language }: Page): Part {
  if (!zone || !(zone.isOther || zone.changeAt)) return null
  return html`<p class="zone">${say('portal.zone', { zone: zone.name })} ${
    zone.changeAt && html`<a href="${linkTo({ language }, zone.changeAt)}">${say('portal.zone_change')}</a>`
  }</p>
`
}

/** The way back, above the heading. */
export const backLink = (page: Page, path: string): Markup =>
  html`<a class="back" href="${linkTo(page, path)}">${glyph('back')}${page.say('portal.back')}</a>`
