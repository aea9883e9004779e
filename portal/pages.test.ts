import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CustomerView } from '#core/case/customer-view.ts'
import type { NextStep } from '#core/entitlement/next-step.ts'
import { instant } from '#core/kit/time.ts'
import { type Language, languages } from '#core/people/language.ts'
import { type Framed, framed } from '#portal/frame.ts'
import { escaped, html, textOf } from '#portal/html.ts'
import { fill, type Page, quoted } from '#portal/page.ts'
import { askPage, askSteps } from '#portal/pages/ask.ts'
import { casePage } from '#portal/pages/case.ts'
import { casesPage, enterPage, linkSentPage, noCasePage, signInPage } from '#portal/pages/cases.ts'
import { homePage } from '#portal/pages/home.ts'
import { moreHelpPage, openAgainPage } from '#portal/pages/more-help.ts'
import { problemPage } from '#portal/pages/problem.ts'
import { registerPage } from '#portal/pages/register.ts'
import { receiptPage } from '#portal/pages/receipt.ts'
import { headAndRest } from '#portal/pages/script.ts'
import { zonePage } from '#portal/pages/zone.ts'
import { offered, scriptPagesWith } from '#portal/script-testing.ts'
import { entriesOf, later, now } from '#portal/entries-testing.ts'
import { timesFor } from '#portal/times.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'

const pageIn = (language: Language, at = now, deskName = 'Sundnät'): Page => ({
  language,
  say: speaker(language, messagesOf(language)),
  times: timesFor(language, 'Europe/Stockholm', at),
  deskName,
  path: '/help',
  zone: { name: 'Eastern Time (New York)', isOther: true, changeAt: '/help/cases/4821/zone' },
})
const en = pageIn('en')
const whole = (page: Page, one: Framed) =>
  framed(page, { css: '/help/portal.css', sendFiles: '/help/send-files.js' }, one)

/** What people and machines write who want their words to be run. */
const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  '</textarea><script>alert(1)</script>',
  '</title><svg/onload=alert(1)>',
  '<!--<script>--><script>alert(1)</script>',
  'javascript:alert(1)',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: hostile on purpose
  '`${alert(1)}`',
  '{time} {who, select, other {x}} <b>',
  '&lt;script&gt;',
  '\u0000<\u0000script>',
  '\ud800 lone',
  '\u202egnp.exe',
  ']]><![CDATA[<x>',
]

const outagesOf = (words: string) => [{ what: { it: words }, since: later(-90), expectedUntil: later(200) }]
const viewOf = (words: string, more: Partial<CustomerView> = {}): CustomerView => ({
  phase: 'open',
  subject: words,
  language: 'en',
  severity: 3,
  satisfaction: null,
  nextStep: null,
  openedAt: later(-300),
  status: 'working',
  since: later(-200),
  contact: { name: words, role: 'support' },
  worker: { name: `${words}2`, role: 'specialist' },
  specialists: true,
  next: { from: null, dueAt: later(12), means: 'email', topic: words, who: words },
  late: null,
  kept: { kept: 1, due: 2 },
  question: null,
  fix: words,
  solvedAt: null,
  askedBackAt: null,
  reopenUntil: null,
  help: null,
  into: null,
  files: 1,
  may: { add: true, help: true, confirm: false, reopen: false },
  entries: entriesOf(words),
  ...more,
})

const errorsOf = (words: string) =>
  ['words', 'files', 'when', 'product', 'name', 'mail', 'tel', 'reason'].map(field => ({
    field,
    text: words,
  }))
const wishesOf = (words: string) =>
  (['asked', 'in_hand', 'told'] as const).map(standing => ({
    ...{ standing, answerBy: later(60), late: false, who: words, outcome: null, told: words },
  }))
const caseOf = (
  words: string,
  more: Partial<CustomerView> = {},
  rest: Partial<Parameters<typeof casePage>[1]> = {},
) => ({
  number: 4821,
  view: viewOf(words, more),
  answerMinutes: 240,
  once: 'once',
  wishes: wishesOf(words),
  errors: errorsOf(words),
  words,
  all: true,
  unproven: false,
  intoNumber: null,
  done: null,
  goOn: offered(words),
  offers: offered(words),
  fileLink: () => '/file',
  pictureLink: () => '/picture',
  ...rest,
})
const question = (words: string) => ({ who: words, words, until: later(3000) })

