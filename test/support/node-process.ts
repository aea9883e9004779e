// A node as a process of its own, which can be killed at any moment. Not: a node inside the test (desk.ts).
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/main.ts', import.meta.url))

export type NodeProcess = {
  readonly url: string
  readonly smtpPort: number
  readonly pid: number
  /** ends it at once, as a power cut does; resolves when it is gone */
  kill(): Promise<void>
  /** asks it to end in order; its exit code */
  stop(): Promise<number | null>
}

/** Starts a node on a data folder; resolves when its doors are open, rejects when it ends before. */
export async function startNode(
  dataDir: string,
  world: Readonly<Record<string, string>>,
): Promise<NodeProcess> {
  const args = [program, 'start', '--no-build', '--port', '0', '--smtp-port', '0', '--data', dataDir]
  const { NODE_TEST_CONTEXT: _, ...outer } = process.env
  const child = spawn(process.execPath, args, {
    env: { ...outer, ...world },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = once(child, 'exit')
  const said = await untilReady(child)
  return {
    url: /is ready at (\S+)/.exec(said)?.[1] ?? '',
    smtpPort: Number(/SMTP_PORT is (\d+)/.exec(said)?.[1]),
    pid: child.pid!,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    async stop() {
      child.kill('SIGTERM')
      const [code] = await gone
      return code as number | null
    },
  }
}

/** Everything it said until both doors had their port. */
function untilReady(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let said = ''
  const hear = (bytes: Buffer) => {
    said += bytes.toString()
    if (/is ready at \S+\n/.test(said) && /SMTP_PORT is \d+\n/.test(said)) resolve(said)
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  child.once('exit', code => reject(new Error(`the node ended with ${code}: ${said}`)))
  return promise
}
