// The instant a mail's Date names, as mail programs write it. Not: when it arrived, which we know ourselves.

/** Epoch milliseconds; null when nobody can tell. A date without a zone is taken as UTC, never as ours. */
export function dateOf(value: string): number | null {
  const bare = withoutComments(value).replace(/\s+/g, ' ').trim().slice(0, 100)
  const { groups } = pattern.exec(bare) ?? clockFirst.exec(bare) ?? {}
  if (!groups) return isoOf(bare)
  const month = monthOf(groups.month!.toLowerCase())
  const [day, year] = [Number(groups.day), fullYear(groups.year!)]
  const [minute, second] = [Number(groups.minute), Number(groups.second ?? 0)]
  const hour = hourOf(Number(groups.hour), groups.half ?? '')
  if (month < 0 || day < 1 || (day > 28 && day > daysIn(year, month))) return null
  if (hour > 24 || minute > 59 || second > 60) return null
  const minutesEast = zoneOf(groups.zone ?? groups.zoneBefore ?? '')
  return Date.UTC(year, month, day, hour, minute, second) - minutesEast * 60_000
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The twelve as programs write them that speak their owner's language. */
const otherMonths = [
  'gen',
  'f[eé][bv]',
  'm[aäà]r|mrz',
  'a[pbv]r',
  'ma[iygj]',
  'giu|juin?',
  'lug|juil',
  'a[ug]o|ao[uû]',
]
  .concat(['set', 'ott|okt', 'nov', 'd[eé][czs]|dic'])
  .map(beginning => new RegExp(`^(?:${beginning})`))

function monthOf(name: string): number {
  const known = months.indexOf(name.slice(0, 3))
  return known >= 0 ? known : otherMonths.findIndex(one => one.test(name))
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate()

const hourOf = (hour: number, half: string): number => {
  if (!half || hour > 12) return hour
  return (hour % 12) + (/p/i.test(half) ? 12 : 0)
}

const time =
  '(?<hour>\\d{1,2})[:.](?<minute>\\d{1,2})(?:[:.](?<second>\\d{1,2})(?:[.,]\\d+)?)?(?: ?(?<half>[AP]M)\\b)?'
const zone = '(?:GMT|UTC)?[+-](?:\\d{1,2}:|\\d{2})\\d{2}|[+-]?\\w*'

const pattern = new RegExp(
  `^(?:\\p{L}{2,12}\\.?,? ?)?(?<day>\\d{1,2})[ -]?(?<month>\\p{L}{3,9})\\.?,?[ -]?(?<year>\\d{2,4}),? ${time} ?(?<zone>${zone})`,
  'iu',
)
/** As C writes it, the year last: "Tue Nov 24 09:12:33 CET 2026". */
const clockFirst = new RegExp(
  `^(?:[a-z]{2,9},? )?(?<month>[a-z]{3,9})\\.? (?<day>\\d{1,2}),? ${time} (?<zoneBefore>[a-z]{2,5} )?(?<year>\\d{4})(?: (?<zone>${zone}))?`,
  'iu',
)

/** RFC 5322, 4.3: years of two and three digits. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year
  return digits.length === 3 ? 1900 + year : year
}

const hours: Readonly<Record<string, number>> = {
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
  ...{ met: 1, mest: 2, cet: 1, cest: 2, mez: 1, mesz: 2, bst: 1, wet: 0, west: 1, eet: 2, eest: 3, msk: 3 },
  ...{ jst: 9, ist: 5.5, hkt: 8, kst: 9, aest: 10, aedt: 11 },
}
const hoursEast: ReadonlyMap<string, number> = new Map(Object.entries(hours))

function zoneOf(zone: string): number {
  const [, sign, hours, minutes] = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})$/i.exec(zone) ?? []
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  return (hoursEast.get(zone.trim().toLowerCase()) ?? 0) * 60
}

/** What is not written as the standard says may still be written as another one does. */
function isoOf(text: string): number | null {
  if (!/\d{4}/.test(text)) return null
  const hasZone = /(?:Z|GMT|UTC?|[+-]\d{2}:?\d{2})\)?$/i.test(text)
  const at = Date.parse(hasZone ? text : `${text} UTC`)
  return Number.isFinite(at) ? at : null
}

function withoutComments(value: string): string {
  let text = value.slice(0, 500)
  if (!text.includes('(')) return text
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replace(/\([^()]*\)/g, ' ')
  }
  return text
}
