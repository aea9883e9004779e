// A walk through a script as a customer goes it by himself: one question a page, every answer a press. Plain
// forms; the same pages before there is a case and on one. Not: where a walk is kept, nor what it leads to.
import type { Instant } from '#core/kit/time.ts'
import { filled } from '#core/script/filled.ts'
import type { Ask, Do, End, Step, Tell, Wording } from '#core/script/script.ts'
import {
  type CameFile,
  cameList,
  errorSummary,
  type FieldError,
  sentAhead,
  textField,
  wordsField,
} from '#portal/form.ts'
import { backLink, type Framed } from '#portal/frame.ts'
import { glyph } from '#portal/glyphs.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import { linkTo, type Page, timeWords } from '#portal/page.ts'

/** What was answered on the way, and on which page. */
export type Said = { readonly n: number; readonly question: string; readonly answer: string }
export type WalkPage = {
  readonly title: string
  /** where the walk lies: its pages are `/0`, `/1` … below it */
  readonly base: string
  /** so many answers lie before this page */
  readonly n: number
  /** about so many steps there are in all */
  readonly of: number
  readonly said: readonly Said[]
  /** the case it is walked on; null: there is none yet */
  readonly caseNumber: number | null
}
/** Another case of his, and when it was said there. */
export type KnownFrom = { readonly number: number; readonly at: Instant }
export type StepPage = WalkPage & {
  readonly step: Ask | Do | Tell
  /** where the pictures of its script lie */
  readonly pictures: string
  /** what was answered here before: the name of a choice, or what was done */
  readonly before: string | null
  /** what is known already of it, in words; null: nothing */
  readonly known: string | null
  /** where it was said, if not on this case */
  readonly knownFrom?: KnownFrom | undefined
  /** what was typed */
  readonly typed: string
  readonly errors: readonly FieldError[]
  /** photos that came ahead of a form that came back */
  readonly came?: readonly CameFile[] | undefined
}
export const leavings = ['cannot', 'nowhere'] as const
export type Leaving = (typeof leavings)[number]

/** A sentence in the reader's language, or in one it has, with the names it leaves open. */
export const worded = (
  { language, deskName, names }: Pick<Page, 'language' | 'deskName' | 'names'>,
  wording: Wording,
): string =>
  filled(wording[language] ?? wording.en ?? Object.values(wording)[0] ?? '', { desk: deskName, ...names })

/** What he is asked or told at a step, in words. */
export const saidAt = (page: Page, step: Step): string =>
  step.kind === 'script' ? step.name : worded(page, step.say)

/** The page of one step. */
export function stepPage(page: Page, one: StepPage): Framed {
  const { step, n, base } = one
  const [head, rest] = headAndRest(saidAt(page, step))
  return {
    title: head,
    at: 'help',
    failed: one.errors.length > 0,
    takesFiles: isPhoto(step),
    main: html`${backLink(page, n > 0 ? `${base}/${n - 1}` : backFrom(one))}
<div class="two">
<div class="stack">
${progress(page, one)}
${errorSummary(page, one.errors)}
${safety(page, step)}
<h1 id="q">${head}</h1>
${rest !== '' && html`<p class="words">${rest}</p>`}
${picture(page, one)}
${step.kind === 'do' && html`<p class="reason"><b>${page.say('portal.script_expect')}</b> ${worded(page, step.expect)}</p>`}
${answerForm(page, one)}
${leaveLinks(page, one)}
</div>
${aside(page, one, one.caseNumber === null && passOn(page, one, 'btn quiet', 'portal.script_stop'))}
</div>`,
  }
}

const backFrom = ({ caseNumber }: WalkPage): string =>
  caseNumber === null ? '/help/scripts' : `/help/cases/${caseNumber}`

