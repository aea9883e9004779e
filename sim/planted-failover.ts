// Planted bugs of a database that fails over: what the standby lacks, and what nobody knows.
import { type Broken, store } from '#sim/planting.ts'
import { OutcomeUnknown } from '#store/outcome-unknown.ts'
import type { Append } from '#store/store.ts'

export const failoverBugs: readonly Broken[] = [
  {
    bug: 'a standby takes over that lacks what was acknowledged last',
    caughtBy: ['ledger.acknowledged'],
    seed: 5,
    breaks: laggingStandby(),
  },
  {
    bug: 'what nobody knows is taken for no, and done again as something new',
    caughtBy: [
      'key.one_effect',
      'mail.stored_once',
      'promise.ends_once',
      'check_back.ends_once',
      'offer.once',
    ],
    seed: 327,
    breaks: store(own => {
      const unknown: Append[] = []
      return {
        async append(append) {
          try {
            const appended = await own.append(append)
            for (const { answered: _, intakeKey: __, ...again } of unknown.splice(0)) {
              const ledger = await own.read(again.caseId)
              await own.append({ ...again, expectedSeq: ledger?.events.length ?? 0 })
            }
            return appended
          } catch (fault) {
            if (fault instanceof OutcomeUnknown) unknown.push(append)
            throw fault
          }
        },
      }
    }),
  },
  {
    bug: 'what nobody knows is taken for yes',
    caughtBy: ['ledger.acknowledged', 'mail.stored_once'],
    seed: 73,
    breaks: store(own => ({
      append: append =>
        own.append(append).catch((fault: unknown) => {
          if (!(fault instanceof OutcomeUnknown)) throw fault
          const { seq, number } = append.card
          return { outcome: 'appended', seq, number, position: '0' }
        }),
    })),
  },
]

function laggingStandby(): Broken['breaks'] {
  let last: Append | null = null
  return {
    beneath: own => {
      last = null
      return {
        ...own,
        async append(append) {
          const appended = await own.append(append)
          if (appended.outcome === 'appended') last = append
          return appended
        },
      }
    },
    standby: own => {
      const lost = last
      if (!lost) return own
      return {
        ...own,
        position: async () => String(Number(await own.position()) - lost.events.length),
        async read(which) {
          const ledger = await own.read(which)
          return ledger?.caseId === lost.caseId
            ? { ...ledger, events: ledger.events.slice(0, -lost.events.length) }
            : ledger
        },
      }
    },
  }
}
