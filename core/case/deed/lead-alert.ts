// Somebody who leads was told of the case: a fact, because its customer may read it. Not: of what a lead is
// told so that the customer may know (core/notice/lead-alert.ts).
import { type Deciders, type Evolver, fact } from '#core/case/deed/deed.ts'
import type { LeadAlertCause } from '#core/case/inner-fact.ts'
import { type Instant, minuteMs } from '#core/kit/time.ts'

/** Causes that come together are one alert. */
const alertedAgainMs = 60 * minuteMs

export type LeadAlertCommands = {
  'lead.note_alerted': {
    because: LeadAlertCause
    /** when it happened of which he was told */
    since: Instant
  }
}

export const leadAlertDeciders: Deciders<LeadAlertCommands> = {
  'lead.note_alerted': ({ leadAlertedAt }, { because, since }, wish) =>
    leadAlertedAt !== null && since - leadAlertedAt < alertedAgainMs
      ? []
      : [fact(wish, 'lead.alerted', { because })],
}

export const leadAlerted: Evolver<'lead.alerted'> = (state, { at }) => ({ ...state, leadAlertedAt: at })
