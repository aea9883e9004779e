// What a Content-Type says: its type and its boundary. Not: other parameters, which the parser reads.

/** The media type in lower case, without parameters and comments. */
export const typeOf = (value: string): string =>
  withoutComments(value).split(';', 1)[0]!.replaceAll('"', '').trim().toLowerCase()

/** The first boundary parameter, also in continued form (`boundary*0=…`); null without one. */
export function boundaryOf(value: string): string | null {
  const parameters = parametersOf(withoutComments(value))
  const plain = parameters.find(([name]) => name === 'boundary')
  if (plain) return plain[1] || null
  const pieces = parameters
    .map(([name, text]) => ({
      place: /^boundary\*(\d+)?\*?$/.exec(name),
      text,
      isEncoded: name.endsWith('*'),
    }))
    .filter(piece => piece.place)
    .sort((a, b) => Number(a.place![1] ?? 0) - Number(b.place![1] ?? 0))
  const joined = pieces
    .map(({ text, isEncoded }) => (isEncoded ? percentDecoded(text.replace(/^[^']*'[^']*'/, '')) : text))
    .join('')
  return joined || null
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function parametersOf(value: string): [name: string, text: string][] {
  const found: [string, string][] = []
  for (const piece of splitOutsideQuotes(value).slice(1)) {
    const equals = piece.indexOf('=')
    if (equals < 0) continue
    found.push([piece.slice(0, equals).trim().toLowerCase(), unquoted(piece.slice(equals + 1))])
  }
  return found
}

function splitOutsideQuotes(value: string): string[] {
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
