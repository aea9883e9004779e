// The list of scripts: live ones and drafts in one, found by what customers say.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitting, inWords, rowsOf } from './scripts-list.ts'

const words = {
  title: { en: 'No internet', sv: 'Inget internet' },
  says: { en: 'The light is red' },
  steps: 3,
}
const live = { ...words, slug: 'no-internet', version: 2, languages: ['en', 'sv'] } as const
const draft = (slug: string) => ({ ...words, slug, revision: 1, at: 1, by: 'agt_a' }) as const

test('a script that is live and being written is one row, a draft alone is one too', () => {
  const rows = rowsOf({ published: [live], drafts: [draft('a-new-one'), draft('no-internet')] })
  assert.deepEqual(
    rows.map(({ slug, version, hasDraft }) => [slug, version, hasDraft]),
    [
      ['a-new-one', null, true],
      ['no-internet', 2, true],
    ],
  )
})

test('every word typed must occur, in whichever language', () => {
  const rows = rowsOf({ published: [live], drafts: [] })
  const found = (typed: string) => fitting(rows, typed).length
  assert.deepEqual(
    [found(''), found('inget LIGHT'), found('internet printer'), found('no-int')],
    [1, 1, 0, 1],
  )
})

test('a sentence is shown in the reader’s language, else in English, else in any', () => {
  assert.deepEqual(inWords({ en: 'a', sv: 'b' }, 'sv'), { text: 'b', language: 'sv' })
  assert.deepEqual(inWords({ en: 'a', sv: ' ' }, 'sv'), { text: 'a', language: 'en' })
  assert.deepEqual(inWords({ it: 'c' }, 'sv'), { text: 'c', language: 'it' })
  for (const none of [null, 'x', {}, { en: 7 }]) assert.equal(inWords(none, 'sv'), null)
})
