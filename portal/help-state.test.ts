// What a customer reads of his request for more help, as it stands, and what he can press.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CustomerHelp } from '#core/case/customer-view.ts'
import { instant, minuteMs } from '#core/kit/time.ts'
import { type Language, languages } from '#core/people/language.ts'
import type { Page } from '#portal/page.ts'
import { textOf } from '#portal/html.ts'
import { helpState } from '#portal/pages/help-state.ts'
import { timesFor } from '#portal/times.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'

const now = instant(Date.UTC(2026, 10, 19, 13, 18))
const pageIn = (language: Language): Page => ({
  language,
  say: speaker(language, messagesOf(language)),
  times: timesFor(language, 'Europe/Stockholm', now),
  deskName: 'Sundnät',
  path: '/help',
})
const asked: CustomerHelp = {
  reason: 'leads_nowhere',
  standing: 'asked',
  answerBy: instant(now + 30 * minuteMs),
  late: false,
  reply: null,
  mayReply: false,
  mayWithdraw: true,
}
const shown = (more: Partial<CustomerHelp>, language: Language = 'en', contact: string | null = 'Bo') =>
  textOf(helpState(pageIn(language), { number: 7, help: { ...asked, ...more }, contact, once: 'once' }))
const buttons = (html: string) => [...html.matchAll(/name="reply" value="(\w+)"/g)].map(([, value]) => value)

test('asked: who answers by when, and a way back', () => {
  assert.match(shown({}), /Bo, who has your case, answers by <time[^>]+>14:48<\/time>\./)
  assert.match(shown({}, 'en', null), /Our support answers by/)
  assert.deepEqual(buttons(shown({})), ['withdraw'])
  assert.match(shown({ standing: 'taken_up' }), /somebody sees to it/)
})

test('late is said first; not content, somebody who leads answers', () => {
  const late = shown({ late: true })
  assert.match(late, /We are late with this answer/)
  assert.doesNotMatch(late, /answers by/)
  assert.match(shown({ standing: 'raised' }), /A lead of our support reads it and answers by/)
})

test('answered in words he is asked whether it is enough, once', () => {
  const explained = { standing: 'explained', mayReply: true, mayWithdraw: false } as const
  assert.deepEqual(buttons(shown(explained)), ['content', 'not_content'])
  const content = shown({ ...explained, mayReply: false, reply: 'content' })
  assert.deepEqual(buttons(content), [])
  assert.match(content, /was enough for you/)
})

test('withdrawn or never asked there is nothing', () => {
  assert.equal(shown({ standing: 'withdrawn' }), '')
  assert.equal(helpState(pageIn('en'), { number: 7, help: null, contact: null, once: '' }), null)
})

test('every standing has its words in all six languages', () => {
  for (const language of languages)
    for (const standing of ['asked', 'taken_up', 'raised', 'passed_on', 'explained'] as const)
      assert.doesNotMatch(shown({ standing }, language), /portal\.|\{|\}/)
})
