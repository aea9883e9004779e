// Scores the sanitiser with a real browser's parser: what it would build from our output must hold nothing
// that runs, loads or covers. Not: the sanitiser's own tests.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { sanitise } from '#channels/email/sanitise.ts'
import { findBrowser } from '#bin/browser.ts'
import type { Io } from '#bin/command.ts'
import { type Figure, tally } from './figure.ts'

/**
 * What the page checks of each output: the rule of the corpus, and that serialising it again changes
 * nothing.
 */
const rule = `html => {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const faults = []
  if (page.querySelector('script,iframe,object,embed,base,meta,link,form,svg,math,style')) faults.push('element')
  for (const element of page.body.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) faults.push(name)
      if (/^\\s*(javascript|vbscript|data:text\\/html|data:image\\/svg)/i.test(value)) faults.push(value)
      if (name === 'style' && /position\\s*:|url\\(|expression|@import/i.test(value)) faults.push(value)
    }
  }
  const once = page.body.innerHTML
  const twice = new DOMParser().parseFromString(once, 'text/html').body.innerHTML
  if (once !== twice) faults.push('unstable')
  return faults
}`

/** Every payload, sanitised and parsed in Chromium. */
export async function scoreHtml(folder: string, io: Io): Promise<Figure[]> {
  const path = findBrowser(io.env)
  if (!path) {
    io.err('Skipped: no browser to check the sanitiser with; set CHROMIUM.')
    return []
  }
  const { cases } = JSON.parse(readFileSync(join(folder, 'dompurify.json'), 'utf8')) as {
    cases: { payload: string }[]
  }
  const score = tally()
  const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    for (const { payload } of cases) {
      const { html } = sanitise(payload)
      const faults = (await page.evaluate(`(${rule})(${JSON.stringify(html)})`)) as string[]
      score.add('payloads made harmless', faults.length === 0)
      if (faults.length) io.err(`${payload.slice(0, 80)} → ${faults.join(', ')}`)
    }
  } finally {
    await browser.close()
  }
  return score.figures()
}
