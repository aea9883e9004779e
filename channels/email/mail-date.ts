// The instant a mail's Date names, as mail programs write it. Not: when it arrived, which we know ourselves.

/** Epoch milliseconds; null when nobody can tell. A date without a zone is taken as UTC, never as ours. */
export function dateOf(value: string): number | null {
  const bare = withoutComments(value).replace(/\s+/g, ' ').trim().slice(0, 100)
  const parts = pattern.exec(bare)
  if (!parts) return isoOf(bare)
  const month = months.indexOf(parts[2]!.slice(0, 3).toLowerCase())
  const [day, year] = [Number(parts[1]), fullYear(parts[3]!)]
  const [hour, minute, second] = [4, 5, 6].map(at => Number(parts[at] ?? 0)) as [number, number, number]
  if (month < 0 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null
  const minutesEast = zoneOf(parts[7] ?? '')
  return Date.UTC(year, month, day, hour, minute, second) - minutesEast * 60_000
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const pattern =
  /^(?:\p{L}{2,12}\.?,? ?)?(\d{1,2})[ -]?([A-Za-z]{3,9})\.?[ -]?(\d{2,4}),? (\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)? ?([+-]?\w*)/u

/** RFC 5322, 4.3: years of two and three digits. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year
  return digits.length === 3 ? 1900 + year : year
}

const hoursEast: Readonly<Record<string, number>> = {
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
  ...{ met: 1, mest: 2, cet: 1, cest: 2, mez: 1, mesz: 2, bst: 1, wet: 0, west: 1, eet: 2, eest: 3, msk: 3 },
  ...{ jst: 9, ist: 5.5, hkt: 8, kst: 9, aest: 10, aedt: 11 },
}

function zoneOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  if (sign) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  return (hoursEast[zone.toLowerCase()] ?? 0) * 60
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
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replace(/\([^()]*\)/g, ' ')
  }
  return text
}
