// What a header with parameters says, such as Content-Type: its word and its parameters. Not: what the
// values mean.

/** The media type in lower case, without parameters and comments. */
export const typeOf = (value: string): string =>
  value && parted(withoutComments(value)).split(';', 1)[0]!.replaceAll('"', '').trim().toLowerCase()

/** A blank or a comma before the first parameter, where a semicolon should stand. */
function parted(value: string): string {
  const semicolon = value.indexOf(';')
  const first = semicolon < 0 ? value : value.slice(0, semicolon)
  // Most have nothing behind the type but the semicolon.
  if (!/\S[\s,]/.test(first)) return value
  return value.replace(/^(\s*[\w.+-]+\/[\w.+-]+)(?:\s*,\s*|\s+)(?=[\w*-]+\s*=)/, '$1; ')
}

/** The first boundary parameter, also in continued form (`boundary*0=…`); null without one. */
export const boundaryOf = (value: string): string | null =>
  joinedParameter(parametersOf(value), 'boundary', bytes => bytes.toString('latin1')).trimEnd() || null

/** The parameters in the order of the header, comments taken out; what a value means is not looked at. */
export function parametersOf(value: string): [name: string, text: string][] {
  const found: [string, string][] = []
  if (value === '') return found
  for (const piece of splitOutsideQuotes(parted(withoutComments(value))).slice(1)) {
    const equals = piece.indexOf('=')
    if (equals < 0) continue
    found.push([piece.slice(0, equals).trim().toLowerCase(), unquoted(piece.slice(equals + 1))])
  }
  return found
}

/**
 * The value of a parameter, also one in pieces and percent signs (RFC 2231). Pieces beside each other are
 * decoded together, since a character may be cut in two; the first of two equal names holds.
 */
export function joinedParameter(
  parameters: readonly [name: string, text: string][],
  name: string,
  decode: (bytes: Buffer, charset: string) => string,
): string {
  const inPieces = `${name}*`
  if (!parameters.some(([key]) => key.startsWith(inPieces)))
    return parameters.find(([key]) => key === name)?.[1] ?? ''
  const pieces = parameters
    .map(([key, text]) => ({ key, text, isEncoded: key.endsWith('*') }))
    .filter(({ key }) => key.startsWith(inPieces) && /^\*(?:\d{1,4}\*?)?$/.test(key.slice(name.length)))
    .map(piece => ({ ...piece, place: Number(/\d+/.exec(piece.key.slice(name.length))?.[0] ?? 0) }))
    .sort((a, b) => a.place - b.place)
  if (pieces.length === 0) return parameters.find(([key]) => key === name)?.[1] ?? ''
  const [, charset = ''] = /^([^']*)'[^']*'/.exec(pieces[0]!.text) ?? []
  let joined = ''
  let waiting = ''
  for (const [at, { text, isEncoded }] of pieces.entries()) {
    const bare = at === 0 && isEncoded ? text.replace(/^[^']*'[^']*'/, '') : text
    if (isEncoded) waiting += bare
    else {
      joined += decode(percentDecoded(waiting), charset) + bare
      waiting = ''
    }
  }
  return joined + decode(percentDecoded(waiting), charset)
}

function percentDecoded(text: string): Buffer {
  const bytes = Buffer.from(text)
  let to = 0
  for (let at = 0; at < bytes.length; at++) {
    const hex = bytes[at] === 0x25 ? bytes.toString('latin1', at + 1, at + 3) : ''
    const isCode = /^[0-9a-f]{2}$/i.test(hex)
    bytes[to++] = isCode ? Number.parseInt(hex, 16) : bytes[at]!
    if (isCode) at += 2
  }
  return bytes.subarray(0, to)
}

/** The pieces between semicolons, but for those within quotes. */
export function splitOutsideQuotes(value: string): string[] {
  const pieces: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < value.length; at++) {
    if (isQuoted && value[at] === '\\') at++
    else if (value[at] === '"') isQuoted = !isQuoted
    else if (!isQuoted && value[at] === ';') {
      pieces.push(value.slice(start, at))
      start = at + 1
    }
  }
  pieces.push(value.slice(start))
  return pieces
}

function unquoted(text: string): string {
  const trimmed = text.trim()
  if (!trimmed.startsWith('"')) return trimmed
  let result = ''
  for (let at = 1; at < trimmed.length && trimmed[at] !== '"'; at++) {
    if (trimmed[at] === '\\') at++
    result += trimmed[at] ?? ''
  }
  return result
}

function withoutComments(value: string): string {
  if (!value.includes('(')) return value
  const kept: string[] = []
  let depth = 0
  let isQuoted = false
  let inValue = false
  for (let at = 0; at < value.length; at++) {
    const character = value[at]!
    const follows = value[at - 1]
    if (character === '\\') {
      if (depth === 0) kept.push(character, value[at + 1] ?? '')
      at++
    } else if (character === '"' && depth === 0) {
      isQuoted = !isQuoted
      kept.push(character)
    } else if (
      !isQuoted &&
      character === '(' &&
      (depth > 0 || !inValue || follows === ' ' || follows === '\t')
    )
      depth++
    else if (!isQuoted && character === ')' && depth > 0) depth--
    else if (depth === 0) {
      if (!isQuoted && character === '=') inValue = true
      if (!isQuoted && character === ';') inValue = false
      kept.push(character)
    }
  }
  return depth === 0 ? kept.join('') : value
}
