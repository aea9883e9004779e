// How it is said what would be otherwise: the sentences before the figures, and each figure. The same on the
// page and on paper. Not: what it is (core/capacity/what-if-told.ts).
import { contactsLeast, type TooLittle } from '#core/capacity/network.ts'
import { isSure, type ToldFigure } from '#core/capacity/what-if-told.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { figureText, type Speaking } from '#words/measure-text.ts'

/** People have no time left over when they are busy for so much of what they may be. */
const fullFrom = 0.97

type ToldLevel = {
  readonly level: HouseLevel
  readonly contacts: number
  readonly handedOn: number
  readonly peopleHours: number
  readonly peopleHoursThen: number
}
type Played = {
  readonly figures: readonly ToldFigure[]
  readonly levels: readonly ToldLevel[]
  readonly goal: { readonly waitMinutes: number; readonly busyPercent: number }
  /** whether nothing is to be otherwise */
  readonly isNow: boolean
}

/** Why nothing is said. */
export function tooLittleText(why: NonNullable<TooLittle>, { say }: Speaking): string {
  return say(`what_if.too_${why}`, { n: contactsLeast })
}

/** What the weeks come to, before they are shown. */
export function whatIfSentences(played: Played, speaking: Speaking): readonly string[] {
  const { say } = speaking
  if (played.isNow)
    return [...nowSentences(played, speaking), ...stuck(played, speaking), say('what_if.choose')]
  return [
    ...inTime(played, speaking),
    ...left(played, speaking),
    ...waits(played, speaking),
    ...stuck(played, speaking),
  ]
}

const figureOf = ({ figures }: Played, figure: ToldFigure['figure'], level: HouseLevel | null) =>
  figures.find(one => one.figure === figure && one.level === level)

const time = ({ goal }: Pick<Played, 'goal'>, speaking: Speaking): string =>
  figureText('seconds', 60 * goal.waitMinutes, speaking)

function nowSentences(played: Played, speaking: Speaking): readonly string[] {
  const now = figureOf(played, 'in_time', null)?.now
  if (!now) return []
  const share = (value: number) => figureText('share', value, speaking)
  const [low, high] = now.weeks.map(share)
  return [
    speaking.say('what_if.in_time_now', {
      ...{ now: share(now.mean), time: time(played, speaking), low: low!, high: high! },
    }),
  ]
}

function inTime(played: Played, speaking: Speaking): readonly string[] {
  const one = figureOf(played, 'in_time', null)
  if (!one?.now || !one.then || !one.change) return []
  const key = isSure(one.change) ? 'what_if.in_time' : 'what_if.in_time_same'
  return [
    speaking.say(key, {
      ...{ now: valueText(one, one.now.mean, speaking), then: valueText(one, one.then.mean, speaking) },
      ...{ time: time(played, speaking), ...changed(one.change, 100, speaking) },
    }),
  ]
}

/** What is left over is told where it surely differs. */
function left(played: Played, speaking: Speaking): readonly string[] {
  const one = figureOf(played, 'left', null)
  if (!one?.now || !one.then || !one.change || !isSure(one.change)) return []
  return [
    speaking.say('what_if.left', {
      ...{ now: valueText(one, one.now.mean, speaking), then: valueText(one, one.then.mean, speaking) },
      ...changed(one.change, 1, speaking),
    }),
  ]
}

/** Of each level at which people surely wait longer or shorter, as far as it is told in other words. */
const waits = (played: Played, speaking: Speaking): readonly string[] =>
  played.figures.flatMap(one => {
    if (one.figure !== 'wait' || !one.now || !one.then || !one.change || !isSure(one.change)) return []
    const [now, then] = [valueText(one, one.now.mean, speaking), valueText(one, one.then.mean, speaking)]
    return now === then ? [] : [speaking.say('what_if.wait', { level: one.level!, now, then })]
  })

/** Where what comes is not worked off. */
const stuck = (played: Played, { say }: Speaking): readonly string[] =>
  played.levels.flatMap(({ level, contacts, handedOn, peopleHoursThen }) => {
    if (contacts + handedOn === 0) return []
    if (peopleHoursThen === 0) return [say('what_if.nobody', { level })]
    const busy = figureOf(played, 'busy', level)?.then?.mean ?? 0
    if (busy < (fullFrom * played.goal.busyPercent) / 100) return []
    return [say(played.isNow ? 'what_if.full_now' : 'what_if.full_then', { level })]
  })

function changed(
  { mean, range: [low, high] }: NonNullable<ToldFigure['change']>,
  scale: number,
  { language }: Speaking,
) {
  const text = (value: number) => signed(value * scale, language)
  return { change: text(mean), low: text(low), high: text(high) }
}

/** A number with its sign, the minus as long as the plus; a tenth is told of what is small. */
function signed(value: number, language: Speaking['language']): string {
  const digits = Math.abs(value) < 9.95 ? 1 : 0
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    ...{ maximumFractionDigits: digits, signDisplay: 'exceptZero' },
  })
    .format(value)
    .replace('-', '−')
}

/** How a figure is called. */
export function figureName(
  { figure, level }: Pick<ToldFigure, 'figure' | 'level'>,
  { goal }: Pick<Played, 'goal'>,
  speaking: Speaking,
): string {
  const name = speaking.say(`what_if.fig_${figure}`, { time: time({ goal }, speaking) })
  return level === null ? name : speaking.say('what_if.fig_of_level', { n: level, figure: name })
}

/** A figure as people read it. */
export function valueText({ figure }: Pick<ToldFigure, 'figure'>, value: number, speaking: Speaking): string {
  if (figure === 'wait') return figureText('seconds', Math.round(value), speaking)
  return figure === 'left'
    ? figureText('count', Math.round(value), speaking)
    : figureText('share', value, speaking)
}

/** By how much a figure differs: points of a share, a time, a number; never without its sign. */
export function changeText(one: Pick<ToldFigure, 'figure'>, value: number, speaking: Speaking): string {
  if (one.figure === 'left') return signed(value, speaking.language)
  if (one.figure !== 'wait')
    return speaking.say('what_if.points', { n: signed(value * 100, speaking.language) })
  const seconds = Math.round(value)
  const sign = seconds < 0 ? '−' : seconds > 0 ? '+' : ''
  return `${sign}${figureText('seconds', Math.abs(seconds), speaking)}`
}
