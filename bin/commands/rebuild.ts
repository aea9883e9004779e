// `tierline rebuild`: everything that is folded from the ledgers, built anew. Not: how (server/rebuild.ts).
import { parseArgs } from 'node:util'
import type { Io } from '#bin/command.ts'
import { dataDirOf, openDesk } from '#bin/desk-on-data.ts'
import { readFacts } from '#server/desk-cache.ts'
import { rebuild, type RebuildTold } from '#server/rebuild.ts'
import { deskOf } from '#store/desk/desk.ts'

export const summary = 'build lists, search words and figures anew from the ledgers'
export const usage = `tierline rebuild [--data DIR]

Goes through every ledger and writes anew what is derived from it: how a case is listed and sorted, when the clock
looks at it, the words it is found by, what its walks tell of their scripts, what was given beyond what is owed, who
was asked how we did; what stands beside cases; wishes for somebody who leads; what measures are counted from. Only what says something else than its ledger is written. A node may be at work meanwhile.
Ctrl-C ends it behind the page it is at: what was written is right, the rest stays as it was.

  --data DIR  the desk's data (DATA_DIR, .data in this checkout)`

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' } } })
  const open = await openDesk(dataDirOf(values.data, io), io)
  let cancelled = false
  const cancel = () => {
    cancelled = true
  }
  process.once('SIGINT', cancel)
  try {
    const { store } = open
    const desk = deskOf(store.pool)
    const facts = await readFacts(desk, await store.now())
    const progress = everySecond(told => io.err(sentence(told)))
    const told = await rebuild({ store, desk, facts }, { progress, isCancelled: () => cancelled })
    for (const one of told) io.out(sentence(one))
    if (cancelled) io.err('Ended early: what was not gone through is as it was.')
    return cancelled ? 1 : 0
  } finally {
    process.off('SIGINT', cancel)
    await open.close()
  }
}

const called = {
  case: 'cases',
  matter: 'beside cases',
  escalation: 'wishes for who leads',
  day: 'days',
} as const
const sentence = ({ kind, done, mended }: RebuildTold): string =>
  `${called[kind]}: ${done} gone through, ${mended} said something else and were written anew`

function everySecond(tell: (told: RebuildTold) => void): (told: RebuildTold) => void {
  let toldAt = performance.now()
  return told => {
    if (performance.now() - toldAt < 1_000) return
    toldAt = performance.now()
    tell(told)
  }
}