/** Every page there is, with the same words wherever somebody's words can stand. */
const pagesWith = (page: Page, words: string): Record<string, Framed> => ({
  ...casePagesWith(page, words),
  ...otherPagesWith(page, words),
})

const receipt = (page: Page, words: string, minutes: number, nextStep: NextStep) =>
  receiptPage(page, {
    number: 4821,
    words,
    answerBy: later(minutes),
    mail: minutes > 60 ? null : words,
    phone: words,
    nextStep,
  })
const registering = (page: Page, words: string) =>
  registerPage(page, {
    number: 4821,
    nextStep: 'not_covered',
    unproven: false,
    had: [
      { number: words, isKnown: true },
      { number: words, isKnown: false },
    ],
    once: words,
    errors: errorsOf(words),
    typed: words,
  })

const otherPagesWith = (page: Page, words: string): Record<string, Framed> => {
  const asked = {
    words,
    files: [{ id: 'fil_1', name: words, size: 12 }],
    when: 'times' as const,
    since: words,
    product: 'pro_1',
    name: words,
    mail: words,
    tel: words,
  }
  const products = [{ id: 'pro_1', name: words }]
  const rows = (
    ['received', 'working', 'waiting_you', 'waiting_supplier', 'visit_booked', 'solved'] as const
  ).map((status, i) => ({
    number: i,
    subject: words,
    status,
    since: later(-1),
    next: i % 2 ? { from: i % 4 === 1 ? later(2) : null, dueAt: later(12) } : null,
    late: i === 0,
  }))
  return {
    home: homePage(page, {
      ...{ intro: words, answerMinutes: 240, cases: rows, mailAddress: words, phone: words },
      ...{ scripts: offered(words), outages: outagesOf(words) },
    }),
    ...Object.fromEntries(
      askSteps.map(step => [
        step,
        askPage(page, {
          ...{ step, steps: askSteps, asked, products, errors: errorsOf(words), offers: offered(words) },
          walked: [{ slug: words, title: words, answers: 3 }],
        }),
      ]),
    ),
    receipt: receipt(page, words, 30, 'unregistered'),
    receiptTomorrow: receipt(page, words, 1500, 'not_covered'),
    register: registering(page, words),
    ...scriptPagesWith(page, words),
    zone: zonePage(page, {
      ...{ number: 4821, chosen: words, deskZone: words, zones: [words] },
      errors: [{ field: 'zone', text: words }],
    }),
    help: moreHelpPage(page, {
      ...{ number: 4821, contact: words, answerBy: later(60), lead: words, leadBy: later(60) },
      ...{ joins: true, people: [{ name: words, chosen: true }], next: { from: null, dueAt: later(12) } },
      ...{ once: words, errors: errorsOf(words), reason: words, words },
    }),
    again: openAgainPage(page, { number: 4821, next: { from: later(10), dueAt: later(60) }, once: words }),
    cases: casesPage(page, rows, true),
    signIn: signInPage(page, words, errorsOf(words)),
    sent: linkSentPage(page, words),
    enter: enterPage(page, words),
    noCase: noCasePage(page),
    problem: problemPage(page, 'fault', words),
  }
}

