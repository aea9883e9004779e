// The stages of `npm test` and `npm run check`: what is run, in which order, with what is counted. Not: the
// arguments.
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb } from '#bin/build-web.ts'
import type { Counts } from '#bin/testing/reporter.ts'
import { node, nodeTest, root } from '#bin/testing/run.ts'

export type Stage = { readonly name: string; readonly run: () => Promise<Counts> }

/** What tests are told about the world; the keys are environment variables. */
export type World = Readonly<Record<string, string>>

const passed: Counts = { passed: 1, failed: 0, skipped: 0 }
const leftOut: Counts = { passed: 0, failed: 0, skipped: 1 }
const failed: Counts = { passed: 0, failed: 1, skipped: 0 }

/** A check that is not a test file counts as one test. */
const check = (name: string, holds: () => Promise<boolean>): Stage => ({
  name,
  run: async () => ((await holds()) ? passed : failed),
})

const biome = join(root, 'node_modules', '@biomejs', 'cli-linux-x64', 'biome')
const tsc = join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc')

const types = (name: string, project: string) =>
  check(`types of ${name}`, () => node([tsc, '-p', project, '--noEmit'], {}))

/** Left out where the formatter's binary is not for this machine. */
const formatting: Stage = existsSync(biome)
  ? check('format and lint', () => node(['check', '--error-on-warnings', '.'], {}, biome))
  : { name: 'format and lint (no formatter for this machine)', run: async () => leftOut }

/** Formatting, types, the house rules: everything that reads the code without running it. */
export const readings: readonly Stage[] = [
  formatting,
  types('core', 'core/tsconfig.json'),
  types('web', 'web/tsconfig.json'),
  types('everything', 'tsconfig.json'),
  { name: 'house rules', run: () => nodeTest({ files: ['test/tidy.test.ts'], world: {} }) },
]

export const webBuild = (log: (line: string) => void): Stage =>
  check('web app', async () => {
    await buildWeb({ log })
    return true
  })

const isPure = (file: string) => /^(core|words)\//.test(file)
const isJourney = (file: string) => file.startsWith('test/journeys/')

/** Every test file that one of `paths` names (a file, or a folder above it); without paths, every one. */
export function testFiles(paths: readonly string[]): string[] {
  const all = globSync('*/**/*.test.ts', { cwd: root, exclude: ['node_modules/**', '.data/**', '.build/**'] })
  const chosen = all.filter(file => paths.length === 0 || paths.some(path => file.startsWith(path)))
  return chosen.filter(file => paths.length > 0 || file !== 'test/tidy.test.ts').sort()
}

/**
 * The tests, pure ones together in one process (quick), journeys one after the other (they need the machine).
 */
export function tests(files: readonly string[], world: World, whole: boolean): Stage[] {
  const pure = files.filter(isPure)
  const journeys = files.filter(isJourney)
  const others = files.filter(file => !isPure(file) && !isJourney(file))
  const stages: Stage[] = [
    { name: 'tests of core and words', run: () => nodeTest({ files: pure, world, together: true }) },
    // Only the whole of core's tests can take every branch of it.
    ...(whole ? [check('every branch of core', () => isCovered(pure, world))] : []),
    { name: 'tests of the shell', run: () => nodeTest({ files: others, world, atOnce: 2 }) },
    { name: 'journeys', run: () => nodeTest({ files: journeys, world, atOnce: 1 }) },
  ]
  return stages.filter((_, index) => whole || [pure, others, journeys][index]?.length !== 0)
}

async function isCovered(files: readonly string[], world: World): Promise<boolean> {
  const { failed } = await nodeTest({ files, world, together: true, cover: ['core/**/*.ts'] })
  return failed === 0
}
