// "Ask for more help": the customer's own way up, read by a lead and answered by a time.
import { checkBackEnded } from '#core/case/deed/check-back.ts'
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import { housePromise } from '#core/case/deed/promise.ts'
import type { HelpReason } from '#core/case/event.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, minuteMs } from '#core/kit/time.ts'

export type HelpCommands = { 'help.ask': { reason: HelpReason; text?: TextRef | undefined } }

export const helpDeciders: Deciders<HelpCommands> = {
  'help.ask': (state, { reason, text }, wish) => {
    const minutes = wish.setting.desk.helpMinutes
    return [
      fact(wish, 'help.asked', present({ reason, text, answerBy: after(wish.at, minutes * minuteMs) })),
      ...(state.phase === 'solved'
        ? [...checkBackEnded(state, wish, 'came_back'), fact(wish, 'case.reopened', { reason: 'not_fixed' })]
        : []),
      housePromise(wish, { to: state.customer, severity: state.severity, means: 'email', minutes }),
    ]
  },
}

export const helpAsked: Evolver<'help.asked'> = (state, event) => ({
  ...state,
  help: { reason: event.reason, at: event.at, answerBy: event.answerBy, settled: false },
})
