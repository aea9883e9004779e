// What a speaker says is what the grammar of its messages says, whether it needs it or not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import { languages } from '#core/people/language.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker, type Values } from '#words/say.ts'

/** Something for every field a message may name. */
const values: Values = new Proxy<Record<string, string | number>>(
  {},
  {
    has: () => true,
    get: (_all, name) => (String(name).length % 2 === 0 ? `{${String(name)}} 'x' <b>` : 3),
  },
)
const said = (say: () => string): string => {
  try {
    return say()
  } catch (fault) {
    return `${fault}`
  }
}

test('every message of every language is said as its grammar has it', () => {
  for (const language of languages) {
    const messages = messagesOf(language)
    const say = speaker(language, messages)
    for (const [key, message] of Object.entries(messages)) {
      if (!message.includes('{') && !message.includes("'")) continue
      const format = new IntlMessageFormat(message, language)
      assert.equal(
        said(() => say(key, values)),
        said(() => String(format.format(values as Record<string, string>))),
        `${language} ${key}`,
      )
    }
  }
})

test('a field may be empty or a number, but has to be there', () => {
  const say = speaker('en', { mail: 'From {name} to {other}.', quoted: "It's {name}", many: '{n, number}' })
  assert.equal(say('mail', { name: '', other: 0 }), 'From  to 0.')
  assert.equal(say('quoted', { name: 'Bo' }), "It's Bo")
  assert.equal(say('many', { n: 1_000 }), '1,000')
  assert.throws(() => say('mail', { name: 'Bo' }), /other/)
  assert.throws(() => say('mail'), /name/)
})
