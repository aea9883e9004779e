// What the form of an article accepts, and how it is sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleBody, articleFaults, articleForm } from './article-form.ts'

const filled = { ...articleForm(null, 'sv'), title: ' Cable ', address: ' https://kb.example/1 ' }

test('a title and a link are needed', () => {
  assert.deepEqual(articleFaults(filled), [])
  const codes = (change: object) => articleFaults({ ...filled, ...change }).map(one => one.code)
  assert.deepEqual(codes({ title: ' ', address: 'kb.example' }), ['article_title', 'article_address'])
  for (const address of ['', 'javascript:alert(1)', 'https://', 'ftp://kb.example', 'https:// x'])
    assert.deepEqual(codes({ address }), ['article_address'], address)
})

test('a new one is sent without saying that it is not withdrawn; one that is there as it stands', () => {
  const own = { title: 'Cable', address: 'https://kb.example/1', language: 'sv', product: null }
  assert.deepEqual(articleBody(filled, true), own)
  const kept = articleForm(
    { ...own, id: 'art_a', number: 1, version: 2, language: 'de', product: 'pro_lamp', withdrawn: true },
    'sv',
  )
  const sent = { ...own, language: 'de', product: 'pro_lamp', withdrawn: true }
  assert.deepEqual(articleBody(kept, false), sent)
})
