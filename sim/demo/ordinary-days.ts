// The ordinary work of the demo company in the two weeks before it begins: short cases that were answered and
// solved, each with the time it took. Not: the stories one may look at (stories-*.ts), nor when people are
// there (shifts.ts).
import { day as dateOf, weekdayOf } from '#core/clock/date.ts'
import { instantOf, localMsOf, zoneStretch } from '#core/clock/zone.ts'
import { dayMs, hourMs, type Instant, minuteMs } from '#core/kit/time.ts'
import { type Language, languages } from '#core/people/language.ts'
import { type Need, speakers } from '#sim/demo/ordinary-words.ts'
import type { DemoCustomer } from '#sim/demo/people.ts'
import { daysBefore, timeZone, workdays } from '#sim/demo/shifts.ts'
import { accept, answer, handOff, solve, type Story, together, worked } from '#sim/demo/story.ts'

/** So many people of each language. */
const peopleEach = 6
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)
const keyOf = (language: Language, person: number) => `ordinary-${language}-${person}`

/** Who asks on ordinary days. */
export const ordinaryCustomers: readonly DemoCustomer[] = languages.flatMap((language, group) =>
  numbers(peopleEach).map(person => {
    const { given, family } = speakers[language]
    const name = `${given[person % given.length]} ${family[person % family.length]}`
    const number = 100 * group + person
    return {
      ...{ key: keyOf(language, person), name, organisation: null, language },
      ...{ phone: `+46701750${String(number).padStart(3, '0')}`, email: `home${number}@hem.example` },
    }
  }),
)

/** When somebody of the first line takes a call that he can answer himself: minutes of the day. */
const simple: readonly (readonly [at: number, taker: string])[] = [
  ...([
    [485, 'bo'],
    [575, 'bo'],
    [495, 'chiara'],
    [865, 'mikhail'],
  ] as const),
]
/** And what goes to specialists: by whom, to which team, and of which languages such a need is known. */
const hard: readonly {
  readonly at: number
  readonly taker: string
  readonly by: string
  readonly team: string
  readonly of: readonly Language[]
}[] = [
  { at: 485, taker: 'karin', by: 'marta', team: 'access', of: ['en', 'de', 'ca'] },
  { at: 570, taker: 'karin', by: 'lena', team: 'mail', of: ['sv', 'it', 'ru'] },
  { at: 785, taker: 'mikhail', by: 'ivan', team: 'access', of: ['de', 'ca', 'en'] },
]
/** Every other day something goes to the experts. */
const expert = { at: 590, taker: 'karin', by: 'jordi', team: 'network', of: ['ca', 'en'] } as const

/** Cases of the working days before an instant, none of them still open then. */
export function ordinaryStories(now: Instant): Story[] {
  const stretch = zoneStretch(timeZone, now - (daysBefore + 2) * dayMs, now)
  const today = Math.floor(localMsOf(stretch, now) / dayMs)
  const days = numbers(daysBefore)
    .map(i => today - daysBefore + i)
    .filter(one => weekdayOf(dateOf(one)) < workdays.length)
  return days.flatMap((one, i) => {
    const at = (minutes: number) => (now - instantOf(stretch, one * dayMs + minutes * minuteMs)) / hourMs
    return [
      ...simple.map(([minutes, taker], j) => answeredAtOnce(simple.length * i + j, at(minutes), taker)),
      ...[...(i % 2 === 0 ? [hard[0]!, expert] : [hard[1]!]), hard[2]!].map((row, j) =>
        answeredAbove(hard.length * i + j, at(row.at), row),
      ),
    ]
  })
}

/** One after the other, each language in turn; of one language another person each time. */
const caller = (nth: number) => {
  const language = languages[nth % languages.length]!
  return { language, person: Math.floor(nth / languages.length) % peopleEach }
}

const opened = (need: Need, hoursAgo: number, minutes: number) => ({
  ...({ hoursAgo, minutes, channel: 'phone', severity: 4 } as const),
  ...{ kind: need.kind, product: need.product, subject: need.subject, words: need.words },
})

function answeredAtOnce(nth: number, hoursAgo: number, taker: string): Story {
  const { language, person } = caller(nth)
  const need = speakers[language].simple[person % 2]!
  const minutes = 45 + ((5 * nth) % 15)
  return {
    ...opened(need, hoursAgo, 10 + ((7 * nth) % 15)),
    ...{ customer: keyOf(language, person), taker },
    acts: [together(minutes + 18, taker, worked(0, taker, minutes, need.note), solve(0, taker, need.fix))],
  }
}

function answeredAbove(
  nth: number,
  hoursAgo: number,
  { taker, by, team, of }: Omit<(typeof hard)[number], 'at'>,
): Story {
  const language = of[nth % of.length]!
  const need = speakers[language].hard
  const found = need.work!
  const minutes = team === 'network' ? 95 : team === 'mail' ? 110 : 125 + ((11 * nth) % 20)
  const told: Parameters<typeof answer>[3] = [found, found, 'Seen again with the customer.', need.fix]
  return {
    ...opened(need, hoursAgo, 12 + (nth % 7)),
    ...{ customer: keyOf(language, nth % peopleEach), taker },
    acts: [
      together(
        20,
        taker,
        worked(0, taker, 10, need.note),
        handOff(0, taker, team, 'What is behind it, and what may I tell?', need.words, need.note),
      ),
      accept(6, by, team, need.words),
      // Work counts where the case lies after that instant: with the answer it would go back at once.
      worked(minutes + 4, by, minutes, found),
      answer(1, by, team, told),
      solve(4, taker, need.fix),
    ],
  }
}