// A long instruction: its first sentence is the heading, the others stand below it.
const headMax = 90
/** A sentence for the heading, and what stands below it. */
export function headAndRest(text: string): [string, string] {
  if (text.length <= headMax) return [text, '']
  const first = text.match(/^[^\n]{8,90}?[.!?…](?=\s)/u)?.[0]
  return first ? [first, text.slice(first.length).trim()] : [text, '']
}

const barsMax = 24
function progress(page: Page, { title, n, of }: WalkPage): Markup {
  const bars = Math.min(of, barsMax)
  const on = Math.round(((n + 1) / of) * bars)
  return html`<div class="progress"><span>${page.say('portal.script_progress', { title, n: n + 1, of })}</span><i aria-hidden="true">${Array.from(
    { length: bars },
    (_, i) => html`<b${i < on && html` class="on"`}></b>`,
  )}</i></div>`
}

/** Lazily: the question is read before it. Its words stand for it where it is not seen. */
const picture = (page: Page, { step, pictures }: StepPage): Part =>
  step.picture &&
  html`<figure class="figure"><img src="${linkTo(page, `${pictures}/${step.picture.file}`)}" alt="${worded(
    page,
    step.picture.alt,
  )}" loading="lazy" decoding="async"></figure>`

const safety = (page: Page, step: Step): Part =>
  step.safety &&
  html`<p class="safety"><b>${page.say('portal.script_safety')}</b> ${worded(page, step.safety)}</p>`

function answerForm(page: Page, one: StepPage): Markup {
  const { step, base, n } = one
  return html`<form${isPressed(step) && html` id="value"`} class="${isPressed(step) ? 'answers' : 'stack'}" method="post" action="${linkTo(page, `${base}/${n}`)}"${
    isPhoto(step) && html` enctype="multipart/form-data"`
  } novalidate aria-labelledby="q">
<input type="hidden" name="step" value="${step.name}">
${inputs(page, one)}
</form>`
}

/** Whether a photo answers it. */
const isPhoto = (step: StepPage['step']): boolean => step.kind === 'ask' && step.asked.kind === 'photo'

/** Whether one press of several answers it. */
const isPressed = (step: StepPage['step']): boolean =>
  step.kind === 'do' || (step.kind === 'ask' && step.asked.kind === 'choice')

function inputs(page: Page, one: StepPage): Part {
  const { step } = one
  const { say } = page
  const press = (value: string, label: string, small: string | null = null) =>
    answerButton(page, { value, label, small, isBefore: one.before === value })
  if (step.kind === 'tell')
    return html`<p class="acts"><button class="btn" name="answer" value="told">${say('portal.continue')}</button></p>`
  const cannot = leaveAnswer(page, one)
  const known =
    one.known !== null &&
    answerButton(page, {
      ...{ value: 'known', label: one.known, small: knownNote(page, one), isBefore: false },
    })
  if (step.kind === 'do')
    return html`${press('worked', say('portal.script_worked'))}
${press('failed', say('portal.script_failed'))}
${cannot}`
  if (step.asked.kind === 'choice')
    return html`${known}${step.asked.choices.map(({ name, words }) => press(name, worded(page, words)))}
${cannot}`
  return html`${known && html`<div class="answers">${known}</div>`}
${field(page, one, step)}
<p class="acts"><button class="btn" name="answer" value="value">${say('portal.continue')}</button></p>
<div class="answers">${cannot}</div>`
}

function knownNote(page: Page, { knownFrom }: StepPage): string {
  if (!knownFrom) return page.say('portal.script_known')
  const when = timeWords(page, 'portal.short_when', knownFrom.at)
  return page.say('portal.script_known_from', { number: String(knownFrom.number), when })
}

type Pressed = {
  readonly value: string
  readonly label: string
  readonly small: string | null
  readonly isBefore: boolean
}
const answerButton = ({ say }: Page, { value, label, small, isBefore }: Pressed): Markup =>
  html`<button class="btn quiet" name="answer" value="${value}"><span>${label}${
    (isBefore || small) && html`<small>${isBefore ? say('portal.script_before') : small}</small>`
  }</span>${glyph(isBefore ? 'done' : 'go')}</button>
`

