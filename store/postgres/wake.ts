// Wakes listeners after commits: this node's at once, other nodes' by NOTIFY, sent after the commit and at
// most every
// 20 ms. A hint, not a promise: whoever listens polls as well.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { ask, type Pool } from './pool.ts'

const everyMs = 20
const againMs = 1_000
const channel = 'tierline_commit'

export type Wake = { committed(): void; onCommit(listener: () => void): () => void; close(): Promise<void> }

/**
 * The waker of one node. Its LISTEN connection is opened with the first listener, and again when it breaks.
 */
export function wakeOf(pool: Pool, url: string): Wake {
  const listeners = new Set<() => void>()
  const wakeAll = () => {
    for (const listener of [...listeners]) listener()
  }
  const own = throttled(wakeAll)
  // Says who committed, so that this node does not wake itself twice; needs no disk, since it is only a hint.
  const node = randomBytes(8).toString('hex')
  const others = throttled(() => {
    if (pool.ending) return
    ask(pool, {
      name: 'wake',
      text: `select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`,
      values: [channel, node],
    }).catch(() => {})
  })
  let ear: Promise<pg.Client | null> | null = null
  let isClosed = false

  const listen = async (): Promise<pg.Client | null> => {
    const client = new pg.Client({ connectionString: url, application_name: 'tierline listen' })
    const again = () => {
      if (isClosed || ear === null) return
      ear = null
      setTimeout(() => {
        if (!isClosed && listeners.size > 0) ear ??= listen()
        // What was committed while nobody listened is not announced again.
        wakeAll()
      }, againMs).unref()
    }
    client.on('error', again)
    client.on('end', again)
    client.on('notification', ({ payload }) => {
      if (payload !== node) own.call()
    })
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      return client
    } catch {
      await client.end().catch(() => {})
      again()
      return null
    }
  }

  return {
    committed() {
      own.call()
      others.call()
    },
    onCommit(listener) {
      const one = () => listener()
      listeners.add(one)
      ear ??= listen()
      return () => listeners.delete(one)
    },
    async close() {
      isClosed = true
      own.stop()
      others.stop()
      listeners.clear()
      const client = await ear
      await client?.end().catch(() => {})
    },
  }
}

/** Calls at once, then at most every 20 ms; a call in between is made at the end of them. */
function throttled(run: () => void) {
  let timer: NodeJS.Timeout | null = null
  let isWanted = false
  let isStopped = false
  const call = () => {
    if (isStopped) return
    if (timer) {
      isWanted = true
      return
    }
    run()
    timer = setTimeout(() => {
      timer = null
      if (!isWanted) return
      isWanted = false
      call()
    }, everyMs)
  }
  const stop = () => {
    isStopped = true
    if (timer) clearTimeout(timer)
  }
  return { call, stop }
}