const casePagesWith = (page: Page, words: string): Record<string, Framed> => {
  const ended = { may: { add: false, help: false, confirm: false, reopen: true }, reopenUntil: later(9000) }
  const confirms = { ...ended, may: { ...ended.may, confirm: true } }
  return {
    onTime: casePage(page, caseOf(words)),
    late: casePage(
      page,
      caseOf(words, { late: { from: null, dueAt: later(-5), means: 'email', topic: words, who: words } }),
    ),
    yours: casePage(page, caseOf(words, { question: question(words), next: null, status: 'waiting_you' })),
    bare: casePage(
      page,
      caseOf(words, { next: null, worker: null, contact: null, status: 'received' }, { unproven: true }),
    ),
    askedLater: casePage(
      page,
      caseOf(words, { phase: 'solved', status: 'solved', ...confirms, askedBackAt: later(60) }),
    ),
    askedLate: casePage(
      page,
      caseOf(words, { phase: 'solved', status: 'solved', ...confirms, askedBackAt: later(-60) }),
    ),
    solvedLongAgo: casePage(
      page,
      caseOf(words, { phase: 'solved', status: 'solved', may: { ...ended.may, reopen: false } }),
    ),
    solved: casePage(page, caseOf(words, { phase: 'solved', status: 'solved', ...confirms })),
    closed: casePage(page, caseOf(words, { phase: 'closed', status: 'solved', ...ended })),
    old: casePage(
      page,
      caseOf(words, { phase: 'closed', status: 'solved', may: { ...ended.may, reopen: false } }),
    ),
    merged: casePage(page, caseOf(words, { phase: 'merged', into: 'cas_2' }, { intoNumber: 7 })),
  }
}

