// Pages of scripts for the tests of all pages. Not: a script anybody would walk.
import type { CustomerAnswer, CustomerWalk } from '#core/case/customer-walk.ts'
import { instant } from '#core/kit/time.ts'
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
    pictures: `/help/scripts/${words}/pictures/1`,
    before: words,
    known: words,
    knownFrom: { number: 4711, at: instant(0) },
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

/** Lines of scripts somebody went through, with words in each place that somebody writes. */
export const walksWith = (words: string): Omit<CustomerWalk, 'seq' | 'at' | 'own'>[] => {
  const all = { en: words }
  const asked = (answer: CustomerAnswer, said: string | null = null) =>
    ({ at: instant(0), own: true, kind: 'asked', question: all, answer, said }) as const
  const did = { at: instant(0), own: false, kind: 'did', outcome: 'worked', doneBy: 'agent' } as const
  const lines: CustomerWalk['lines'] = [
    asked({ kind: 'choice', words: all }, words),
    asked({ kind: 'number', number: 7, unit: words }),
    asked({ kind: 'number', number: 7, unit: null }),
    asked({ kind: 'date', date: '2026-11-01' }),
    asked({ kind: 'words', words }),
    asked({ kind: 'words', words: null }),
    asked({ kind: 'photo' }),
    asked({ kind: 'cannot', because: words }),
    asked({ kind: 'skipped', because: null }),
    { ...did, what: words, result: words },
    { ...did, what: null, result: null },
  ]
  const files = [{ file: 'fil_1' as const, name: words, type: 'image/png', size: 1500 }]
  const own = { kind: 'walk', title: all, isSolved: false, lines, files } as const
  return [
    ...(['yours', 'with_us', 'rests', 'ended', 'left'] as const).map(standing => ({
      ...{ ...own, standing, told: null },
    })),
    { ...own, standing: 'ended', told: all, lines: [], files: [] },
  ]
}
