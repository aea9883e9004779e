// Public holidays of six places, as rules we wrote ourselves. Right for 1990–2100 as the law stands now and
// where `since` and `until` say otherwise; whoever keeps a calendar adds what will be decided for one year.
// What was decided once lies in decreed-holidays.ts. Not covered anywhere: what a town keeps, and days that
// are free by agreement only.
import type { HolidayForm } from '#core/clock/calendar.ts'
import { decreedHolidays } from '#core/clock/decreed-holidays.ts'

export type PublicHoliday = {
  readonly on: string
  /** as the place itself calls it */
  readonly own: string
  readonly en: string
  readonly since?: number
  readonly until?: number
}

/** ISO 3166: England and Wales, Sweden, Italy, Germany as a whole, Catalonia, Russia. */
export const places = ['GB-EAW', 'SE', 'IT', 'DE', 'ES-CT', 'RU'] as const
export type Place = (typeof places)[number]

const same = (on: string, name: string, years: { since?: number; until?: number } = {}): PublicHoliday => ({
  on,
  own: name,
  en: name,
  ...years,
})

export const publicHolidays: Readonly<Record<Place, readonly PublicHoliday[]>> = {
  // A holiday on a weekend stays one, beside the day given for it.
  'GB-EAW': [
    same('*-01-01', 'New Year’s Day'),
    same('*-01-01 sat+2 sun+1', 'New Year’s Day (substitute day)'),
    same('easter-2', 'Good Friday'),
    same('easter+1', 'Easter Monday'),
    same('first mon of 05', 'Early May bank holiday'),
    same('last mon of 05', 'Spring bank holiday'),
    same('last mon of 08', 'Summer bank holiday'),
    same('*-12-25', 'Christmas Day'),
    same('*-12-25 sat+2 sun+2', 'Christmas Day (substitute day)'),
    same('*-12-26', 'Boxing Day'),
    same('*-12-26 sat+2 sun+2', 'Boxing Day (substitute day)'),
  ],
  // Not covered: the eves of Midsummer, Christmas and New Year, which are free by agreement.
  SE: [
    { on: '*-01-01', own: 'Nyårsdagen', en: 'New Year’s Day' },
    { on: '*-01-06', own: 'Trettondedag jul', en: 'Epiphany' },
    { on: 'easter-2', own: 'Långfredagen', en: 'Good Friday' },
    { on: 'easter', own: 'Påskdagen', en: 'Easter Sunday' },
    { on: 'easter+1', own: 'Annandag påsk', en: 'Easter Monday' },
    { on: '*-05-01', own: 'Första maj', en: 'May Day' },
    { on: 'easter+39', own: 'Kristi himmelsfärdsdag', en: 'Ascension Day' },
    { on: 'easter+49', own: 'Pingstdagen', en: 'Whit Sunday' },
    { on: 'easter+50', own: 'Annandag pingst', en: 'Whit Monday', until: 2004 },
    { on: '*-06-06', own: 'Sveriges nationaldag', en: 'National Day', since: 2005 },
    { on: 'sat on or after 06-20', own: 'Midsommardagen', en: 'Midsummer Day' },
    { on: 'sat on or after 10-31', own: 'Alla helgons dag', en: 'All Saints’ Day' },
    { on: '*-12-25', own: 'Juldagen', en: 'Christmas Day' },
    { on: '*-12-26', own: 'Annandag jul', en: 'Second Day of Christmas' },
  ],
  // Not covered: the day of the town's patron saint.
  IT: [
    { on: '*-01-01', own: 'Capodanno', en: 'New Year’s Day' },
    { on: '*-01-06', own: 'Epifania', en: 'Epiphany' },
    { on: 'easter', own: 'Pasqua', en: 'Easter Sunday' },
    { on: 'easter+1', own: 'Lunedì dell’Angelo', en: 'Easter Monday' },
    { on: '*-04-25', own: 'Festa della Liberazione', en: 'Liberation Day' },
    { on: '*-05-01', own: 'Festa del Lavoro', en: 'Labour Day' },
    { on: '*-06-02', own: 'Festa della Repubblica', en: 'Republic Day', since: 2001 },
    { on: '*-08-15', own: 'Ferragosto', en: 'Assumption Day' },
    { on: '*-10-04', own: 'San Francesco d’Assisi', en: 'Saint Francis of Assisi', since: 2026 },
    { on: '*-11-01', own: 'Ognissanti', en: 'All Saints’ Day' },
    { on: '*-12-08', own: 'Immacolata Concezione', en: 'Immaculate Conception' },
    { on: '*-12-25', own: 'Natale', en: 'Christmas Day' },
    { on: '*-12-26', own: 'Santo Stefano', en: 'Saint Stephen’s Day' },
  ],
  // Not covered: what single states keep, and 17 June, which was kept in the west until 1990.
  DE: [
    { on: '*-01-01', own: 'Neujahr', en: 'New Year’s Day' },
    { on: 'easter-2', own: 'Karfreitag', en: 'Good Friday' },
    { on: 'easter+1', own: 'Ostermontag', en: 'Easter Monday' },
    { on: '*-05-01', own: 'Tag der Arbeit', en: 'Labour Day' },
    { on: 'easter+39', own: 'Christi Himmelfahrt', en: 'Ascension Day' },
    { on: 'easter+50', own: 'Pfingstmontag', en: 'Whit Monday' },
    { on: '*-10-03', own: 'Tag der Deutschen Einheit', en: 'Day of German Unity' },
    { on: 'wed on or before 11-22', own: 'Buß- und Bettag', en: 'Day of Repentance', until: 1994 },
    { on: '*-12-25', own: 'Erster Weihnachtstag', en: 'Christmas Day' },
    { on: '*-12-26', own: 'Zweiter Weihnachtstag', en: 'Second Day of Christmas' },
  ],
  // Not covered: the two days of each town, and what the Generalitat gives in place of a Sunday in some
  // years.
  'ES-CT': [
    { on: '*-01-01', own: 'Cap d’Any', en: 'New Year’s Day' },
    { on: '*-01-06', own: 'Reis', en: 'Epiphany' },
    { on: 'easter-2', own: 'Divendres Sant', en: 'Good Friday' },
    { on: 'easter+1', own: 'Dilluns de Pasqua Florida', en: 'Easter Monday' },
    { on: '*-05-01', own: 'Festa del Treball', en: 'Labour Day' },
    { on: '*-06-24', own: 'Sant Joan', en: 'Saint John’s Day' },
    { on: '*-08-15', own: 'L’Assumpció', en: 'Assumption Day' },
    { on: '*-09-11', own: 'Diada Nacional de Catalunya', en: 'National Day of Catalonia' },
    { on: '*-10-12', own: 'Festa Nacional d’Espanya', en: 'National Day of Spain' },
    { on: '*-11-01', own: 'Tots Sants', en: 'All Saints’ Day' },
    { on: '*-12-06', own: 'Dia de la Constitució', en: 'Constitution Day' },
    { on: '*-12-08', own: 'La Immaculada', en: 'Immaculate Conception' },
    { on: '*-12-25', own: 'Nadal', en: 'Christmas Day' },
    { on: '*-12-26', own: 'Sant Esteve', en: 'Saint Stephen’s Day' },
  ],
  // Not covered: days off moved by the government's yearly decree, among them those given for a holiday on a
  // weekend, and the non-working days of 2020 and 2021.
  RU: [
    { on: '*-01-01', own: 'Новогодние каникулы', en: 'New Year holidays' },
    { on: '*-01-02', own: 'Новогодние каникулы', en: 'New Year holidays', since: 1993 },
    { on: '*-01-03', own: 'Новогодние каникулы', en: 'New Year holidays', since: 2005 },
    { on: '*-01-04', own: 'Новогодние каникулы', en: 'New Year holidays', since: 2005 },
    { on: '*-01-05', own: 'Новогодние каникулы', en: 'New Year holidays', since: 2005 },
    { on: '*-01-06', own: 'Новогодние каникулы', en: 'New Year holidays', since: 2013 },
    { on: '*-01-07', own: 'Рождество Христово', en: 'Orthodox Christmas Day', since: 1991 },
    { on: '*-01-08', own: 'Новогодние каникулы', en: 'New Year holidays', since: 2013 },
    { on: '*-02-23', own: 'День защитника Отечества', en: 'Defender of the Fatherland Day', since: 2002 },
    { on: '*-03-08', own: 'Международный женский день', en: 'International Women’s Day' },
    { on: '*-05-01', own: 'Праздник Весны и Труда', en: 'Spring and Labour Day' },
    { on: '*-05-02', own: 'Праздник Весны и Труда', en: 'Spring and Labour Day', until: 2004 },
    { on: '*-05-09', own: 'День Победы', en: 'Victory Day' },
    { on: '*-06-12', own: 'День России', en: 'Russia Day', since: 1992 },
    { on: '*-11-04', own: 'День народного единства', en: 'Unity Day', since: 2005 },
    { on: '*-11-07', own: 'Годовщина Октябрьской революции', en: 'October Revolution Day', until: 2004 },
    { on: '*-12-12', own: 'День Конституции', en: 'Constitution Day', since: 1994, until: 2004 },
  ],
}

/**
 * The holidays of a place as a calendar takes them, named in its own words or in English: what the law says
 * of every year, and what was decided once.
 */
export function holidayForms(place: Place, names: 'own' | 'en'): HolidayForm[] {
  const once = decreedHolidays[place]
  const named = <T extends { own: string; en: string }>({ own, en, ...rest }: T) => ({
    ...rest,
    name: names === 'own' ? own : en,
  })
  const yearly = publicHolidays[place].flatMap(one => {
    const moved = once.filter(each => each.insteadOf === one.on).map(({ on }) => Number(on.slice(0, 4)))
    return between(one, moved).map(named)
  })
  return [...yearly, ...once.map(({ on, own, en }) => named({ on, own, en }))]
}

/** A yearly holiday without the years in which another day was kept in its place. */
function between(one: PublicHoliday, without: readonly number[]): PublicHoliday[] {
  const { since, until, ...rest } = one
  const starts = [since, ...without.map(year => year + 1)]
  const ends = [...without.map(year => year - 1), until]
  return starts.map((from, i) => ({
    ...rest,
    ...(from !== undefined && { since: from }),
    ...(ends[i] !== undefined && { until: ends[i] }),
  }))
}
