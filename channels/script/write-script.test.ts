// Scripts as files: what is written is read again as the same, in an order for people.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import { writeScript } from '#channels/script/write-script.ts'

const say = { ru: 'Готово: да', en: 'Done: "yes"', sv: 'Klart\npå två rader' }
const form = {
  steps: [
    { say, fixed: say, end: 'solved', name: 'done' },
    {
      otherwise: 'done',
      next: [{ to: 'done', when: { is: ['light', 'no'] } }, { to: 'done' }],
      odd: null,
      choices: [{ to: 'done', words: { en: 'Yes' }, name: 'yes' }],
      why: { en: '#1' },
      ask: { en: '- ?' },
      name: 'light',
    },
  ],
  start: 'light',
  languages: ['en', 'ru'],
  slug: 'sample',
}

test('what is written is read again as the same', () => {
  assert.deepEqual(parse(writeScript(form, 'yaml')), form)
  assert.deepEqual(JSON.parse(writeScript(form, 'json')), form)
})

test('the keys stand in the order in which one writes them, unknown ones last', () => {
  const yaml = writeScript(form, 'yaml')
  const keys = [...yaml.matchAll(/^(?: {2}- | {4})?([a-zA-Z]+):/gm)].map(([, key]) => key)
  assert.deepEqual(keys, [
    ...['slug', 'languages', 'start', 'steps', 'name', 'end', 'say', 'fixed'],
    ...['name', 'ask', 'why', 'choices', 'next', 'otherwise', 'odd'],
  ])
  assert.ok(yaml.indexOf('en: ') < yaml.indexOf('sv: ') && yaml.indexOf('sv: ') < yaml.indexOf('ru: '))
  assert.match(yaml, /- name: yes\n {8}words/)
})

test('one sentence used twice is written twice: a file for people has no anchors', () => {
  assert.doesNotMatch(writeScript(form, 'yaml'), /[&*][a-z]\d/)
})
