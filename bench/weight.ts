// What the agents' first view loads, gzipped: the entry script and all it imports at once. Read from the
// built files.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const kb = (bytes: number) => Math.round(bytes / 102.4) / 10

/** Kilobytes of gzipped JavaScript and CSS that index.html and the static imports of its scripts pull in. */
export function firstViewKb(webDir: string): { scripts: number; styles: number } {
  const page = readFileSync(join(webDir, 'index.html'), 'utf8')
  const wanted = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(match => match[1]!)
  const seen = new Set<string>()
  while (wanted.length > 0) {
    const file = wanted.pop()!
    if (seen.has(file)) continue
    seen.add(file)
    if (!file.endsWith('.js')) continue
    const text = readFileSync(join(webDir, file), 'utf8')
    const folder = file.slice(0, file.lastIndexOf('/') + 1)
    for (const [, other] of text.matchAll(/(?:from|^import|[;}]import)\s*["']\.\/([^"']+\.js)["']/g))
      wanted.push(folder + other)
  }
  const weigh = (end: string) =>
    [...seen]
      .filter(file => file.endsWith(end))
      .reduce((sum, file) => sum + gzipSync(readFileSync(join(webDir, file))).length, 0)
  return { scripts: kb(weigh('.js')), styles: kb(weigh('.css')) }
}
