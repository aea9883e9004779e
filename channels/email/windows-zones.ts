// The names Windows gives to zones, as Outlook writes them into invitations. A table; the rest is IANA's.

const zones: Readonly<Record<string, string>> = {
  'gmt standard time': 'Europe/London',
  'greenwich standard time': 'Atlantic/Reykjavik',
  'w. europe standard time': 'Europe/Berlin',
  'central europe standard time': 'Europe/Budapest',
  'central european standard time': 'Europe/Warsaw',
  'romance standard time': 'Europe/Paris',
  'fle standard time': 'Europe/Kyiv',
  'gtb standard time': 'Europe/Bucharest',
  'e. europe standard time': 'Europe/Chisinau',
  'russian standard time': 'Europe/Moscow',
  'kaliningrad standard time': 'Europe/Kaliningrad',
  'turkey standard time': 'Europe/Istanbul',
  'israel standard time': 'Asia/Jerusalem',
  'ekaterinburg standard time': 'Asia/Yekaterinburg',
  'eastern standard time': 'America/New_York',
  'central standard time': 'America/Chicago',
  'mountain standard time': 'America/Denver',
  'pacific standard time': 'America/Los_Angeles',
  'us mountain standard time': 'America/Phoenix',
  'atlantic standard time': 'America/Halifax',
  'e. south america standard time': 'America/Sao_Paulo',
  'argentina standard time': 'America/Argentina/Buenos_Aires',
  'india standard time': 'Asia/Kolkata',
  'china standard time': 'Asia/Shanghai',
  'tokyo standard time': 'Asia/Tokyo',
  'singapore standard time': 'Asia/Singapore',
  'arabian standard time': 'Asia/Dubai',
  'arab standard time': 'Asia/Riyadh',
  'south africa standard time': 'Africa/Johannesburg',
  'aus eastern standard time': 'Australia/Sydney',
  'new zealand standard time': 'Pacific/Auckland',
  utc: 'UTC',
}

/** The IANA zone of a Windows name, also in its long form "(UTC+01:00) Amsterdam, Berlin, …". */
export function zoneOfWindows(name: string): string | null {
  const known = zones[name.toLowerCase().replace(/\s+/g, ' ').trim()]
  if (known) return known
  const city = /\(UTC[^)]*\) ?(.+)$/i.exec(name)?.[1]
  return city ? (Object.entries(cities).find(([one]) => city.includes(one))?.[1] ?? null) : null
}

const cities: Readonly<Record<string, string>> = {
  Stockholm: 'Europe/Stockholm',
  Berlin: 'Europe/Berlin',
  Madrid: 'Europe/Madrid',
  Prague: 'Europe/Prague',
  Warsaw: 'Europe/Warsaw',
  London: 'Europe/London',
  Helsinki: 'Europe/Helsinki',
  Moscow: 'Europe/Moscow',
  'Eastern Time': 'America/New_York',
  'Pacific Time': 'America/Los_Angeles',
}
