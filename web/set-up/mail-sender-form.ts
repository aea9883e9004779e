// What is written of a sender while it is changed, and what is wrong with it. Not: the sheet.
import { type Language, languages } from '#core/people/language.ts'
import { fieldsIn, senderFields, unknownFields } from '#words/mail-fields.ts'

export type MailSender = {
  readonly scope: string
  readonly fromName: string | null
  readonly namesAgents: boolean | null
  readonly signatures: Readonly<Partial<Record<Language, string>>>
  readonly version: number
}

/** `usual`: as the desk does it. */
export type Naming = 'usual' | 'yes' | 'no'
export type SenderForm = {
  readonly fromName: string
  readonly naming: Naming
  readonly signatures: Readonly<Partial<Record<Language, string>>>
}
export type SenderFault = { readonly code: 'unknown_field' | 'names_agent'; readonly field: string }

const namings = new Map<boolean | null, Naming>([
  [null, 'usual'],
  [true, 'yes'],
  [false, 'no'],
])

export const formOf = ({ fromName, namesAgents, signatures }: MailSender): SenderForm => ({
  fromName: fromName ?? '',
  naming: namings.get(namesAgents) ?? 'usual',
  signatures,
})

/** What is sent; a language without words is not there. */
export const wishOf = ({ fromName, naming, signatures }: SenderForm, version: number) => ({
  version,
  fromName: fromName.trim() || null,
  namesAgents: naming === 'usual' ? null : naming === 'yes',
  signatures: Object.fromEntries(
    languages.flatMap(one => (signatures[one]?.trim() ? [[one, signatures[one].trim()]] : [])),
  ),
})

/** The first thing wrong with it, as the server would find it. `usual` is what the desk does. */
export function senderFault(
  { fromName, naming, signatures }: SenderForm,
  usual: boolean,
): SenderFault | null {
  const isNamed = naming === 'usual' ? usual : naming === 'yes'
  for (const text of [fromName, ...Object.values(signatures)]) {
    const [unknown] = unknownFields(text, senderFields)
    if (unknown !== undefined) return { code: 'unknown_field', field: `{${unknown}}` }
    if (!isNamed && fieldsIn(text).includes('agent')) return { code: 'names_agent', field: '{agent}' }
  }
  return null
}
