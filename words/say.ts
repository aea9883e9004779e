// Turns a key and values into a sentence of one language. Works in Node and in the browser.
import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '#core/people/language.ts'

export type Values = Readonly<Record<string, string | number | Date>>
export type Say = (key: string, values?: Values) => string

/**
 * A speaker of one language over its messages (key → ICU text).
 * A key that is not there is our own fault and reads as the key itself, so that a screen still stands; tests
 * find it.
 */
export function speaker(language: Language, messages: Readonly<Record<string, string>>): Say {
  const formats = new Map<string, IntlMessageFormat>()
  return (key, values) => {
    const message = messages[key]
    if (message === undefined) return key
    if (!message.includes('{') && !message.includes("'")) return message
    let format = formats.get(key)
    if (!format) {
      format = new IntlMessageFormat(message, language)
      formats.set(key, format)
    }
    return String(format.format(values as Record<string, string>))
  }
}
