#!/usr/bin/env node
// The front door: plain JavaScript for Node 20 and later, with nothing installed yet. It installs what is
// missing,
// finds Node 26 and hands over to main.ts. Not: any command.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const nodeMin = 26
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lockFile = join(root, 'package-lock.json')
const stampFile = join(root, 'node_modules', '.tierline-lock')
// Code as the engine made it, by the text of each file: it need not be stripped of types and compiled again,
// which is half of what loading the desk costs. It may be deleted at any time, and be out of our reach.
const codeCache = join(root, 'node_modules', '.cache', 'tierline-code')
// How many heaps the C library keeps beside that of the engine. By itself it makes one for nearly each
// thread, and what lies about in each is hardly ever given back. It asks once, as the process begins.
const heaps = '2'

install()
handOver(findNode())

/** Makes node_modules what package-lock.json says, if it is not. */
function install() {
  const stamp = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  if (!isInstalled()) {
    say('Installing what Tierline needs (once; about a minute) …')
    // npm would warn that packages want a newer Node: they get it, from the same installation.
    // No package's own script runs: what needs one is made ready by ourselves, at start.
    const common = [
      '--include=dev',
      '--include=optional',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]
    if (npm(['ci', ...common]) !== 0) {
      say('npm ci refuses the lock on this machine; trying npm install …')
      if (npm(['install', ...common]) !== 0)
        fail('npm could not install what Tierline needs; its lines above say why.')
    }
  }
  try {
    writeFileSync(stampFile, stamp)
  } catch {
    // Somebody else's checkout: it is complete, and will be compared again next time.
  }
}

/** Whether npm's own record of what it installed agrees with the lock, package by package. */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
    const present = JSON.parse(
      readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8'),
    ).packages
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true
      return present[path] ? present[path].version === entry.version : entry.optional === true
    })
  } catch {
    return false
  }
}

function npm(args) {
  const viaScript = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : null
  const [command, ...before] = viaScript ? [process.execPath, viaScript] : ['npm']
  // npm's report goes to stderr: stdout is for what the command prints.
  const ran = spawnSync(command, [...before, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
  if (ran.error) fail(`npm cannot be run (${ran.error.message}).`)
  return ran.status
}

function findNode() {
  const brought = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  for (const node of [brought, process.execPath, 'node']) {
    const ran = spawnSync(node, ['--version'], { encoding: 'utf8' })
    if (ran.status === 0 && Number(ran.stdout.slice(1).split('.')[0]) >= nodeMin) return node
  }
  return fail(
    `Tierline needs Node ${nodeMin} and npm brought none for ${process.platform}-${process.arch}: ` +
      `install Node ${nodeMin} or later and put it on the PATH.`,
  )
}

/** Runs main.ts as if it were us: same terminal, same signals, same exit. */
function handOver(node) {
  const path = node.includes('/') ? `${dirname(node)}:${process.env.PATH ?? ''}` : process.env.PATH
  // The simulator makes much that is soon forgotten: with room for it a tenth of its time is saved.
  const roomy = ['simulate', 'bench'].includes(process.argv[2])
  const flags = roomy ? ['--min-semi-space-size=64', '--max-semi-space-size=64'] : []
  const child = spawn(node, [...flags, join(root, 'bin', 'main.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: codeCache, MALLOC_ARENA_MAX: heaps, ...process.env, PATH: path },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', problem => fail(`Node ${nodeMin} cannot be run: ${problem.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(line) {
  say(line)
  process.exit(1)
}
