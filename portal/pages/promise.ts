// The promise on a case's page: the largest thing there. On time, late, his turn, nothing promised, or
// solved.
import { filesField, onceField, wordsField } from '#portal/form.ts'
import { glyph } from '#portal/glyphs.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import {
  fill,
  linkTo,
  ourWords,
  owedWords,
  type Page,
  promiseSentence,
  promiseWords,
  withOwed,
  withTime,
} from '#portal/page.ts'
import type { CasePage } from '#portal/pages/case.ts'
import type { Instant } from '#core/kit/time.ts'
import { lengthOf } from '#portal/times.ts'

/** Whose clock it is, where that is not plain. */
const zoneNote = ({ say, zone }: Page): Part =>
  zone?.isOther && html`<p class="meta">${say('portal.zone', { zone: zone.name })}</p>`

/** The promise of a case that is not waiting to be confirmed. */
export function promiseBox(page: Page, one: CasePage): Part {
  const { view } = one
  if (view.phase === 'merged') return null
  // What was solved long ago is answered by a new case, as what is closed.
  const isOver = view.phase === 'solved' && !view.may.reopen
  if (view.phase === 'closed' || isOver) return closedBox(page, one)
  // What we promised holds while it is his turn, too; what we missed comes first.
  const ours = view.late ? lateBox(page, one) : view.next ? onTime(page, one) : null
  if (!view.question) return ours ?? nothingPromised(page, one)
  const yours = yourTurn(page, one)
  return view.late ? html`${ours}${yours}` : html`${yours}${ours}`
}

const keptSoFar = (page: Page, { view }: CasePage): Part =>
  view.kept.due > 0 &&
  html`<p class="meta">${view.kept.kept === view.kept.due && html`${glyph('done')} `}${page.say(
    'portal.kept_so_far',
    { kept: view.kept.kept, due: view.kept.due },
  )}</p>`

/** What is promised next, by a time or in a window. */
export const nextKeys = ['portal.promise', 'portal.promise_window'] as const
const newKeys = ['portal.new_time', 'portal.new_time_window'] as const
const lateKeys = ['portal.late', 'portal.late_window'] as const

function onTime(page: Page, one: CasePage): Markup {
  const next = one.view.next!
  const { topic } = next
  return html`<section class="promise" aria-label="${promiseWords(page, nextKeys, next)}"><p>${promiseSentence(
    page,
    nextKeys,
    next,
  )}</p>
${topic && html`<p class="words">${page.say('portal.promise_about', { topic })}</p>`}
${zoneNote(page)}
${keptSoFar(page, one)}</section>`
}

function lateBox(page: Page, one: CasePage): Markup {
  const { say } = page
  const late = one.view.late!
  const next = one.view.next
  return html`<section class="promise late" aria-label="${owedWords(page, lateKeys, late)}"><p class="own">${glyph(
    'late',
  )}<span>${withOwed(page, lateKeys, late)}</span></p>
${next ? html`<p>${promiseSentence(page, newKeys, next)}</p>` : html`<p class="no-time">${say('portal.no_new_time')}</p>`}
${zoneNote(page)}
<p>${say('portal.late_fault')}</p><p>${say('portal.late_do')}</p>
${
  one.view.may.help &&
  html`<p class="acts"><a class="btn" href="${linkTo(page, `/help/cases/${one.number}/more-help`)}">${say('portal.more_help')}</a></p>`
}
${keptSoFar(page, one)}</section>`
}

function yourTurn(page: Page, one: CasePage): Markup {
  const { say } = page
  const { who, words, until } = one.view.question!
  return html`<section class="promise yours" aria-labelledby="yq"><p class="whose">${glyph('pause')}${say(
    'portal.your_turn',
  )}</p>
<h2 class="ask" id="yq">${who ? say('portal.asked_you', { who }) : say('portal.we_asked_you')}</h2>
${words !== null && !one.unproven && ourWords(page, words)}
<form class="stack" method="post" action="${linkTo(page, `/help/cases/${one.number}/add`)}" enctype="multipart/form-data">
${onceField(one.once)}
${wordsField(page, {
  label: say('portal.your_answer'),
  rows: 3,
  value: one.words,
  errors: one.errors,
  describedBy: 'yq',
})}
${filesField(page, one.errors, one.came)}
<p><button class="btn">${say('portal.send_answer')}</button></p></form>
<p>${say('portal.after_answer', lengthOf(one.answerMinutes))} ${
    until !== null && withTime(page, 'portal.if_no_answer', until)
  }</p></section>`
}

function nothingPromised(page: Page, one: CasePage): Markup {
  return html`<section class="promise" aria-label="${page.say('portal.nothing_promised')}"><p>${page.say(
    'portal.nothing_promised',
  )} ${one.view.may.add && page.say('portal.write_and_hear', lengthOf(one.answerMinutes))}</p>
${keptSoFar(page, one)}</section>`
}

/** "Is it working?": one press for yes or not yet. */
export function solvedBox(page: Page, one: CasePage): Markup {
  const { say } = page
  const { fix, reopenUntil, askedBackAt } = one.view
  return html`${fix !== null && !one.unproven && html`<section class="fixed"><h2>${say('portal.what_fixed')}</h2>${ourWords(page, fix)}</section>`}
<form class="answers" id="works" method="post" action="${linkTo(page, `/help/cases/${one.number}/works`)}">
${answer('yes', say('portal.works_yes'), say('portal.works_yes_small'), glyph('done'))}
${answer('no', say('portal.works_no'), say('portal.works_no_small'), glyph('go'))}</form>
${askedBackAt !== null && html`<p>${withTime(page, askedKey(page, askedBackAt), askedBackAt)}</p>`}
${reopenUntil !== null && html`<p class="meta">${withTime(page, 'portal.reopen_until', reopenUntil)}</p>`}`
}

const askedKey = ({ times }: Page, at: Instant): string =>
  at > times.now ? 'portal.asked_back' : 'portal.asked_back_over'

const answer = (value: string, name: string, small: string, sign: Markup): Markup =>
  html`<button class="btn quiet" name="works" value="${value}"><span>${name}<small>${small}</small></span>${sign}</button>`

function closedBox(page: Page, one: CasePage): Markup {
  const { say } = page
  const { may, reopenUntil, fix } = one.view
  return html`${fix !== null && !one.unproven && html`<section class="fixed"><h2>${say('portal.what_fixed')}</h2>${ourWords(page, fix)}</section>`}
${
  may.reopen && reopenUntil !== null
    ? html`<form class="answers" method="post" action="${linkTo(page, `/help/cases/${one.number}/works`)}">
${answer('no', say('portal.works_no'), say('portal.works_no_small'), glyph('go'))}</form>
<p class="meta">${withTime(page, 'portal.reopen_until', reopenUntil)}</p>`
    : html`<p>${fill(page, 'portal.ask_again', {
        link: html`<a href="${linkTo(page, '/help/ask')}">${say('portal.nav_ask')}</a>`,
      })}</p>`
}`
}
