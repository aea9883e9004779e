// The web form: what a customer typed, checked field by field, and as the words a case is opened with.
// Not: pages (portal/), nor where drafts lie (server/http/portal-drafts.ts).

/**
 * What is wrong with a field: the field's name and what has to change, as a key of the catalogue with its
 * values.
 */
export type FieldFault = {
  readonly field:
    | 'words'
    | 'files'
    | 'when'
    | 'since'
    | 'product'
    | 'name'
    | 'mail'
    | 'tel'
    | 'website'
    | 'reason'
    | 'score'
    | 'number'
    | 'value'
    | 'because'
  readonly code: FaultCode
  readonly values?: Readonly<Record<string, string | number>>
}
export type FaultCode =
  | 'words_missing'
  | 'words_too_long'
  | 'file_too_large'
  | 'file_full'
  | 'file_gone'
  | 'too_many_files'
  | 'when_missing'
  | 'product_missing'
  | 'name_missing'
  | 'reach_missing'
  | 'mail_wrong'
  | 'tel_wrong'
  | 'trap'
  | 'reason_missing'
  | 'score_missing'
  | 'case_ended'
  | 'number_missing'
  | 'number_wrong'
  | 'value_missing'
  | 'value_range'
  | 'date_wrong'
  | 'photo_missing'
  | 'photo_wrong'
  | 'because_missing'

export const wordsMax = 5000
export const lineMax = 200
export const filesMax = 5

/**
 * Words as they are kept: one kind of line break, no characters that only machines see, nothing around
 * them.
 */
export const plainWords = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to remove
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim()

/** One line of it, cut where nobody types so much. */
export const plainLine = (text: string): string => plainWords(text).replace(/\s+/g, ' ').slice(0, lineMax)

/** What is wrong with a customer's own words; `needed`: nothing is not an answer. */
export function wordsFaults(words: string, needed: boolean): FieldFault[] {
  if (needed && words === '') return [{ field: 'words', code: 'words_missing' }]
  const count = [...words].length
  return count > wordsMax
    ? [{ field: 'words', code: 'words_too_long', values: { count, most: wordsMax } }]
    : []
}

const addressForm = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\].]{2,}$/

/** Whether a text looks like one e-mail address. */
export const isMailAddress = (text: string): boolean => text.length <= 254 && addressForm.test(text)

/** A phone number with its country code as +46701234567; null: it is none. */
export function phoneNumber(text: string): string | null {
  const bare = text.replace(/[\s().\-/–]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null
}

export type Who = { readonly name: string; readonly mail: string; readonly tel: string }

/** What is wrong with how somebody is to be reached. */
export function whoFaults({ name, mail, tel }: Who): FieldFault[] {
  const faults: FieldFault[] = []
  if (name === '') faults.push({ field: 'name', code: 'name_missing' })
  if (mail === '' && tel === '') faults.push({ field: 'mail', code: 'reach_missing' })
  if (mail !== '' && !isMailAddress(mail)) faults.push({ field: 'mail', code: 'mail_wrong' })
  if (tel !== '' && !phoneNumber(tel)) faults.push({ field: 'tel', code: 'tel_wrong' })
  return faults
}

const subjectMax = 80

/** The name of a case made from a customer's words: their first sentence, cut at a word. */
export function subjectOf(words: string): string {
  const line = words.split('\n')[0]!.trim()
  const sentence = line.match(/^.{12,}?[.!?…](?=\s|$)/u)?.[0]?.replace(/\.$/, '') ?? line
  const letters = [...sentence]
  if (letters.length <= subjectMax) return sentence
  const cut = letters.slice(0, subjectMax - 1).join('')
  const atWord = cut.replace(/\s+\S*$/u, '')
  return `${atWord.length > subjectMax / 2 ? atWord : cut}…`
}
