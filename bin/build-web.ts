// Builds the agent's app with Vite when something it is made of has changed. Not: how it is built
// (web/vite.config.ts).
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compressBelow } from '#bin/compress.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, '.build', 'web.stamp')
const sources = ['web/**/*', 'core/**/*', 'words/**/*']

export type BuildOptions = { readonly force?: boolean; readonly log?: (line: string) => void }

/** Makes `.build/web` what its sources say; says in one line what it did. Resolves to whether it built. */
export async function buildWeb({ force = false, log = () => {} }: BuildOptions = {}): Promise<boolean> {
  const wanted = digest()
  if (!force && built() === wanted) return false
  const began = performance.now()
  log('Building the web app …')
  const { build } = await import('vite')
  await build({ configFile: join(root, 'web', 'vite.config.ts'), root: join(root, 'web'), logLevel: 'warn' })
  compressBelow(join(root, '.build', 'web'))
  mkdirSync(join(root, '.build'), { recursive: true })
  writeFileSync(stamp, wanted)
  log(`Web app built in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
  return true
}

function built(): string | null {
  try {
    readFileSync(join(root, '.build', 'web', 'index.html'))
    return readFileSync(stamp, 'utf8')
  } catch {
    return null
  }
}

/** One number over every file the app is made of; tests are no part of it. */
function digest(): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: root, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  for (const file of [...files, join(root, 'package-lock.json'), join(root, 'tsconfig.json')]) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}
