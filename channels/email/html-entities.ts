// The letters HTML has names for, and those it writes as numbers. Not: the tags around them (html-text.ts).

/** From 160 on, in the order of their numbers: these are understood without their semicolon as well. */
const latin = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
  acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
  Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
  Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave
  iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`

const others = `apos ' lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ lsaquo ‹ rsaquo › ndash – mdash — hellip … bull •
  dagger † Dagger ‡ permil ‰ prime ′ Prime ″ euro € trade ™ OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ
  tilde ˜ larr ← uarr ↑ rarr → darr ↓ harr ↔ crarr ↵ lArr ⇐ rArr ⇒ hArr ⇔ minus − infin ∞ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥
  sum ∑ prod ∏ radic √ part ∂ int ∫ forall ∀ exist ∃ isin ∈ empty ∅ cap ∩ cup ∪ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦
  check ✓ checkmark ✓ cross ✗ star ☆ starf ★ phone ☎ numero № alpha α beta β gamma γ delta δ epsilon ε lambda λ mu μ pi π
  sigma σ tau τ phi φ omega ω Delta Δ Sigma Σ Phi Φ Omega Ω lbrace { rbrace } lbrack [ rbrack ] lpar ( rpar ) num #
  percnt % ast * plus + comma , period . sol / bsol \\ colon : semi ; equals = quest ? commat @ lowbar _ grave \` verbar |
  excl ! dollar $ hyphen ‐ dash ‐`

const basic: [string, string][] = [
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
]
/** Blanks of all widths are blanks; what only joins or parts letters is none. */
const blanks: [string, string][] = [
  ...['ensp', 'emsp', 'thinsp', 'nbsp', 'NonBreakingSpace', 'Tab', 'NewLine'].map(
    (name): [string, string] => [name, ' '],
  ),
  ...['shy', 'zwnj', 'zwj', 'lrm', 'rlm'].map((name): [string, string] => [name, '']),
]

const ofLatin = latin
  .split(/\s+/)
  .map((name, place): [string, string] => [name, String.fromCharCode(160 + place)])
const ofOthers = [...others.matchAll(/(\w+) (\S+)/g)].map(([, name, sign]): [string, string] => [
  name!,
  sign!,
])

const named = new Map([...ofLatin, ...ofOthers, ...basic, ...blanks])
const bare = [...basic, ...ofLatin].map(([name]) => name)

const entity = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,16}\d{0,2}));/gi
/** Only where no letter, digit or "=" follows: "&copy=1" belongs to an address. */
const withoutSemicolon = new RegExp(`&(${bare.join('|')})(?![\\w;=])`, 'g')

/** Few texts have one: it is looked for before their names are. */
const isBare = /&[a-z]{2,6}\d?(?![a-z0-9;])/i

/** The letters meant by names and numbers; a name nobody knows stays as it is. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? (isBare.test(text) ? text.replace(withoutSemicolon, '&$1;') : text).replace(
        entity,
        (whole, hex, decimal, name) => {
          if (name) return named.get(name) ?? whole
          return letterOf(hex ? Number.parseInt(hex, 16) : Number(decimal))
        },
      )
    : text

/** Numbers from 128 to 159 mean what Windows has there, as every browser reads them. */
const windows = new TextDecoder('windows-1252')

function letterOf(code: number): string {
  if (code >= 128 && code < 160) return windows.decode(Uint8Array.of(code))
  if (code === 160) return ' '
  const isLetter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return isLetter ? String.fromCodePoint(code) : '\ufffd'
}
