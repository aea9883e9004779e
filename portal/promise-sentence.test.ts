// A promise as its customer reads it: one sentence with its time or window set large, in six languages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { textOf } from '#portal/html.ts'
import { owedWords, type Page, promiseSentence, promiseWords } from '#portal/page.ts'
import { nextKeys } from '#portal/pages/promise.ts'
import { timesFor } from '#portal/times.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'

/** Thursday 26 November 2026, 14:18 in Stockholm. */
const now = instant(Date.UTC(2026, 10, 26, 13, 18))
const later = (minutes: number) => instant(now + minutes * 60_000)
const pageIn = (language: Language): Page => ({
  language,
  say: speaker(language, messagesOf(language)),
  times: timesFor(language, 'Europe/Stockholm', now),
  deskName: 'Sundnät',
  path: '/help',
})

test('the promise is one sentence with its time set large, whatever the order of words', () => {
  const said = (language: Language, at: number) =>
    textOf(promiseSentence(pageIn(language), nextKeys, { from: null, dueAt: instant(at) })).replace(
      /<time[^>]*>/g,
      '<time>',
    )
  assert.equal(
    said('en', later(12)),
    'You hear from us by <strong class="big"><time>14:30</time> <small>today,</small></strong> even if we have no news.',
  )
  assert.equal(
    said('ru', later(12)),
    'Мы напишем вам сегодня до <strong class="big"><time>14:30</time>,</strong> даже если новостей не будет.',
  )
  assert.equal(
    said('de', later(12)),
    'Sie hören heute bis <strong class="big"><time>14:30</time> <small>Uhr</small></strong> von uns, auch wenn es nichts Neues gibt.',
  )
  assert.equal(
    said('it', later(12)),
    'Ti scriveremo entro le <strong class="big"><time>14:30</time> <small>di oggi,</small></strong> anche se non avremo novità.',
  )
  assert.equal(
    said('ca', later(642)),
    'Us direm alguna cosa demà abans de l’ <strong class="big"><time>01:00</time>,</strong> encara que no hi hagi novetats.',
  )
  assert.equal(
    said('sv', later(12)),
    'Du hör från oss senast <strong class="big"><time>14:30</time> <small>i dag,</small></strong> även om vi inte har något nytt.',
  )
  assert.equal(
    promiseWords(pageIn('en'), nextKeys, { from: null, dueAt: later(4 * 24 * 60 - 318) }),
    'You hear from us by 09:00 on Monday 30 November, even if we have no news.',
  )
})

test('a window is said by its day and both its ends, each as a time of its own', () => {
  const said = (language: Language, from: number, dueAt: number) =>
    textOf(
      promiseSentence(pageIn(language), nextKeys, { from: instant(from), dueAt: instant(dueAt) }),
    ).replace(/<time[^>]*>/g, '<time>')
  assert.equal(
    said('en', later(12), later(132)),
    'You hear from us <strong class="big"><small>today</small> <time>14:30</time>–<time>16:30</time>,</strong> even if we have no news.',
  )
  assert.equal(
    said('de', later(1452), later(1572)),
    'Sie hören <strong class="big"><small>morgen</small> <time>14:30</time>–<time>16:30</time> <small>Uhr</small></strong> von uns, auch wenn es nichts Neues gibt.',
  )
  assert.equal(
    said('ru', later(12), later(132)),
    'Мы свяжемся с вами <strong class="big"><small>сегодня</small> <time>14:30</time>–<time>16:30</time>,</strong> даже если новостей не будет.',
  )
  const night = { from: later(462), dueAt: later(702) }
  assert.equal(
    promiseWords(pageIn('en'), nextKeys, night),
    'You hear from us Thu 26 Nov 22:00 – Fri 27 Nov 02:00, even if we have no news.',
  )
  const nights = (['sv', 'it', 'de', 'ca', 'ru'] as const).map(language =>
    promiseWords(pageIn(language), nextKeys, night),
  )
  assert.deepEqual(nights, [
    'Du hör från oss tors 26 nov. 22:00 – fre 27 nov. 02:00, även om vi inte har något nytt.',
    'Ti ricontatteremo gio 26 nov, 22:00 – ven 27 nov, 02:00, anche se non avremo novità.',
    'Sie hören Do., 26. Nov. 22:00 – Fr., 27. Nov. 02:00 Uhr von uns, auch wenn es nichts Neues gibt.',
    'Us direm alguna cosa 26 de novembre, 22:00 – 27 de novembre, 02:00, encara que no hi hagi novetats.',
    'Мы свяжемся с вами чт, 26 нояб., 22:00 – пт, 27 нояб., 02:00, даже если новостей не будет.',
  ])
  assert.equal(
    owedWords(pageIn('sv'), ['portal.row_next', 'portal.row_next_window'], {
      from: later(12),
      dueAt: later(132),
    }),
    'nästa besked i dag 14:30–16:30',
  )
})
