// A look at the customer's data by somebody who is kept from it: with a reason, for an hour at most. Not: who
// may look (access/may.ts), nor what he sees meanwhile (access/sight.ts).
import { type Deciders, type Evolver, fact } from '#core/case/deed/deed.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, minuteMs } from '#core/kit/time.ts'

export const lookMinutesMax = 60

export type LookCommands = {
  'customer.look': { because: TextRef; minutes?: number | undefined }
}

export const lookDeciders: Deciders<LookCommands> = {
  'customer.look': (state, { because, minutes = lookMinutesMax }, wish) => {
    const { by, at } = wish
    if (by.kind !== 'agent') return refuse('agent.not_found')
    if (state.looks?.some(one => one.agent === by.id && one.until > at)) return []
    const until = after(at, Math.min(minutes, lookMinutesMax) * minuteMs)
    return [fact(wish, 'customer.looked', { until, because })]
  },
}

/** Looks that are over are let go of with the next one. */
export const customerLooked: Evolver<'customer.looked'> = (state, { by, at, until }) =>
  by.kind === 'agent'
    ? { ...state, looks: [...(state.looks ?? []).filter(one => one.until > at), { agent: by.id, until }] }
    : state