/** "I cannot" is an answer like the others; its reason is asked on a page of its own. */
const leaveAnswer = (page: Page, { step, base, n, before }: StepPage): Markup =>
  html`<a class="btn quiet" href="${linkTo(page, `${base}/${n}/cannot`)}"><span>${page.say(
    step.kind === 'do' ? 'portal.script_cannot_do' : 'portal.script_cannot_tell',
  )}<small>${page.say(before === 'cannot' ? 'portal.script_before' : 'portal.script_without')}</small></span>${glyph('go')}</a>`

function field(page: Page, { typed, errors, came }: StepPage, { asked }: Ask): Markup {
  const { say } = page
  switch (asked.kind) {
    case 'number': {
      const label = asked.unit
        ? say('portal.script_answer_in', { unit: asked.unit })
        : say('portal.script_answer')
      const hint = say('portal.script_between', { least: asked.least, most: asked.most })
      return textField(page, { id: 'value', label, hint, value: typed, max: 30, keys: 'decimal', errors })
    }
    case 'date':
      return textField(page, {
        id: 'value',
        label: say('portal.script_answer'),
        type: 'date',
        value: typed,
        errors,
      })
    case 'serial':
      return textField(page, {
        id: 'value',
        label: say('portal.script_answer'),
        value: typed,
        max: 100,
        errors,
      })
    case 'photo':
      return photoField(page, { kept: typed, errors, came })
    default:
      return wordsField(page, { label: say('portal.script_answer'), value: typed, errors })
  }
}

type Photo = { readonly kept: string } & Pick<StepPage, 'errors' | 'came'>

function photoField(page: Page, { kept, errors, came }: Photo): Markup {
  const { say } = page
  const error = errors.find(one => one.field === 'files')
  const hint = kept === '' ? say('portal.script_photo_hint') : say('portal.script_photo_kept', { name: kept })
  return html`<div class="${error ? 'field bad' : 'field'}"><label for="files">${say(
    'portal.script_photo',
  )}</label><p class="hint" id="files-h">${hint}</p>${
    error &&
    html`<p class="err" id="files-e"><span class="vh">${say('portal.error')}: </span>${error.text}</p>`
  }<div class="drop"><input id="files" type="file" name="files" accept="image/*"${
    error && html` aria-invalid="true"`
  } aria-describedby="${error ? 'files-e files-h' : 'files-h'}"${sentAhead(page)}></div>${cameList(page, came)}</div>`
}

const leaveLinks = (page: Page, { step, base, n }: StepPage): Part =>
  step.kind !== 'tell' &&
  html`<p><a class="link" href="${linkTo(page, `${base}/${n}/nowhere`)}">${page.say('portal.script_nowhere')}</a></p>`

/** What he said so far, with the way back to each; and the way out to us. */
function aside(page: Page, one: WalkPage, out: Part = null): Markup {
  const { said, caseNumber } = one
  const { say } = page
  const note = caseNumber === null ? 'portal.script_said_note' : 'portal.script_said_case'
  return html`<aside class="side"><section class="ruled"><h2>${say('portal.script_said')}</h2>
${said.length > 0 ? saidList(page, one) : html`<p>${say('portal.script_said_none')}</p>`}
<p class="meta">${say(note)}</p>
${out}
</section></aside>`
}

const saidList = (page: Page, { said, base }: WalkPage): Markup =>
  html`<dl class="facts">${said.map(
    ({ n, question, answer }) =>
      html`<div><dt>${question}</dt><dd>${answer}<a href="${linkTo(page, `${base}/${n}`)}">${page.say(
        'portal.change',
      )}<span class="vh">: ${question}</span></a></dd></div>`,
  )}</dl>`