describe('what people write stays text', () => {
  for (const words of hostile)
    test(JSON.stringify(words), () => {
      for (const [name, one] of Object.entries(pagesWith(pageIn('en', now, words), words))) {
        const text = whole(pageIn('en', now, words), one)
        assert.doesNotMatch(
          text,
          /<script(?! src="\/help\/send-files\.js" defer>)|<img(?! src="\/\w\w\/help\/scripts\/| class="thumb" src="\/picture")|<svg\/|<!--|<x>|<!\[CDATA/i,
          name,
        )
        const tags = (text.match(/<[a-z][^>]*>/gi) ?? []).map(tag => tag.replace(/"[^"]*"/g, ''))
        assert.deepEqual(
          tags.filter(tag => /\son\w+|'|autofocus/i.test(tag)),
          [],
          name,
        )
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
        assert.doesNotMatch(text, /\u0000/, name)
        assert.equal(text.match(/<textarea/g)?.length ?? 0, text.match(/<\/textarea>/g)?.length ?? 0, name)
      }
    })
})

test('an address that is a script is no link', () => {
  for (const one of Object.values(pagesWith(en, 'javascript:alert(1)')))
    assert.doesNotMatch(whole(en, one), /href="javascript:/)
})

test('the template escapes values, joins lists and drops what is nothing', () => {
  assert.equal(
    textOf(html`<a title="${'"<&\'`'}">${['a', html`<b>`, null, false, undefined, 0]}</a>`),
    '<a title="&quot;&lt;&amp;&#39;&#96;">a<b>0</a>',
  )
  assert.equal(escaped('a\u0008b\nc\td'), 'ab\nc\td')
})

describe('every page, in every language', () => {
  for (const language of languages)
    test(language, () => {
      const page = pageIn(language)
      for (const [name, one] of Object.entries(pagesWith(page, 'Öl'))) {
        const text = whole(page, one)
        assert.doesNotMatch(text, /[>"]\s*portal\.[a-z_]+/, name)
        assert.doesNotMatch(text, /undefined|NaN|\[object|\{[a-z]+[,}]|[\ue000-\ue0ff]/, name)
        assert.match(text, new RegExp(`<html lang="${language}">`))
        assert.equal(text.match(/<h1[ >]/g)?.length, 1, `${name}: one heading`)
        assert.equal(text.match(/<main /g)?.length, 1, name)
        const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(match => match[1])
        assert.equal(new Set(ids).size, ids.length, `${name}: ${ids}`)
        for (const [, id] of text.matchAll(/(?:aria-labelledby|aria-describedby|for)="([^" ]+)"/g))
          assert.ok(ids.includes(id), `${name} ${id}`)
        assert.ok((text.match(/class="btn"/g)?.length ?? 0) <= 1, `${name}: one main button`)
        assert.ok((text.match(/class="big"/g)?.length ?? 0) <= 1, `${name}: one large time`)
        assert.doesNotMatch(text, /<script(?! src="\/help\/send-files\.js" defer><\/script>)|style=/)
      }
    })
})

test('what was solved too long ago leads to a new case', () => {
  const { solvedLongAgo } = casePagesWith(pageIn('en'), 'A')
  const text = whole(pageIn('en'), solvedLongAgo!)
  assert.match(text, /href="[^"]*\/help\/ask[^"]*"/)
  assert.doesNotMatch(text, /name="works"/)
})

test('that he is asked back is not said as if it were ahead when its time has passed', () => {
  const { askedLater, askedLate } = casePagesWith(pageIn('en'), 'A')
  assert.match(whole(pageIn('en'), askedLater!), /We ask you again today at <time/)
  assert.match(whole(pageIn('en'), askedLate!), /We wanted to ask you today at <time/)
})

test('days are named by the reader’s clock, not by hours', () => {
  const when = (minutes: number) => en.times.when(later(minutes)).day
  assert.deepEqual(
    [when(-859), when(-858), when(0), when(581), when(582), when(2022)],
    ['yesterday', 'today', 'today', 'today', 'tomorrow', 'other'],
  )
  assert.equal(timesFor('en', 'UTC', now).when(instant(Date.UTC(2027, 0, 4, 8))).date, 'Mon 4 Jan 2027')
})

test('lateness stands before everything else a promise says, and the acts follow whose turn it is', () => {
  const late = whole(
    en,
    casePage(
      en,
      caseOf('x', { late: { from: null, dueAt: later(-5), means: 'email', topic: null, who: null } }),
    ),
  )
  assert.ok(late.indexOf('are late.') < late.indexOf('New time'))
  const yours = whole(en, casePage(en, caseOf('x', { question: question('Which lights?') })))
  assert.equal(yours.match(/<textarea/g)?.length, 1)
  assert.ok(yours.indexOf('<textarea') < yours.indexOf('class="steps"'))
  // What we promised holds on while it is his turn, and what we missed is said before it, with the way to
  // more help.
  assert.ok(yours.indexOf('<textarea') < yours.indexOf('You hear from us'))
  const missed = { from: null, dueAt: later(-5), means: 'email', topic: null, who: null } as const
  const both = whole(en, casePage(en, caseOf('x', { question: question('Which lights?'), late: missed })))
  assert.ok(both.indexOf('are late.') < both.indexOf('<textarea'))
  assert.equal(both.match(/\/more-help"/g)?.length, 1)
})

test('who only typed an address reads that somebody has it, without a name', () => {
  const bare = { worker: null, contact: null, status: 'working' as const }
  assert.match(whole(en, casePage(en, caseOf('x', bare, { unproven: true }))), /Support has your case\./)
  assert.match(whole(en, casePage(en, caseOf('x', bare))), /waits for the next free person/)
})

test('a long ledger is folded, newest first, with everything one link away', () => {
  const folded = whole(en, casePage(en, caseOf('x', {}, { all: false })))
  assert.equal(folded.match(/<li id="e\d+"/g)?.length, 12)
  assert.match(folded, /Show everything \(\d+\)/)
  const ids = [...folded.matchAll(/<li id="e(\d+)"/g)].map(match => Number(match[1]))
  assert.deepEqual(
    ids,
    ids.toSorted((a, b) => b - a),
  )
})

test('values that are markup stand inside sentences, words around them are escaped', () => {
  const said = textOf(fill(en, 'portal.link_sent', { mail: html`<b>${'<a>'}</b>` }, { minutes: 15 }))
  assert.match(said, /If we know <b>&lt;a&gt;<\/b>, a link/)
  assert.equal(textOf(quoted(en, 'He said {x} $& $1')), '<p class="voice">“He said {x} $&amp; $1”</p>')
})

test('a long instruction has its first sentence as its heading, and nothing of it is lost', () => {
  assert.deepEqual(headAndRest('Pull the plug.'), ['Pull the plug.', ''])
  const long =
    `Pull the plug of the router. ${'Wait until it is cold, then plug it in again. '.repeat(3)}`.trim()
  const [head, rest] = headAndRest(long)
  assert.equal(head, 'Pull the plug of the router.')
  assert.equal(`${head} ${rest}`, long)
  const endless = 'x'.repeat(300)
  assert.deepEqual(headAndRest(endless), [endless, ''])
})
