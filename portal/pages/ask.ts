// Asking: one question per page, each saved before the next; nothing is asked twice, back keeps everything.
import {
  choices,
  errorSummary,
  type FieldError,
  filesField,
  textField,
  trap,
  wordsField,
} from '#portal/form.ts'
import { backLink, type Framed } from '#portal/frame.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import { linkTo, type Page, quoted } from '#portal/page.ts'
import { type OfferedScript, scriptRows } from '#portal/pages/scripts.ts'

export const askSteps = ['what', 'when', 'product', 'who', 'check'] as const
export type AskStep = (typeof askSteps)[number]
export const whens = ['always', 'times', 'change', 'unknown'] as const
export type When = (typeof whens)[number]

/** What was answered so far. */
export type Asked = {
  readonly words: string
  readonly files: readonly { readonly id: string; readonly name: string; readonly size: number }[]
  readonly when: When | ''
  readonly since: string
  readonly product: string
  readonly name: string
  readonly mail: string
  readonly tel: string
}

/** One page of asking. */
export type Asking = {
  readonly step: AskStep
  /** the pages this desk asks, in order */
  readonly steps: readonly AskStep[]
  readonly asked: Asked
  readonly products: readonly { readonly id: string; readonly name: string }[]
  readonly errors: readonly FieldError[]
  /** scripts that fit what he wrote */
  readonly offers: readonly OfferedScript[]
  /** walks through scripts that go with it, with how much he answered */
  readonly walked: readonly { readonly slug: string; readonly title: string; readonly answers: number }[]
}

/** Where a page of asking lies. */
export const askPath = (step: AskStep): string => (step === 'what' ? '/help/ask' : `/help/ask/${step}`)

const bodies: { readonly [S in AskStep]: (page: Page, asking: Asking) => Markup } = {
  what: whatBody,
  when: whenBody,
  product: productBody,
  who: whoBody,
  check: checkBody,
}

/** The page of one question. */
export function askPage(page: Page, asking: Asking): Framed {
  const at = asking.steps.indexOf(asking.step)
  const back = at > 0 ? askPath(asking.steps[at - 1]!) : '/help'
  return {
    title: page.say(`portal.ask_${asking.step}`),
    at: 'ask',
    failed: asking.errors.length > 0,
    takesFiles: asking.step === 'what',
    main: html`${backLink(page, back)}
<div class="narrow">
<form class="stack" method="post" action="${linkTo(page, `/help/ask/${asking.step}`)}" enctype="multipart/form-data" novalidate>
${progress(page, at, asking.steps.length)}
${errorSummary(page, asking.errors)}
${bodies[asking.step](page, asking)}
</form>
${asking.step === 'when' && offered(page, asking)}
</div>`,
  }
}

const progress = (page: Page, at: number, of: number): Markup =>
  html`<div class="progress"><span>${page.say('portal.ask_progress', { n: at + 1, of })}</span><i aria-hidden="true">${Array.from(
    { length: of },
    (_, i) => html`<b${i <= at && html` class="on"`}></b>`,
  )}</i></div>`

const onward = (page: Page, key = 'portal.continue', beside: Part = null): Markup =>
  html`<p class="acts"><button class="btn">${page.say(key)}</button>${beside}</p>`

function whatBody(page: Page, { asked, errors, walked }: Asking): Markup {
  const { say } = page
  return html`${wordsField(page, {
    label: say('portal.ask_what'),
    heading: true,
    hint: say('portal.ask_what_hint'),
    rows: 5,
    value: asked.words,
    errors,
  })}
${walked.map(
  ({ title, answers }) =>
    html`<p class="reason">${say('portal.script_goes_with', { title, n: answers })}</p>`,
)}
${asked.files.length > 0 && keptFiles(page, asked)}
${filesField(page, errors)}
${onward(page, 'portal.continue', html`<span class="meta">${say('portal.saved')}</span>`)}`
}

const keptFiles = (page: Page, { files }: Asked): Markup =>
  html`<fieldset class="field"><legend>${page.say('portal.files_kept')}</legend><div class="choices">${files.map(
    ({ id, name, size }) =>
      html`<label class="choice"><input type="checkbox" name="drop" value="${id}"><span>${page.say(
        'portal.file_drop',
        { name },
      )}<small>${page.say('portal.kilobytes', { n: kilobytes(size) })}</small></span></label>`,
  )}</div></fieldset>`

