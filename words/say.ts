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
  const sentences = new Map<string, Sentence>()
  return (key, values) => {
    const message = messages[key]
    if (message === undefined) return key
    if (!message.includes('{') && !message.includes("'")) return message
    let sentence = sentences.get(key)
    if (!sentence) {
      sentence = sentenceOf(language, message)
      sentences.set(key, sentence)
    }
    return sentence(values)
  }
}

type Sentence = (values: Values | undefined) => string

function sentenceOf(language: Language, message: string): Sentence {
  let format: IntlMessageFormat | undefined
  const formatted: Sentence = values => {
    format ??= new IntlMessageFormat(message, language)
    return String(format.format(values as Record<string, string>))
  }
  // Every second part is the name of a field.
  const parts = message.split(/\{(\w+)\}/)
  const isPlain = parts.every((part, at) => at % 2 === 1 || !/[{}'<]/.test(part))
  return isPlain ? values => filled(parts, values) ?? formatted(values) : formatted
}

/** Most sentences only have words put in, which needs no grammar; null: something has to be formatted. */
function filled(parts: readonly string[], values: Values = {}): string | null {
  let said = parts[0]!
  for (let i = 1; i < parts.length; i += 2) {
    const value = values[parts[i]!]
    if (typeof value !== 'string' && typeof value !== 'number') return null
    said += `${value}${parts[i + 1]}`
  }
  return said
}
