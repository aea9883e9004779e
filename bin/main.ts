// The command line: which commands there are, and how their outcome becomes an exit code. Not: what they do
// (commands/).
import { existsSync } from 'node:fs'
import { BadUsage, type Command, type Io } from '#bin/command.ts'

/** In the order in which a newcomer meets them; one that is not built is not offered. */
const names = [
  'start',
  'dev',
  'test',
  'check',
  'token',
  'mail',
  'clock',
  'staffing',
  'conduct',
  'measures',
  'rebuild',
  'evidence',
  'script',
  'simulate',
  'import',
  'export',
  'backup',
  'restore',
  'doctor',
  'explain',
  'bench',
  'seed',
  'corpora',
] as const

const fileOf = (name: string) => new URL(`commands/${name}.ts`, import.meta.url)
const offered = names.filter(name => existsSync(fileOf(name)))

/** Runs a command line and answers with the exit code: 0 done, 1 refused or failed, 2 bad usage. */
export async function main([name, ...args]: string[], io: Io): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    for (const line of await overview()) io.out(line)
    return name === undefined ? 2 : 0
  }
  if (!offered.some(each => each === name)) {
    io.err(`There is no command "${name}"; tierline --help lists them.`)
    return 2
  }
  const command = (await import(fileOf(name).href)) as Command
  if (asksForHelp(args)) {
    io.out(command.usage)
    return 0
  }
  return outcome(command, args, io)
}

async function outcome(command: Command, args: string[], io: Io): Promise<number> {
  try {
    return await command.run(args, io)
  } catch (problem) {
    const sentence = problem instanceof Error ? problem.message : String(problem)
    io.err(sentence)
    if (io.env.TIERLINE_TRACE && problem instanceof Error) io.err(problem.stack ?? '')
    if (!isBadUsage(problem)) return 1
    io.err(command.usage)
    return 2
  }
}

/** parseArgs of node:util has its own kind of "you typed it wrong". */
const isBadUsage = (problem: unknown) =>
  problem instanceof BadUsage ||
  (problem instanceof Error && String((problem as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS'))

/** What stands behind `--` is no longer for us. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  const ours = end < 0 ? args : args.slice(0, end)
  return ours.includes('--help') || ours.includes('-h')
}

async function overview(): Promise<string[]> {
  const width = Math.max(...offered.map(name => name.length))
  const lines = await Promise.all(
    offered.map(async name => {
      const { summary } = (await import(fileOf(name).href)) as Command
      return `  ${name.padEnd(width)}  ${summary}`
    }),
  )
  return ['tierline <command> [--help]', '', ...lines]
}

const real: Io = {
  out: line => void process.stdout.write(`${line}\n`),
  err: line => void process.stderr.write(`${line}\n`),
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
}

// A reader that has seen enough (`tierline … | head`) is not a fault of ours.
process.stdout.on('error', problem => {
  if ((problem as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
  throw problem
})

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), real)
