// Days that were public holidays once, by decree or an act of their own: jubilees, mourning, a holiday moved
// to another day of its year. Facts only: what was announced and kept in the whole place; what is decided
// every year anew (Russia's moved days off, a town's own day) is not here. Not: what the law says of every
// year (public-holidays.ts).
import type { Place } from '#core/clock/public-holidays.ts'

export type DecreedHoliday = {
  /** YYYY-MM-DD */
  readonly on: string
  readonly own: string
  readonly en: string
  /** the yearly holiday of the place that was not kept in this year, because this day took its place */
  readonly insteadOf?: string
}

const same = (on: string, name: string, insteadOf?: string): DecreedHoliday => ({
  on,
  own: name,
  en: name,
  ...(insteadOf !== undefined && { insteadOf }),
})
const earlyMay = 'first mon of 05'
const spring = 'last mon of 05'

/** By place, in the order of their days. */
export const decreedHolidays: Readonly<Record<Place, readonly DecreedHoliday[]>> = {
  'GB-EAW': [
    same('1995-05-08', 'Early May bank holiday (VE day)', earlyMay),
    same('1999-12-31', 'Millennium bank holiday'),
    same('2002-06-03', 'Golden Jubilee bank holiday'),
    same('2002-06-04', 'Spring bank holiday', spring),
    same('2011-04-29', 'Royal wedding bank holiday'),
    same('2012-06-04', 'Spring bank holiday', spring),
    same('2012-06-05', 'Diamond Jubilee bank holiday'),
    same('2020-05-08', 'Early May bank holiday (VE day)', earlyMay),
    same('2022-06-02', 'Spring bank holiday', spring),
    same('2022-06-03', 'Platinum Jubilee bank holiday'),
    same('2022-09-19', 'State Funeral of Queen Elizabeth II'),
    same('2023-05-08', 'Coronation of King Charles III'),
  ],
  SE: [],
  IT: [{ on: '2011-03-17', own: '150º anniversario dell’Unità d’Italia', en: '150 years of a united Italy' }],
  DE: [{ on: '2017-10-31', own: 'Reformationstag', en: 'Reformation Day (500 years)' }],
  'ES-CT': [],
  RU: [
    { on: '2020-06-24', own: 'День Парада Победы', en: 'Day of the Victory Parade' },
    { on: '2020-07-01', own: 'День общероссийского голосования', en: 'Day of the national vote' },
  ],
}
