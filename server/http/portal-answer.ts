// What a customer gave at a step, read from his form: an answer that fits, or what is wrong at which field.
// And how an answer of his is said again. Not: where it is kept, nor where it leads.
import { type FieldFault, plainLine, plainWords, wordsFaults } from '#channels/form/form.ts'
import { type Answer, unfit } from '#core/script/answer.ts'
import type { Ask, Do, Step, Tell } from '#core/script/script.ts'
import type { Page } from '#portal/page.ts'
import { worded } from '#portal/pages/script.ts'
import { dateWords } from '#portal/times.ts'
import type { Form, PortalFile } from '#server/http/portal-form.ts'
import { photoType } from '#server/photo-type.ts'

/** An answer with his own words beside it: a value of words only holds their place. */
export type Given = {
  readonly answer: Answer
  readonly words?: string
  readonly file?: PortalFile
  readonly because?: string
  readonly nowhere?: true
}
export type Reading = { readonly given: Given } | { readonly faults: readonly FieldFault[] }
/** A step he can answer. */
export type Asking = Ask | Do | Tell

/** What stands for his words, or his picture, until they are kept: nothing that a condition asks for. */
export const placeHolder = 'his'

export const isAsking = (step: Step | null | undefined): step is Asking =>
  step?.kind === 'ask' || step?.kind === 'do' || step?.kind === 'tell'

/** Reads the form of a step's page, or of the page that asks why he leaves it. */
export function readAnswer(step: Asking, form: Form): Reading {
  const how = form.fields.get('answer') ?? ''
  if (how === 'cannot' || how === 'nowhere') return readLeaving(step, how, form)
  if (step.kind === 'ask') return readAsked(step, how, form)
  const kinds = step.kind === 'tell' ? (['told'] as const) : (['worked', 'failed'] as const)
  const kind = kinds.find(one => one === how)
  return kind ? { given: { answer: { kind } } } : wrong('value', 'value_missing')
}

const wrong = (
  field: FieldFault['field'],
  code: FieldFault['code'],
  values: FieldFault['values'] = {},
): Reading => ({ faults: [{ field, code, values }] })

/** He cannot, or it leads nowhere: on without it, and why. */
function readLeaving(step: Asking, how: 'cannot' | 'nowhere', { fields }: Form): Reading {
  if (step.kind === 'tell') return wrong('value', 'value_missing')
  const because = plainLine(fields.get('because') ?? '')
  if (because === '') return wrong('because', 'because_missing')
  return how === 'cannot'
    ? { given: { answer: { kind: 'cannot' }, because } }
    : { given: { answer: { kind: 'skipped' }, because, nowhere: true } }
}

function readAsked(step: Ask, how: string, form: Form): Reading {
  const { asked } = step
  const typed = plainLine(form.fields.get('value') ?? '')
  switch (asked.kind) {
    case 'choice':
      return fitting(step, how) ?? wrong('value', 'value_missing')
    case 'number': {
      const { least, most } = asked
      const number = typed === '' ? Number.NaN : Number(typed.replace(',', '.').replace(/\s/g, ''))
      return fitting(step, number) ?? wrong('value', 'value_range', { least, most })
    }
    case 'date':
      return fitting(step, typed) ?? wrong('value', 'date_wrong')
    case 'serial':
      return typed === '' ? wrong('value', 'value_missing') : placed(typed)
    case 'text': {
      const words = plainWords(form.fields.get('words') ?? '')
      const faults = wordsFaults(words, true)
      return faults.length > 0 ? { faults } : placed(words)
    }
    case 'photo':
      return readPhoto(form)
  }
}

const placed = (words: string): Reading => ({
  given: { answer: { kind: 'value', value: placeHolder }, words },
})

function fitting(step: Ask, value: string | number): Reading | null {
  const answer = { kind: 'value', value } as const
  return unfit(step, answer) === null ? { given: { answer } } : null
}

function readPhoto({ files, faults }: Form): Reading {
  if (faults.length > 0) return { faults }
  const [file] = files
  if (!file || file.bytes.length === 0) return wrong('files', 'photo_missing')
  const type = photoType(file.bytes)
  if (!type) return wrong('files', 'photo_wrong', { name: file.name })
  return { given: { answer: { kind: 'value', value: placeHolder }, file: { ...file, type } } }
}

/** The same answer once more: pressed twice, or gone back and left as it was. */
export const isSame = (a: Given, b: Given & { readonly sha256?: string }): boolean =>
  a.answer.kind === b.answer.kind &&
  ('value' in a.answer && a.answer.value) === ('value' in b.answer && b.answer.value) &&
  a.words === b.words &&
  a.because === b.because &&
  a.nowhere === b.nowhere &&
  a.file?.sha256 === b.sha256

/** An answer as he reads it again. */
export function saidAnswer(page: Page, step: Step, answer: Answer, own: string | null): string {
  const { say } = page
  if (!('value' in answer)) return answer.kind === 'silent' ? '' : say(`portal.script_said_${answer.kind}`)
  const { value } = answer
  if (step.kind !== 'ask') return String(value)
  const { asked } = step
  switch (asked.kind) {
    case 'choice': {
      const chosen = asked.choices.find(({ name }) => name === value)
      return chosen ? worded(page, chosen.words) : String(value)
    }
    case 'number':
      return asked.unit ? `${value} ${asked.unit}` : String(value)
    case 'date':
      return dateWords(page.language, String(value))
    default:
      return own ?? say('portal.text_removed')
  }
}
