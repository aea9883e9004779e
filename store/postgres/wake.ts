// Wakes listeners after commits: this node's at once, other nodes' by NOTIFY, sent after the commit and at
// most every
// 20 ms. A hint, not a promise: whoever listens polls as well.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Committed } from '../store.ts'
import { ask, type Pool } from './pool.ts'

const everyMs = 20
const againMs = 1_000
const channel = 'tierline_commit'

export type Wake = {
  committed(told: Committed): void
  onCommit(listener: (told: Committed) => void): () => void
  close(): Promise<void>
}

/**
 * The waker of one node. Its LISTEN connection is opened with the first listener, and again when it breaks.
 */
export function wakeOf(pool: Pool, url: string): Wake {
  const listeners = new Set<(told: Committed) => void>()
  const wakeAll = (hasEffects: boolean) => {
    for (const listener of [...listeners]) listener({ hasEffects })
  }
  const own = throttled(wakeAll)
  // Says who committed, so that this node does not wake itself twice; needs no disk, since it is only a hint.
  const node = randomBytes(8).toString('hex')
  const others = throttled(hasEffects => {
    if (pool.ending) return
    ask(pool, {
      name: 'wake',
      text: `select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`,
      values: [channel, hasEffects ? `${node} effects` : node],
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
        wakeAll(true)
      }, againMs).unref()
    }
    client.on('error', again)
    client.on('end', again)
    client.on('notification', ({ payload }) => {
      const [from, made] = (payload ?? '').split(' ')
      if (from !== node) own.call(made === 'effects')
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
    committed({ hasEffects }) {
      own.call(hasEffects)
      others.call(hasEffects)
    },
    onCommit(listener) {
      const one = (told: Committed) => listener(told)
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

/**
 * Calls at once, then at most every 20 ms; calls in between are made as one at the end of them, with effects
 * if one of them had any.
 */
function throttled(run: (hasEffects: boolean) => void) {
  let timer: NodeJS.Timeout | null = null
  let isWanted = false
  let isOwed = false
  let isStopped = false
  const call = (hasEffects: boolean) => {
    if (isStopped) return
    isOwed ||= hasEffects
    if (timer) {
      isWanted = true
      return
    }
    const toTell = isOwed
    isOwed = false
    run(toTell)
    timer = setTimeout(() => {
      timer = null
      if (!isWanted) return
      isWanted = false
      call(false)
    }, everyMs)
  }
  const stop = () => {
    isStopped = true
    if (timer) clearTimeout(timer)
  }
  return { call, stop }
}
