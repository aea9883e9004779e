// A worker that looks for work, sleeps until it is woken or some time has passed, and ends in order.

export type Loop = { wake(): void /** finishes what is in hand */; stop(): Promise<void> }

/**
 * Runs `work` again and again, one at a time. `work` answers how long it may sleep, in milliseconds (0: go on
 * at once).
 * What it throws is told to `log`; the loop goes on after a pause.
 */
export function loop({
  name,
  work,
  log,
  pauseMs = 1_000,
}: {
  name: string
  work: () => Promise<number>
  log: (line: string) => void
  pauseMs?: number
}): Loop {
  let stopped = false
  let woken = false
  let rouse: (() => void) | null = null
  const sleep = (ms: number) =>
    new Promise<void>(done => {
      if (woken || stopped || ms === 0) return done()
      const timer = setTimeout(done, ms)
      rouse = () => {
        clearTimeout(timer)
        done()
      }
    })
  const running = (async () => {
    while (!stopped) {
      woken = false
      let ms = pauseMs
      try {
        ms = await work()
      } catch (error) {
        log(`${name}: ${error instanceof Error ? error.message : error}`)
      }
      await sleep(ms)
      rouse = null
    }
  })()
  return {
    wake() {
      woken = true
      rouse?.()
    },
    async stop() {
      stopped = true
      rouse?.()
      await running
    },
  }
}
