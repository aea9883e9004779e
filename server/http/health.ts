// Whether the process lives (`/healthz`), and whether it can serve (`/readyz`). For machines; no cookie, no
// detail.
import type { FastifyInstance } from 'fastify'
import { secondMs } from '#core/kit/time.ts'
import type { Shell } from '#server/shell.ts'

const patienceMs = 2 * secondMs

/** Adds both. */
export function healthRoutes(app: FastifyInstance, shell: Pick<Shell, 'store'>): void {
  app.get('/healthz', (_request, reply) => reply.type('text/plain').send('alive'))
  app.get('/readyz', async (_request, reply) => {
    const isReady = await within(shell.store.now(), patienceMs)
    return reply
      .code(isReady ? 200 : 503)
      .type('text/plain')
      .send(isReady ? 'ready' : 'not ready')
  })
}

async function within(asked: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([asked.then(() => true), late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
