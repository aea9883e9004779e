// The parts of the portal's forms: errors, fields, files, choices. Everything posts as a plain form.
import { usualSizes } from '#core/people/size-setting.ts'
import { html, type Markup, type Part } from '#portal/html.ts'
import type { Page } from '#portal/page.ts'

/** What a field has to be changed to, in words; `field` is the id of its control. */
export type FieldError = { readonly field: string; readonly text: string }

const errorOf = (errors: readonly FieldError[], field: string) => errors.find(one => one.field === field)

/** The list of what is to be changed, above the form; each line leads to its field. */
export const errorSummary = (page: Page, errors: readonly FieldError[]): Part =>
  errors.length > 0 &&
  html`<div class="errors" role="alert" tabindex="-1" aria-labelledby="errors-h"><h2 id="errors-h">${page.say(
    'portal.to_change',
    { count: errors.length },
  )}</h2><ul>${errors.map(one => html`<li><a href="#${one.field}">${one.text}</a></li>`)}</ul></div>`

const errorLine = (page: Page, error: FieldError | undefined): Part =>
  error &&
  html`<p class="err" id="${error.field}-e"><span class="vh">${page.say('portal.error')}: </span>${error.text}</p>`

const describedBy = (id: string, hint: Part, error: FieldError | undefined): Part => {
  const ids = [error && `${id}-e`, hint && `${id}-h`].filter(Boolean).join(' ')
  return ids && html` aria-describedby="${ids}"`
}
const bad = (error: FieldError | undefined) => (error ? 'field bad' : 'field')
const invalid = (error: FieldError | undefined): Part => error && html` aria-invalid="true"`
const hintLine = (id: string, hint: Part): Part => hint && html`<p class="hint" id="${id}-h">${hint}</p>`

export type TextField = {
  readonly id: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'tel' | 'date'
  /** which keys a phone shows */
  readonly keys?: 'decimal'
  readonly value?: string
  readonly hint?: string
  readonly complete?: string
  readonly errors?: readonly FieldError[]
  readonly max?: number
}

/** One line to type into; its name is its id. */
export function textField(page: Page, one: TextField): Markup {
  const error = errorOf(one.errors ?? [], one.id)
  return html`<div class="${bad(error)}"><label for="${one.id}">${one.label}</label>${hintLine(
    one.id,
    one.hint,
  )}${errorLine(page, error)}
<input id="${one.id}" name="${one.id}" type="${one.type ?? 'text'}" value="${one.value ?? ''}" maxlength="${
    one.max ?? 200
  }"${one.keys && html` inputmode="${one.keys}"`}${one.complete && html` autocomplete="${one.complete}"`}${invalid(error)}${describedBy(
    one.id,
    one.hint,
    error,
  )}></div>`
}

export type SelectField = {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly errors?: readonly FieldError[]
}

/** One of many, from the browser's own list; its name is its id. */
export function selectField(page: Page, one: SelectField): Markup {
  const error = errorOf(one.errors ?? [], one.id)
  return html`<div class="${bad(error)}"><label for="${one.id}">${one.label}</label>${errorLine(page, error)}
<select id="${one.id}" name="${one.id}"${invalid(error)}${describedBy(one.id, null, error)}>${one.options.map(
    option =>
      html`<option value="${option.value}"${option.value === one.value && html` selected`}>${option.label}</option>
`,
  )}</select></div>`
}

export type WordsField = {
  readonly label: Part
  readonly value?: string
  readonly hint?: string
  readonly rows?: number
  readonly errors?: readonly FieldError[]
  /** the label is the heading of the page */
  readonly heading?: boolean
  /** the label is only for screen readers */
  readonly quietLabel?: boolean
  readonly describedBy?: string
}

/** The most a customer can write at once. */
export const wordsMax = 5000

