// The page of a case: where it stands, what he hears by when, what we did and why, and what he can do.
import type { CustomerFile } from '#core/case/customer-file.ts'
import type { CustomerPerson, CustomerView } from '#core/case/customer-view.ts'
import {
  type CameFile,
  errorSummary,
  type FieldError,
  filesField,
  onceField,
  wordsField,
} from '#portal/form.ts'
import type { Framed } from '#portal/frame.ts'
import { glyph } from '#portal/glyphs.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import { linkTo, type Page, timeWords } from '#portal/page.ts'
import { helpState } from '#portal/pages/help-state.ts'
import { ledger } from '#portal/pages/ledger.ts'
import { type ManagerWish, managerState } from '#portal/pages/manager-state.ts'
import { nextStepPart } from '#portal/pages/next-step.ts'
import type { OfferedScript } from '#portal/pages/scripts.ts'
import { satisfactionState } from '#portal/pages/satisfaction.ts'
import { proposalState } from '#portal/pages/proposal.ts'
import { promiseBox, solvedBox } from '#portal/pages/promise.ts'

export type CasePage = {
  readonly number: number
  readonly view: CustomerView
  /** minutes within which somebody who writes now hears from us */
  readonly answerMinutes: number
  /** makes a form's press one act */
  readonly once: string
  readonly errors: readonly FieldError[]
  /** what was typed, where it comes back */
  readonly words: string
  /** files that came ahead of it */
  readonly came?: readonly CameFile[]
  readonly all: boolean
  /** the address was never proven: our words went by mail only */
  readonly unproven: boolean
  /** the number of the case this one went into, where it is his own */
  readonly intoNumber: number | null
  /** something was just done */
  readonly done: (typeof dones)[number] | null
  /** scripts he can go on with, or begin, on it */
  readonly goOn: readonly OfferedScript[]
  readonly offers: readonly OfferedScript[]
  /** his wishes for somebody who leads */
  readonly wishes: readonly ManagerWish[]
  readonly fileLink: (file: CustomerFile) => string
  /** of a picture made anew; null: there is none */
  readonly pictureLink: (file: CustomerFile, size?: 'large') => string | null
}

export const dones = [
  'added',
  'asked_help',
  'asked_manager',
  'help_replied',
  'help_withdrawn',
  'confirmed',
  'satisfaction',
  'answered_proposal',
  'reopened',
  'registered',
  'claimed',
  'number_said',
  'asked_offer',
  'zone',
] as const

/** The page of a case. */
export function casePage(page: Page, one: CasePage): Framed {
  const { say } = page
  const { view, number } = one
  const subject = view.subject ?? say('portal.text_removed')
  const asks = view.phase === 'solved' && view.may.confirm
  return {
    title: say('portal.case_title', { number: String(number), subject }),
    at: 'cases',
    failed: one.errors.length > 0,
    takesFiles: view.may.add,
    main: html`<div class="two">
<div class="stack head">
${errorSummary(page, one.errors)}
${one.done && html`<p class="done" role="status">${glyph('done')} ${say(`portal.done_${one.done}`)}</p>`}
<p class="crumb"><span>${say('portal.case_number', { number: String(number) })}</span><span><b>${say(
      `portal.status_${view.status}`,
    )}</b> · ${timeWords(page, 'portal.since', view.since)}</span></p>
${
  asks
    ? html`<h1>${say('portal.is_it_working')}</h1><p class="lede">${subject}</p>`
    : html`<h1>${subject}</h1><p class="lede">${whoHasIt(page, one)}</p>`
}
${asks ? solvedBox(page, one) : promiseBox(page, one)}
${view.phase !== 'merged' && steps(page, view)}
${acts(page, one)}
${satisfactionState(page, one)}
${proposalState(page, one)}
${helpState(page, { number, help: view.help, contact: view.contact?.name ?? null, once: one.once })}
${managerState(page, one.wishes)}
${nextStepPart(page, number, view.nextStep)}
${byHimself(page, one)}
${one.unproven && html`<p class="reason">${say('portal.unproven')}</p>`}
<section class="ruled" aria-labelledby="lg"><h2 id="lg">${say('portal.what_we_did')}</h2>${ledger(
      { page, fileLink: one.fileLink, pictureLink: one.pictureLink },
      view.entries,
      one.all,
    )}</section>
${addSection(page, one)}
</div>
<aside class="side">${facts(page, view)}</aside>
</div>`,
  }
}

/** What he can go through by himself meanwhile. A press begins it: a link followed by a program must not. */
function byHimself(page: Page, { number, goOn, offers }: CasePage): Part {
  if (goOn.length + offers.length === 0) return null
  const { say } = page
  const base = linkTo(page, `/help/cases/${number}/scripts`)
  return html`<section class="ruled stack" aria-labelledby="self-h"><h2 id="self-h">${say('portal.script_case_offer')}</h2>
<p class="hint">${say('portal.script_case_begin')}</p>
<div class="answers">${goOn.map(
    ({ slug, title }) =>
      html`<a class="btn quiet" href="${base}/${slug}"><span>${title}<small>${say('portal.script_case_go_on')}</small></span>${glyph('go')}</a>`,
  )}${offers.map(
    ({ slug, title, steps }) =>
      html`<form class="answers" method="post" action="${base}/${slug}/begin"><button class="btn quiet"><span>${title}<small>${say(
        'portal.script_steps',
        { n: steps },
      )}</small></span>${glyph('go')}</button></form>`,
  )}</div></section>`
}

