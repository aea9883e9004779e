// The lines of an iCalendar file (RFC 5545, 3.1): unfolded, decoded, each still knowing where it began. Not:
// what they mean (holidays.ts).

/** Everything that can be wrong with a file. */
export const icsFaultCodes = [
  'too_large',
  'not_text',
  'not_a_calendar',
  'line_unreadable',
  'not_closed',
  'closed_wrongly',
  'too_many_events',
  'too_many_dates',
  'said_twice',
  'name_missing',
  'start_missing',
  'end_missing',
  'end_not_later',
  'time_unreadable',
  'zone_unknown',
  'rule_not_read',
  'rule_of_hours',
  'property_not_read',
] as const
export type IcsFaultCode = (typeof icsFaultCodes)[number]

/** What is wrong with a file: the line, counted from 1, the cause, and what stands there. */
export type IcsFault = { readonly line: number; readonly code: IcsFaultCode; readonly text: string }

/** Thrown inside this folder only; whoever asks from outside gets the fault as a value. */
export class Broken extends Error {
  readonly fault: IcsFault
  constructor(line: number, code: IcsFaultCode, text = '') {
    super(code)
    this.fault = { line, code, text: text.slice(0, 80) }
  }
}

export type ContentLine = {
  readonly line: number
  /** upper case, as its parameters' names */
  readonly name: string
  readonly parameters: ReadonlyMap<string, string>
  readonly value: string
}

export const bytesMax = 1_000_000

const newline = 0x0a
const folded = [0x20, 0x09]

/** Reads a file's lines; a line that is none breaks the file. */
export function* contentLines(bytes: Uint8Array): Generator<ContentLine> {
  if (bytes.length > bytesMax) throw new Broken(1, 'too_large', String(bytesMax))
  for (const { line, bytes: raw } of unfolded(bytes)) {
    const text = decoded(line, raw)
    if (text !== '') yield parsed(line, text)
  }
}

/** A line that begins with a blank continues the one before, also in the middle of a letter. */
function* unfolded(bytes: Uint8Array): Generator<{ line: number; bytes: Uint8Array }> {
  let line = 1
  let open: { line: number; parts: Uint8Array[] } | null = null
  for (let from = 0; from < bytes.length; line++) {
    const at = bytes.indexOf(newline, from)
    const until = at < 0 ? bytes.length : at
    const part = bytes.subarray(from, bytes[until - 1] === 0x0d && until > from ? until - 1 : until)
    if (open && folded.includes(part[0] ?? 0)) open.parts.push(part.subarray(1))
    else {
      if (open) yield { line: open.line, bytes: Buffer.concat(open.parts) }
      open = { line, parts: [part] }
    }
    from = until + 1
  }
  if (open) yield { line: open.line, bytes: Buffer.concat(open.parts) }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function decoded(line: number, raw: Uint8Array): string {
  try {
    return decoder.decode(raw).trimEnd()
  } catch {
    throw new Broken(line, 'not_text')
  }
}

const form = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:])*)*):(.*)$/s
const parameter = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)/g

function parsed(line: number, text: string): ContentLine {
  const [, name, given = '', value = ''] = text.match(form) ?? []
  if (name === undefined) throw new Broken(line, 'line_unreadable', text)
  const parameters = new Map<string, string>()
  for (const [, key = '', told = ''] of given.matchAll(parameter))
    parameters.set(key.toUpperCase(), told.replaceAll('"', ''))
  return { line, name: name.toUpperCase(), parameters, value }
}
