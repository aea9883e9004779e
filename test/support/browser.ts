// A browser for the tests that need one. Not: the pages (journeys/).
import { type Browser, chromium } from 'playwright-core'
import { findBrowser, libraries } from '#bin/browser.ts'

/** Nothing but the page under test may speak: no updates, no background traffic, no QUIC. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the Chromium of this machine, in a fresh profile. Throws one sentence when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser(process.env)
  if (!executablePath) throw new Error('No Chromium here: run npm test once, or set CHROMIUM.')
  const env = { ...process.env, ...libraries(executablePath) } as Record<string, string>
  // Its own sandbox needs rights that root and containers do not have; it opens nothing but our pages.
  return chromium.launch({ executablePath, env, args: ['--no-sandbox', ...quiet] })
}
