// Pages of scripts for the tests of all pages. Not: a script anybody would walk.
import type { Ask, End } from '#core/script/script.ts'
import type { Framed } from '#portal/frame.ts'
import type { Page } from '#portal/page.ts'
import { endPage, leavePage, stepPage } from '#portal/pages/script.ts'
import { scriptsPage } from '#portal/pages/scripts.ts'

/** Scripts as they are offered, with words somebody wrote. */
export const offered = (words: string) => [{ slug: words, title: words, steps: 9 }]

/** Every page of a walk with words in each place that somebody writes. */
export const scriptPagesWith = (page: Page, words: string): Record<string, Framed> => {
  const all = { en: words }
  const common = { name: words, minutes: 2, level: 0, tries: null, safety: all } as const
  const told = { why: all, say: all, picture: { file: words, alt: all } }
  const way = { fact: null, holdsMinutes: null, question: all, next: [], otherwise: words }
  const asks = (asked: Ask['asked']): Ask => ({ ...common, ...told, ...way, kind: 'ask', asked })
  const doing = { instruction: all, expect: all, worked: words, failed: words, otherwise: words }
  const steps = [
    asks({ kind: 'choice', choices: [{ name: words, words: all }] }),
    asks({ kind: 'number', least: 0, most: 10, unit: words }),
    ...(['date', 'text', 'serial', 'photo'] as const).map(kind => asks({ kind })),
    { ...common, ...told, ...doing, kind: 'do' } as const,
    { ...common, kind: 'tell', say: all, next: words } as const,
  ]
  const said = [{ n: 0, question: words, answer: words }]
  const walk = { title: words, base: '/help/scripts/one', n: 1, of: 9, said, caseNumber: null }
  const own = {
    ...walk,
    before: words,
    known: words,
    typed: words,
    errors: [{ field: 'value', text: words }],
  }
  const end = (kind: End['end']): End => ({ ...common, kind: 'end', end: kind, say: all, fixed: all })
  return {
    scripts: scriptsPage(page, { said: words, found: offered(words), all: offered(words) }),
    noScripts: scriptsPage(page, { said: words, found: [], all: [] }),
    ...Object.fromEntries(steps.map((step, i) => [`step ${i}`, stepPage(page, { ...own, step })])),
    cannot: leavePage(page, { ...own, step: steps[0]!, how: 'cannot', because: words }),
    nowhere: leavePage(page, { ...own, step: steps[6]!, how: 'nowhere', because: words }),
    solvedAlone: endPage(page, { ...walk, end: end('solved') }),
    solvedOnCase: endPage(page, { ...walk, caseNumber: 7, end: end('solved') }),
    passedOn: endPage(page, { ...walk, end: end('hand_off') }),
    needsUs: endPage(page, { ...walk, caseNumber: 7, end: null }),
  }
}
