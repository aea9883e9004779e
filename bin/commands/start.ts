// `tierline start`: reads the flags, holds the data folder, and stops everything in order. Not: the server
// (server/main.ts).
import { flushCompileCache } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildWeb } from '#bin/build-web.ts'
import { BadUsage, type Io } from '#bin/command.ts'
import { takeData } from '#bin/data-lock.ts'
import { giveRoomToGrow } from '#bin/room-to-grow.ts'
import { shed } from '#bin/shed.ts'

export const summary = 'start the desk: database, web, mail'
export const usage = `tierline start [--demo] [--port N] [--smtp-port N] [--data DIR] [--no-build]

Starts everything and prints the address. Ctrl-C stops it all.

  --demo         fill an empty desk with a believable company first
  --port N       web, API and live feed (PORT, 4000; 0 takes a free one)
  --smtp-port N  inbound mail (SMTP_PORT, 2525; 0 takes a free one)
  --data DIR     where the data lies (DATA_DIR, .data in this checkout)
  --no-build     serve the web app as it was built last`

/** What server/main.ts is asked for; what is not said there comes from the environment. */
export type StartOptions = {
  readonly demo: boolean
  readonly dataDir: string
  readonly port?: number
  readonly smtpPort?: number
  readonly log: (line: string) => void
}

const lingerMsMax = 2000

export async function run(args: string[], io: Io): Promise<number> {
  const { build, ...options } = parse(args, io)
  const lock = takeData(options.dataDir)
  if ('heldBy' in lock) {
    const { pid, url } = lock.heldBy
    const where = url ? `at ${url}` : 'and is still starting'
    io.err(`Tierline already runs on ${options.dataDir} (process ${pid}) ${where}.`)
    return 1
  }
  try {
    return await serve(build, options, lock, io)
  } catch (problem) {
    // Whatever a half-made start left open shall not keep us; PostgreSQL's watchdog sees us go.
    setTimeout(() => process.exit(1), lingerMsMax).unref()
    throw problem
  } finally {
    lock.release()
  }
}

async function serve(
  build: boolean,
  options: StartOptions,
  lock: { answerAt(url: string): void },
  io: Io,
): Promise<number> {
  const stop = stopAsked()
  giveRoomToGrow()
  if (build) await buildWeb({ log: io.err })
  if (stop.isAsked) return 0
  // What is half made is made first: nothing that was begun lies about then.
  let isStarted = false
  void stop.asked.then(() => isStarted || io.err('Ending as soon as it has started …'))
  const { main } = await import('#server/main.ts')
  const prepare = options.demo && { prepare: (await import('#bin/demo.ts')).fillDemo(io.err) }
  const running = await main({ ...options, ...prepare })
  isStarted = true
  if (!stop.isAsked) {
    // By itself it is written at a good end, which a killed node does not have.
    flushCompileCache()
    shed()
    lock.answerAt(running.url)
    io.out(`Tierline is ready at ${running.url}`)
    await stop.asked
  }
  await running.stop()
  return 0
}

type Stop = { isAsked: boolean; readonly asked: Promise<void> }

/**
 * The first wish to end. A terminal's Ctrl-C arrives several times (npm and the front door pass it on too):
 * the others change nothing.
 */
function stopAsked(): Stop {
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  const stop = { isAsked: false, asked }
  const hear = () => {
    stop.isAsked = true
    resolve()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, hear)
  return stop
}

function parse(args: string[], io: Io): StartOptions & { build: boolean } {
  const { values } = parseArgs({
    args,
    options: {
      demo: { type: 'boolean', default: false },
      port: { type: 'string' },
      'smtp-port': { type: 'string' },
      data: { type: 'string' },
      'no-build': { type: 'boolean', default: false },
    },
  })
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const said = values.data === undefined ? null : resolve(io.cwd, values.data)
  const port = portOf('--port', values.port)
  const smtpPort = portOf('--smtp-port', values['smtp-port'])
  return {
    build: !values['no-build'],
    demo: values.demo,
    dataDir: said ?? resolve(io.env.DATA_DIR ? io.cwd : root, io.env.DATA_DIR ?? '.data'),
    ...(port === null ? {} : { port }),
    ...(smtpPort === null ? {} : { smtpPort }),
    log: io.err,
  }
}

function portOf(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new BadUsage(`${flag} takes a number from 0 to 65535, not "${text}".`)
}
