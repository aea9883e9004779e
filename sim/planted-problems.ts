// Planted bugs in problems: words told twice, late, to the wrong ones, or never.
import { isRefusal } from '#core/kit/refusal.ts'
import { caseRules } from '#server/handle.ts'
import { type Broken, decidesOf, matterRule, rules } from '#sim/planting.ts'
import type { MatterTable } from '#store/desk/matter.ts'

const table = (broken: (own: MatterTable) => Partial<MatterTable>) => ({
  matters: (own: MatterTable): MatterTable => ({ ...own, ...broken(own) }),
})

export const problemBugs: readonly Broken[] = [
  {
    bug: 'what a problem says is noted as told before its cases are',
    caughtBy: ['matter.nobody_untold'],
    seed: 2,
    breaks: table(own => ({
      async leaseNews(now, limit, leaseMs) {
        const found = await own.leaseNews(now, limit, leaseMs)
        for (const one of found) await own.keepTold(one, '', 0, true)
        return found
      },
    })),
  },
  {
    bug: 'a case is told again what it has heard',
    caughtBy: ['matter.told_once'],
    seed: 3,
    breaks: rules({
      evolve: (state, event) => {
        const next = caseRules.evolve(state, event)
        if (event.type !== 'matter.told' || next.phase === 'unopened') return next
        const one = next.matters?.[event.matter]
        return one ? { ...next, matters: { ...next.matters, [event.matter]: { ...one, told: 0 } } } : next
      },
    }),
  },
  {
    bug: 'a case that was taken out is told all the same',
    caughtBy: ['matter.told_once', 'matter.counted'],
    seed: 2,
    breaks: rules({
      evolve: (state, event) =>
        event.type === 'matter.left' && state.phase !== 'unopened'
          ? { ...state, seq: state.seq + 1, lastAt: event.at }
          : caseRules.evolve(state, event),
    }),
  },
  {
    bug: 'what was told by mistake still waits to be passed on',
    caughtBy: ['matter.news_of_its_own', 'case.is_its_ledger'],
    seed: 1,
    breaks: rules({
      evolve: (state, event) => {
        const next = caseRules.evolve(state, event)
        if (event.type !== 'matter.left' || state.phase === 'unopened' || next.phase === 'unopened')
          return next
        return { ...next, untold: state.untold }
      },
    }),
  },
  {
    bug: 'that it is fixed is taken for the customer’s word that it holds',
    caughtBy: ['problem.asked_once'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const outcome = caseRules.decide(state, command, by, setting)
        if (command.type !== 'matter.tell' || isRefusal(outcome) || state.phase !== 'solved') return outcome
        const [told] = outcome
        if (command.news !== 'fixed' || !told || !state.checkBack) return outcome
        const { id: checkBack } = state.checkBack
        return [told, { type: 'check_back.ended', at: told.at, by: told.by, checkBack, how: 'holds' }]
      },
    }),
  },
  {
    bug: 'the clock of a workaround rings and says nothing',
    caughtBy: ['problem.workaround_over'],
    seed: 1,
    breaks: matterRule('problem', own => ({
      decide: (state, command, wish) =>
        command.type === 'clock.ring' ? [] : own.decide(state, command, wish),
    })),
  },
  {
    bug: 'cases of a problem that became one with another stay behind',
    caughtBy: ['problem.merged_leads_on'],
    seed: 2,
    breaks: decidesOf('matter.move', () => []),
  },
]
