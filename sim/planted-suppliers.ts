// Planted bugs in supplier cases: silence nobody notices, chases forgotten, words in the wrong place.
import { isRefusal } from '#core/kit/refusal.ts'
import { caseRules } from '#server/handle.ts'
import { type Broken, decidesOf, matterRule, rules } from '#sim/planting.ts'
import { suppliers } from '#sim/suppliers.ts'
import type { Event } from '#core/case/event.ts'
import type { MatterCommand, MatterFact } from '#core/matter/matter.ts'

const ofSuppliers = (
  change: (facts: readonly MatterFact[], command: MatterCommand) => readonly MatterFact[],
) =>
  matterRule('supplier_case', own => ({
    decide: (state, command, wish) => {
      const outcome = own.decide(state, command, wish)
      return isRefusal(outcome) ? outcome : change(outcome, command)
    },
  }))
const without = (type: string) => ofSuppliers(facts => facts.filter(one => one.type !== type))

export const supplierBugs: readonly Broken[] = [
  {
    bug: 'silence of a supplier is noticed, and raised to nobody',
    caughtBy: ['supplier.raised_once'],
    seed: 1,
    breaks: without('supplier.raised'),
  },
  {
    bug: 'only that we have to ask again is noticed, not that they are silent',
    caughtBy: ['supplier.silence_once'],
    seed: 1,
    breaks: without('supplier.silent'),
  },
  {
    bug: 'a chase that is due waits until they are silent',
    caughtBy: ['supplier.chased'],
    seed: 1,
    breaks: without('supplier.chase_due'),
  },
  {
    bug: 'the clock of a supplier case rings once and never again',
    caughtBy: ['supplier.silence_once', 'supplier.raised_once', 'supplier.chased'],
    seed: 1,
    breaks: {
      matters: own => ({
        ...own,
        append: append =>
          own.append(
            append.expectedSeq > 3 && append.id.startsWith('spc_') ? { ...append, ringAt: null } : append,
          ),
      }),
    },
  },
  {
    bug: 'a reference is a supplier case of whichever house wrote it',
    caughtBy: ['supplier.word_lands'],
    seed: 6,
    breaks: {
      reader: own => ({
        ...own,
        async readMail(raw, more) {
          const mail = await own.readMail(raw, more)
          const house = suppliers[0]!.address
          if ('unreadable' in mail || !mail.from?.address.endsWith('elsewhere.example')) return mail
          return { ...mail, from: { ...mail.from!, address: house } }
        },
      }),
    },
  },
  {
    bug: 'a supplier case is given to whoever works for a partner',
    caughtBy: ['supplier.one_of_ours'],
    seed: 3,
    breaks: matterRule('supplier_case', own => ({
      decide: (state, command, wish) => {
        if (command.type !== 'supplier.give') return own.decide(state, command, wish)
        const { owner } = command as MatterCommand & { owner: string }
        return [{ type: 'supplier.owned', at: wish.at, by: wish.by, owner, how: 'given' } as MatterFact]
      },
    })),
  },
  {
    bug: 'a release counts as tested when it comes',
    caughtBy: ['supplier.tested_first', 'matter.told_once'],
    seed: 4,
    breaks: matterRule('supplier_case', own => ({
      tells: (state, fact) => {
        const told = own.tells(state, fact)
        const isRelease = (fact as MatterFact & { answer?: string }).answer === 'release'
        return told && isRelease ? { ...told, news: 'released' } : told
      },
    })),
  },
  {
    bug: 'waiting for a supplier stops the clock of the next word to the customer',
    caughtBy: ['target.still_while_waiting', 'supplier.clocks_run'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const outcome = caseRules.decide(state, command, by, setting)
        const isIt = command.type === 'wait.start' && command.turn === 'supplier' && state.phase === 'open'
        if (!isIt || isRefusal(outcome)) return outcome
        const [first] = outcome
        const paused = Object.entries(state.targets).flatMap(([target, one]): Event[] =>
          one.kind === 'periodic_update' && one.standing === 'running' && first
            ? [
                {
                  type: 'target.paused',
                  at: first.at,
                  by: first.by,
                  target: target as 'tgt_',
                  reason: 'waits',
                } as never,
              ]
            : [],
        )
        return [...outcome, ...paused]
      },
    }),
  },
  {
    bug: 'what was delivered is waited for all the same',
    caughtBy: ['supplier.clocks_run'],
    seed: 3000,
    breaks: decidesOf('matter.tell', events => events.filter(({ type }) => type !== 'wait.ended')),
  },
]