const passOn = (page: Page, { base }: WalkPage, look: 'btn' | 'btn quiet', key: string): Markup =>
  html`<form method="post" action="${linkTo(page, `${base}/pass-on`)}" class="pass"><p class="acts"><button class="${look}">${page.say(key)}</button></p></form>`

/** Why somebody cannot, or why it leads nowhere: a line, and on without it. */
export function leavePage(
  page: Page,
  one: StepPage & { readonly how: Leaving; readonly because: string },
): Framed {
  const { say } = page
  const { how, base, n, step } = one
  const title = say(how === 'cannot' ? 'portal.script_cannot_title' : 'portal.script_nowhere_title')
  return {
    title,
    at: 'help',
    failed: one.errors.length > 0,
    main: html`${backLink(page, `${base}/${n}`)}
<div class="narrow">
<form class="stack" method="post" action="${linkTo(page, `${base}/${n}`)}" novalidate>
${progress(page, one)}
${errorSummary(page, one.errors)}
<h1>${title}</h1>
<p class="reason words">${saidAt(page, step)}</p>
<p class="hint">${say(how === 'cannot' ? 'portal.script_cannot_hint' : 'portal.script_nowhere_hint')}</p>
<input type="hidden" name="step" value="${step.name}">
<input type="hidden" name="answer" value="${how}">
${textField(page, { id: 'because', label: say('portal.script_because'), value: one.because, errors: one.errors })}
<p class="acts"><button class="btn">${say('portal.script_go_on')}</button><a class="link" href="${linkTo(
      page,
      `${base}/${n}`,
    )}">${say('portal.script_after_all')}</a></p>
</form>
</div>`,
  }
}

/** Where it ends; `end` null: the next step needs one of us. */
export function endPage(page: Page, one: WalkPage & { readonly end: End | null }): Framed {
  const { end } = one
  return end?.end === 'solved' ? solvedPage(page, one, end) : goesOnPage(page, one)
}

function solvedPage(page: Page, one: WalkPage, end: End): Framed {
  const { say } = page
  const { base, n, caseNumber } = one
  return {
    title: say('portal.script_solved'),
    at: 'help',
    main: html`${backLink(page, `${base}/${Math.max(0, n - 1)}`)}
<div class="two">
<div class="stack">
<h1>${say('portal.script_solved')}</h1>
<p class="words">${worded(page, end.say)}</p>
${end.fixed && html`<section class="fixed"><h2>${say('portal.script_fixed')}</h2><p>${worded(page, end.fixed)}</p></section>`}
<p class="meta">${say(caseNumber === null ? 'portal.script_solved_note' : 'portal.script_solved_case')}</p>
<p class="acts"><a class="btn" href="${linkTo(page, caseNumber === null ? '/help' : `/help/cases/${caseNumber}`)}">${say(
      caseNumber === null ? 'portal.script_to_start' : 'portal.script_to_case',
    )}</a></p>
${caseNumber === null && passOn(page, one, 'btn quiet', 'portal.script_not_solved')}
</div>
${aside(page, one)}
</div>`,
  }
}

function goesOnPage(page: Page, one: WalkPage & { readonly end: End | null }): Framed {
  const { say } = page
  const { base, n, end, caseNumber } = one
  const title = say('portal.script_goes_on')
  return {
    title,
    at: 'help',
    main: html`${backLink(page, n > 0 ? `${base}/${n - 1}` : backFrom(one))}
<div class="two">
<div class="stack">
<h1>${title}</h1>
<p class="words">${end ? worded(page, end.say) : say('portal.script_needs_us')}</p>
<p>${say(caseNumber === null ? 'portal.script_pass_note' : 'portal.script_case_note')}</p>
${
  caseNumber === null
    ? passOn(page, one, 'btn', 'portal.script_pass_on')
    : html`<p class="acts"><a class="btn" href="${linkTo(page, `/help/cases/${caseNumber}`)}">${say('portal.script_to_case')}</a></p>`
}
</div>
${aside(page, one)}
</div>`,
  }
}
