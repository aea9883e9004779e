// What a test sees on a page: accessibility faults, text that is cut off, where the focus is.
// Not: how pages are opened (browser.ts). The code that runs in the page stands as text, because these files
// know no browser.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)
let axe: Promise<string> | undefined

const answerMsMax = 60_000
const frameMsMax = 5_000
const stillMsMax = 20_000

/** A page that never answers is told of by name: of itself a question to a page has no end. */
async function answered<T>(
  what: string,
  question: Promise<T>,
  ms = answerMsMax,
  fault = new Error(`the page never answered: ${what}`),
): Promise<T> {
  let late: NodeJS.Timeout | undefined
  const end = new Promise<never>((_, fail) => {
    late = setTimeout(() => fail(fault), ms)
  })
  return Promise.race([question, end]).finally(() => clearTimeout(late))
}

/** Everything axe finds, as lines a person can act on: the rule and the element. */
export async function axeFinds(page: Page): Promise<string[]> {
  axe ??= readFile(require.resolve('axe-core/axe.min.js'), 'utf8')
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(`${await axe};undefined`)
  // What it found in order is not written down: that is most of its time on a long page.
  const found = page.evaluate<string[]>(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(one => one.nodes.map(node => one.id + ': ' + node.target.join(' '))))`)
  return answered('what axe finds', found)
}

/** Elements whose text does not fit, except those that may cut it (data-clamp), scroll, or are for ears. */
export const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(`{
    const all = [...document.querySelectorAll('body *')]
    const forEars = all.filter(one => getComputedStyle(one).clipPath === 'inset(50%)')
    all
      .filter(one => {
        if (one.closest('[data-clamp],svg,select,input,textarea')) return false
        // A map is larger than its window: one moves about in it.
        if (one.matches('[class*=react-flow]:not(.react-flow__node)')) return false
        if (forEars.some(each => each.contains(one))) return false
        const { overflowX, display } = getComputedStyle(one)
        if (display === 'inline' || overflowX === 'auto' || overflowX === 'scroll') return false
        return one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1
      })
      .map(one => [one.tagName, one.className, one.textContent.slice(0, 40)].join(' '))
  }`)

/** By how many pixels the page is wider than its window; 0 when it fits. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)')

/** Waits until the faces the page needs are there, so that widths are the real ones. */
export const fontsReady = (page: Page): Promise<void> =>
  answered('its faces', page.evaluate('document.fonts.ready.then(() => {})'))

/** The browser draws this window no more, though its page still answers: that is no fault of the page. */
export class StoodStill extends Error {}

/**
 * The page has been drawn anew: what it arranges by itself has heard of the window's size. A browser without
 * a screen may see no reason to draw; another size is one. Throws `StoodStill` when that does not help.
 */
export async function drawn(page: Page): Promise<void> {
  const frames = 'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))'
  const nudge = setTimeout(() => shaken(page).catch(() => {}), frameMsMax)
  const still = new StoodStill(`nothing was drawn at ${page.url()}`)
  await answered('two frames', page.evaluate<void>(frames), stillMsMax, still).finally(() =>
    clearTimeout(nudge),
  )
}

async function shaken(page: Page): Promise<void> {
  const size = page.viewportSize()
  if (!size) return
  await page.setViewportSize({ ...size, height: size.height + 1 })
  await page.setViewportSize(size)
}

/** An attribute of the element in focus, or its text. */
export const focused = (page: Page, attribute?: string): Promise<string | null> =>
  page.evaluate(
    attribute === undefined
      ? 'document.activeElement.textContent'
      : `document.activeElement.getAttribute(${JSON.stringify(attribute)})`,
  )

type KeyPress = { readonly key: string; readonly code: string }

/**
 * Presses keys as a keyboard of any language sends them: what is printed, and where it lies. All in one go,
 * so that a slow machine does not let a sequence run out.
 */
export const pressAs = (page: Page, ...presses: readonly KeyPress[]): Promise<void> =>
  page.evaluate(`for (const { key, code } of ${JSON.stringify(presses)})
    document.activeElement.dispatchEvent(
      new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))`)
