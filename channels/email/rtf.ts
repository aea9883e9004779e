// The words in a rich text, for mails whose only text is one (winmail.dat). Not: its looks.

/** What every packed text is thought to begin with (MS-OXRTFCP), so that short ones pack well. */
const dictionary = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
    '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
    '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
)

const packed = 0x75465a4c
const plain = 0x414c454d
const bytesMax = 4 * 1024 * 1024

/** Unpacks a "compressed RTF" stream; empty when it is none. */
export function unpackedRtf(bytes: Buffer): string {
  if (bytes.length < 16) return ''
  const size = Math.min(bytes.readUInt32LE(4), bytesMax)
  const kind = bytes.readUInt32LE(8)
  if (kind === plain) return bytes.toString('latin1', 16, 16 + size)
  if (kind !== packed) return ''
  const ring = Buffer.alloc(4_096)
  dictionary.copy(ring)
  const out = Buffer.alloc(size)
  let to = 0
  let write = dictionary.length
  let at = 16
  const put = (byte: number) => {
    out[to++] = byte
    ring[write] = byte
    write = (write + 1) & 4_095
  }
  while (at < bytes.length && to < size) {
    const flags = bytes[at++]!
    for (let bit = 0; bit < 8 && at < bytes.length && to < size; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(bytes[at++]!)
        continue
      }
      if (at + 2 > bytes.length) return out.toString('latin1', 0, to)
      const token = bytes.readUInt16BE(at)
      at += 2
      const from = token >> 4
      if (from === write) return out.toString('latin1', 0, to)
      for (let each = 0; each < (token & 15) + 2 && to < size; each++) put(ring[(from + each) & 4_095]!)
    }
  }
  return out.toString('latin1', 0, to)
}

/** Groups that hold no words: fonts, colours, pictures, and the HTML a text was made from. */
const silent = /^\\(?:\*|fonttbl|colortbl|stylesheet|info|pict|object|themedata|header|footer)/

/** The words of a rich text. */
export function textOfRtf(rtf: string): string {
  const out: string[] = []
  const skipping: boolean[] = []
  let isSkipping = false
  let leftOut = 0
  const token = /\\([a-z]{1,32})(-?\d{1,6})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}]+)/gi
  for (let found = token.exec(rtf); found; found = token.exec(rtf)) {
    const [, word, number, hex, sign, brace, words] = found
    if (brace === '{') {
      skipping.push(isSkipping)
      isSkipping ||= silent.test(rtf.slice(token.lastIndex, token.lastIndex + 20))
    } else if (brace === '}') isSkipping = skipping.pop() ?? false
    else if (isSkipping) continue
    else if (word) {
      if (word === 'u') leftOut = 1
      out.push(word === 'u' ? String.fromCharCode(Number(number ?? 0) & 0xffff) : (letters[word] ?? ''))
    } else if (leftOut > 0 && (hex || words)) {
      out.push(words ? words.slice(1) : '')
      leftOut = 0
    } else if (hex) out.push(windows.decode(Buffer.from(hex, 'hex')))
    else if (sign) out.push(sign === '~' ? ' ' : /[\\{}]/.test(sign) ? sign : '')
    else if (words) out.push(words.replace(/[\r\n]+/g, ''))
  }
  return out
    .join('')
    .replace(/[ \t]+\n/g, '\n')
    .trim()
}

const windows = new TextDecoder('windows-1252')

const letters: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  tab: '\t',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emdash: '—',
  endash: '–',
  bullet: '•',
  cell: '\t',
  row: '\n',
}