/** The field for a person's own words: typed in the voice they are later quoted in. Its name is `words`. */
export function wordsField(page: Page, one: WordsField): Markup {
  const error = errorOf(one.errors ?? [], 'words')
  const described = one.describedBy
    ? html` aria-describedby="${error ? 'words-e ' : ''}${one.describedBy}"`
    : describedBy('words', one.hint, error)
  const label = html`<label${one.quietLabel && html` class="vh"`} for="words">${one.label}</label>`
  const hint = hintLine('words', one.hint)
  return html`<div class="${bad(error)}">${one.heading ? html`<h1>${label}</h1>` : label}${hint}${errorLine(page, error)}
<textarea class="voice" id="words" name="words" rows="${one.rows ?? 4}" maxlength="${wordsMax}"${invalid(
    error,
  )}${described}>
${one.value ?? ''}</textarea></div>`
}

/** Where a browser sends files ahead of their form. */
export const filesPath = '/help/files'
/** A file that came ahead of its form. */
export type CameFile = { readonly id: string; readonly name: string; readonly size: number }

/** What a field of files says to the script that sends them ahead (portal/send-files.js). */
export function sentAhead({ say }: Page): Markup {
  const open = { name: '⟨name⟩', percent: '⟨percent⟩' }
  return html` data-ahead="${filesPath}" data-coming="${say('portal.file_coming', open)}" data-waiting="${say(
    'portal.file_waiting',
    open,
  )}" data-came="${say('portal.file_came', open)}" data-remove="${say('portal.file_remove')}" data-stop="${say('portal.file_stop', open)}" data-still="${say(
    'portal.file_still_coming',
  )}" data-lost="${say('portal.file_lost', open)}"`
}

/** Where those stand that come or came; one unticked does not go with the form. */
export const cameList = ({ say }: Page, came: readonly CameFile[] = []): Markup =>
  html`<div class="ahead choices">${came.map(
    ({ id, name }) =>
      html`<label class="choice"><input type="checkbox" name="came" value="${id}" checked><span>${say(
        'portal.file_came',
        { name },
      )}</span></label>`,
  )}</div><p class="meta" aria-live="polite"></p>`

/**
 * Photos and files. Its name is `files`; those that came ahead go by their names under `came`. Where scripts
 * run, large ones are sent ahead.
 */
export function filesField(
  page: Page,
  errors: readonly FieldError[] = [],
  came: readonly CameFile[] = [],
): Markup {
  const { say, fileMb } = page
  const error = errorOf(errors, 'files')
  const hint = say('portal.files_hint', { mb: fileMb ?? usualSizes.portalMb, files: 5 })
  return html`<div class="${bad(error)}"><label for="files">${say('portal.files')}</label>${hintLine('files', hint)}${errorLine(
    page,
    error,
  )}<div class="drop"><input id="files" type="file" name="files" multiple accept="image/*,.pdf,.txt,.log"${invalid(
    error,
  )}${describedBy('files', hint, error)}${sentAhead(page)}></div>${cameList(page, came)}</div>`
}

export type Choice = { readonly value: string; readonly label: string; readonly small?: Part }

/**
 * One of several: a list with room for a finger. The first control carries the group's id for the error's
 * link.
 */
export function choices(
  page: Page,
  one: {
    id: string
    legend: Part
    hint?: string
    options: readonly Choice[]
    chosen?: string
    errors?: readonly FieldError[]
  },
): Markup {
  const error = errorOf(one.errors ?? [], one.id)
  return html`<fieldset class="${bad(error)}"${describedBy(one.id, one.hint, error)}><legend>${
    one.legend
  }</legend>${hintLine(one.id, one.hint)}${errorLine(page, error)}
<div class="choices">${one.options.map(
    (option, i) => html`<label class="choice"><input type="radio" name="${one.id}"${
      i === 0 && html` id="${one.id}"`
    } value="${option.value}"${option.value === one.chosen && html` checked`}><span>${
      option.small ? html`<b>${option.label}</b><small>${option.small}</small>` : option.label
    }</span></label>
`,
  )}</div></fieldset>`
}

/** A field people do not see and machines fill in. */
export const trap = (page: Page): Markup =>
  html`<div class="trap" aria-hidden="true"><label for="website">${page.say(
    'portal.trap',
  )}</label><input id="website" name="website" type="text" tabindex="-1" autocomplete="off" value=""></div>`

/** What makes one press of a button one act, however often it is pressed. */
export const onceField = (once: string): Markup => html`<input type="hidden" name="once" value="${once}">`
