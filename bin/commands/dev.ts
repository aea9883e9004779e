// `tierline dev`: the desk while it is being changed, in one terminal. Server files restart the server, web
// files are
// built anew; the browser reloads after both. Not: how pages learn of it (bin/dev/reload-proxy.ts).
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Io } from '#bin/command.ts'
import { reloadProxy } from '#bin/dev/reload-proxy.ts'

export const summary = 'the desk while you change it: restarts and reloads by itself'
export const usage = `tierline dev [--port N] [-- flags of tierline start]

Starts the desk, restarts the server when its files change, builds the web app when its files change,
and reloads the browser after both. Ctrl-C stops it all.

  --port N  where the browser goes (4000)`

const root = fileURLToPath(new URL('../..', import.meta.url))

export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { port: { type: 'string', default: io.env.PORT ?? '4000' } },
    allowPositionals: true,
  })
  const port = await freePort()
  const proxy = reloadProxy(port)
  proxy.server.listen(Number(values.port), '127.0.0.1')
  await once(proxy.server, 'listening')
  const url = `http://127.0.0.1:${(proxy.server.address() as AddressInfo).port}`
  const watcher = await watchWeb(() => proxy.reload(), io)
  const child = startServer([...positionals, '--no-build', '--port', String(port)], url, io, () => {
    io.out(`Tierline is ready at ${url}, and reloads when you change it`)
    proxy.reload()
  })
  const ended = once(child, 'exit')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill('SIGTERM'))
  await ended
  await watcher.close()
  proxy.server.close().closeAllConnections()
  return 0
}

/** The server under Node's own watch; its lines pass through, and each "ready" is told. */
function startServer(flags: string[], url: string, io: Io, ready: () => void): ChildProcess {
  const args = ['--watch', '--watch-preserve-output', join(root, 'bin', 'main.ts'), 'start', ...flags]
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...io.env, PUBLIC_URL: io.env.PUBLIC_URL ?? url },
  })
  createInterface({ input: child.stdout }).on('line', line => {
    if (line.startsWith('Tierline is ready at ')) ready()
    else io.out(line)
  })
  return child
}

type Watcher = { close(): Promise<void> }
type Watched = Watcher & { on(event: 'event', heard: (what: { code: string; error?: Error }) => void): void }

/** Builds the web app now and at every change; resolves after the first build. */
async function watchWeb(built: () => void, io: Io): Promise<Watcher> {
  const { build } = await import('vite')
  const watched = (await build({
    configFile: join(root, 'web', 'vite.config.ts'),
    root: join(root, 'web'),
    logLevel: 'warn',
    build: { watch: {} },
  })) as unknown as Watched
  await new Promise<void>(resolve => {
    watched.on('event', what => {
      if (what.code === 'ERROR') io.err(what.error?.message ?? 'The web app could not be built.')
      if (what.code === 'BUNDLE_END') built()
      if (what.code === 'END' || what.code === 'ERROR') resolve()
    })
  })
  return watched
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
