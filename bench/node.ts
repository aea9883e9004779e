// A whole node as its own process, started as anybody starts it, on a folder of its own and free ports.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export type BenchNode = {
  readonly url: string
  readonly smtpPort: number
  readonly pid: number
  readonly startMs: number
  stop(): Promise<void>
}

/** Starts a node and waits for its ready line. `flags` are more of `tierline start`. */
export async function startNode(
  dataDir: string,
  env: Readonly<Record<string, string | undefined>>,
  flags: readonly string[] = [],
): Promise<BenchNode> {
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [`${root}/bin/main.ts`, 'start', '--port', '0', '--smtp-port', '0', '--data', dataDir, ...flags],
    { stdio: ['ignore', 'pipe', 'pipe'], env: env as NodeJS.ProcessEnv },
  )
  const told = await readyLines(child)
  return {
    ...told,
    pid: child.pid!,
    startMs: performance.now() - started,
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function readyLines(child: ChildProcess): Promise<{ url: string; smtpPort: number }> {
  let smtpPort = 0
  const errors: string[] = []
  createInterface({ input: child.stderr! }).on('line', line => {
    errors.push(line)
    smtpPort = Number(/^SMTP_PORT is (\d+)/.exec(line)?.[1] ?? smtpPort)
  })
  const url = await new Promise<string>((ready, failed) => {
    createInterface({ input: child.stdout! }).on('line', line => {
      const [, at] = /^Tierline is ready at (\S+)/.exec(line) ?? []
      if (at) ready(at)
    })
    child.once('exit', code =>
      failed(new Error(`the node ended with ${code}: ${errors.slice(-3).join(' ')}`)),
    )
  })
  return { url, smtpPort }
}