const same = (a: CustomerPerson, b: CustomerPerson): boolean => a.name === b.name

/** Who has the case, by name and role. */
function whoHasIt(page: Page, { view, intoNumber, unproven }: CasePage): Part {
  const { say } = page
  const { worker, contact } = view
  if (view.phase === 'merged')
    return intoNumber
      ? html`<a href="${linkTo(page, `/help/cases/${intoNumber}`)}">${say('portal.goes_on_in', {
          number: String(intoNumber),
        })}</a>`
      : say('portal.goes_on')
  if (view.phase === 'closed') return say('portal.is_closed')
  if (worker && contact && !same(worker, contact))
    return say('portal.has_two', { worker: worker.name, role: worker.role, contact: contact.name })
  const one = worker ?? contact
  if (one) return say('portal.has_one', { who: one.name, role: one.role })
  // Who only typed an address reads no names; that somebody has it he may know.
  return say(unproven && view.status !== 'received' ? 'portal.has_support' : 'portal.has_nobody')
}

function steps(page: Page, view: CustomerView): Markup {
  const { say } = page
  const over = view.phase === 'solved' || view.phase === 'closed'
  const names = [
    'portal.step_received',
    'portal.step_support',
    ...(view.specialists ? ['portal.step_specialists'] : []),
    'portal.status_solved',
  ]
  const atSpecialists = view.specialists && view.worker?.role === 'specialist'
  const at = over
    ? names.length - 1
    : view.status === 'received'
      ? 0
      : atSpecialists || !view.worker
        ? names.length - 2
        : 1
  return html`<ol class="steps" aria-label="${say('portal.steps')}">${names.map((name, i) => {
    if (i < at || (over && i === at))
      return html`<li>${glyph('done')}${say(name)}<span class="vh">, ${say('portal.step_done')}</span></li>`
    return i === at
      ? html`<li aria-current="step">${glyph('here')}${say(name)}</li>`
      : html`<li>${glyph('open')}${say(name)}</li>`
  })}</ol>`
}

function acts(page: Page, { view, number }: CasePage): Part {
  const { say } = page
  const yours = view.question !== null
  const add = view.may.add && !yours && view.phase === 'open'
  const help = view.may.help && !view.late
  if (!add && !help) return null
  const primary = view.phase === 'open' && !view.late
  return html`<p class="acts wide">${
    add && html`<a class="${primary ? 'btn' : 'btn quiet'}" href="#add">${say('portal.add')}</a>`
  }${
    help &&
    html`<a class="btn quiet" href="${linkTo(page, `/help/cases/${number}/more-help`)}">${say('portal.more_help')}</a>`
  }</p>`
}

/** One composer per page: while it is his turn, it stands in the promise. */
function addSection(page: Page, one: CasePage): Part {
  const { say } = page
  const { view, number } = one
  // A word to a solved case opens it again: there the two answers above say so.
  if (!view.may.add || view.question || view.phase !== 'open') return null
  return html`<section class="ruled stack" id="add" aria-labelledby="ad"><h2 id="ad">${say('portal.add')}</h2>
<form class="stack" method="post" action="${linkTo(page, `/help/cases/${number}/add`)}" enctype="multipart/form-data">
${onceField(one.once)}
${wordsField(page, {
  label: say('portal.add'),
  quietLabel: true,
  hint: say('portal.add_hint'),
  value: one.words,
  errors: one.errors,
})}
${filesField(page, one.errors, one.came)}
<p><button class="btn quiet">${say('portal.add_to_case', { number: String(number) })}</button></p></form></section>`
}

function facts(page: Page, view: CustomerView): Markup {
  const { say } = page
  const { contact, worker } = view
  const rows: [string, string][] = [
    ...(contact ? [[say('portal.fact_contact'), contact.name] as [string, string]] : []),
    ...(contact?.number ? [[say('portal.fact_number'), contact.number] as [string, string]] : []),
    ...(worker && view.phase === 'open'
      ? [
          [say('portal.fact_worker'), say('portal.person_role', { who: worker.name, role: worker.role })] as [
            string,
            string,
          ],
        ]
      : []),
    [say('portal.fact_opened'), timeWords(page, 'portal.short_when', view.openedAt)],
    ...(view.files > 0 ? [[say('portal.files'), String(view.files)] as [string, string]] : []),
  ]
  return html`<section class="ruled"><h2>${say('portal.about_case')}</h2><dl class="facts">${rows.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl></section>`
}
