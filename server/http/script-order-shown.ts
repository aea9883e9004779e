// An order of checks that walks propose as it travels, with its sentences in the language of the reader.
// Not: what becomes of it (script-orders.ts).
import type { z } from 'zod'
import type { Language } from '#core/people/language.ts'
import { timesMin } from '#core/script/best-order.ts'
import type { orderSchema } from '#server/http/script-figures-schemas.ts'
import { speakerOf } from '#server/http/words.ts'
import type { OrderStanding } from '#server/script-orders.ts'

/** Minutes as they are said: something that takes no time at all is not believed. */
const tenth = (minutes: number): number => Math.max(0.1, Math.round(minutes * 10) / 10)

/** With what its owner made of it. */
export function orderShown(
  { found, dismissed, isInDraft }: OrderStanding,
  language: Language,
): z.input<typeof orderSchema> {
  const say = speakerOf(language)
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const checks = found.checks.map(one => {
    const values = { step: one.step, share: percent.format(one.solves), minutes: tenth(one.minutes) }
    return { ...one, message: say('script_figures.check', values) }
  })
  const { group, verdict } = found
  const unmoved = { order: null, minutesNow: null, minutesThen: null, saves: null }
  const none = {
    group,
    verdict,
    checks,
    ...unmoved,
    middleNow: null,
    middleThen: null,
    dismissed: null,
    isInDraft,
  }
  switch (found.verdict) {
    case 'better': {
      const { order, minutesNow, minutesThen, saves, middleNow, middleThen } = found
      const message = say('script_figures.better', { now: tenth(minutesNow), then: tenth(minutesThen) })
      const own = { order: [...order], minutesNow, minutesThen, saves, middleNow, middleThen }
      const by = dismissed && { because: dismissed.because, at: dismissed.at, by: dismissed.by }
      return { ...none, ...own, dismissed: by, message }
    }
    case 'best':
      return { ...none, message: say('script_figures.best') }
    case 'too_few':
      return { ...none, message: say('script_figures.too_few', { n: timesMin }) }
    case 'no_chain':
      return { ...none, message: say('script_figures.no_chain') }
  }
}