/** A size as people read it: whole kilobytes, at least one. */
export const kilobytes = (size: number): number => Math.max(1, Math.round(size / 1000))

function whenBody(page: Page, { asked, errors }: Asking): Markup {
  const { say } = page
  return html`${choices(page, {
    id: 'when',
    legend: html`<h1>${say('portal.ask_when')}</h1>`,
    hint: say('portal.ask_when_hint'),
    options: whens.map(value => ({
      value,
      label: say(`portal.when_${value}`),
      small: value === 'times' || value === 'change' ? say(`portal.when_${value}_small`) : null,
    })),
    chosen: asked.when,
    errors,
  })}
${textField(page, {
  id: 'since',
  label: say('portal.since_when'),
  hint: say('portal.since_when_hint'),
  value: asked.since,
  errors,
})}
${onward(page)}`
}

/** What may help before anybody reads his words; they stay as they are. */
function offered(page: Page, { offers }: Asking): Part {
  if (offers.length === 0) return null
  const { say } = page
  return html`<section class="ruled offer" aria-labelledby="offer-h"><h2 id="offer-h">${say(
    'portal.script_offer',
  )}</h2><p class="hint">${say('portal.script_offer_hint')}</p>${scriptRows(page, offers)}</section>`
}

function productBody(page: Page, { asked, products, errors }: Asking): Markup {
  const { say } = page
  return html`${choices(page, {
    id: 'product',
    legend: html`<h1>${say('portal.ask_product')}</h1>`,
    hint: say('portal.ask_product_hint'),
    options: [
      ...products.map(({ id, name }) => ({ value: id, label: name })),
      { value: 'none', label: say('portal.product_none') },
    ],
    chosen: asked.product,
    errors,
  })}
${onward(page)}`
}

function whoBody(page: Page, { asked, errors }: Asking): Markup {
  const { say } = page
  return html`<h1>${say('portal.ask_who')}</h1>
<p class="hint">${say('portal.ask_who_hint')}</p>
${textField(page, { id: 'name', label: say('portal.name'), complete: 'name', value: asked.name, errors })}
${textField(page, {
  id: 'mail',
  label: say('portal.mail'),
  type: 'email',
  complete: 'email',
  value: asked.mail,
  errors,
})}
${textField(page, {
  id: 'tel',
  label: say('portal.tel'),
  hint: say('portal.tel_hint'),
  type: 'tel',
  complete: 'tel',
  value: asked.tel,
  errors,
  max: 40,
})}
${trap(page)}
${onward(page)}`
}

function checkBody(page: Page, asking: Asking): Markup {
  const { say } = page
  const { asked, products } = asking
  const product = products.find(one => one.id === asked.product)
  const when = asked.when && say(`portal.when_${asked.when}`)
  return html`<h1>${say('portal.ask_check')}</h1>
<dl class="facts check">${fact(page, 'portal.you_told', 'what', quoted(page, asked.words))}${
    asking.walked.length > 0 && walkedFact(page, asking)
  }${
    asked.files.length > 0 &&
    fact(page, 'portal.files', 'what', html`${asked.files.map(file => html`<p>${file.name}</p>`)}`)
  }${
    asking.steps.includes('when') &&
    fact(page, 'portal.ask_when', 'when', html`<p>${[when, asked.since].filter(Boolean).join(' · ')}</p>`)
  }${
    asking.steps.includes('product') &&
    fact(page, 'portal.ask_product', 'product', html`<p>${product?.name ?? say('portal.product_none')}</p>`)
  }${fact(
    page,
    'portal.ask_who',
    'who',
    html`${[asked.name, asked.mail, asked.tel].filter(Boolean).map(line => html`<p>${line}</p>`)}`,
  )}</dl>
${onward(page, 'portal.send_case')}`
}

const fact = (page: Page, key: string, step: AskStep, value: Markup): Markup =>
  html`<div><dt>${page.say(key)}</dt><dd>${value}<a href="${linkTo(page, askPath(step))}">${page.say(
    'portal.change',
  )}<span class="vh">: ${page.say(key)}</span></a></dd></div>`

const walkedFact = (page: Page, { walked }: Asking): Markup =>
  html`<div><dt>${page.say('portal.script_walked')}</dt><dd>${walked.map(
    ({ slug, title }) =>
      html`<p><a class="plain" href="${linkTo(page, `/help/scripts/${slug}`)}">${title}</a></p>`,
  )}</dd></div>`
