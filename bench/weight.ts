// What people load before they see anything, gzipped: of the agents' first view the entry script and all it
// imports at once, read from the built files; of the portal the scripts of its heaviest page.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { instant } from '#core/kit/time.ts'
import { framed } from '#portal/frame.ts'
import { timesFor } from '#portal/times.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'

/** The most that the scripts of each may weigh, in kilobytes. */
export const scriptsMostKb = { firstView: 190, portal: 45 } as const

export const webDir = fileURLToPath(new URL('../.build/web', import.meta.url))
const portalDir = fileURLToPath(new URL('../portal', import.meta.url))

const kb = (bytes: number) => Math.round(bytes / 102.4) / 10

/** Kilobytes of gzipped JavaScript and CSS that index.html and the static imports of its scripts pull in. */
export function firstViewKb(webDir: string): { scripts: number; styles: number } {
  const page = readFileSync(join(webDir, 'index.html'), 'utf8')
  const files = withImports(
    webDir,
    [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(match => match[1]!),
  )
  return { scripts: weight(webDir, files, '.js'), styles: weight(webDir, files, '.css') }
}

/** Kilobytes of gzipped JavaScript of a page that takes files: no other loads any. */
export function portalKb(): number {
  const times = timesFor('en', 'UTC', instant(0))
  const page = {
    language: 'en',
    say: speaker('en', messagesOf('en')),
    times,
    deskName: '',
    path: '/help',
  } as const
  const files = { css: '/help/portal.css', sendFiles: '/help/send-files.js' }
  const text = framed(page, files, { title: '', at: 'ask', main: null, takesFiles: true })
  const named = [...text.matchAll(/<script[^>]* src="\/help\/([^"?]+)/g)].map(match => match[1]!)
  return weight(portalDir, withImports(portalDir, named), '.js')
}

/** These files below a folder and all that their scripts import at once. */
function withImports(dir: string, files: readonly string[]): ReadonlySet<string> {
  const wanted = [...files]
  const seen = new Set<string>()
  while (wanted.length > 0) {
    const file = wanted.pop()!
    if (seen.has(file)) continue
    seen.add(file)
    if (!file.endsWith('.js')) continue
    const text = readFileSync(join(dir, file), 'utf8')
    const folder = file.slice(0, file.lastIndexOf('/') + 1)
    for (const [, other] of text.matchAll(/(?:from|^import|[;}]import)\s*["']\.\/([^"']+\.js)["']/g))
      wanted.push(folder + other)
  }
  return seen
}

const weight = (dir: string, files: ReadonlySet<string>, end: string): number =>
  kb(
    [...files]
      .filter(file => file.endsWith(end))
      .reduce((sum, file) => sum + gzipSync(readFileSync(join(dir, file))).length, 0),
  )
