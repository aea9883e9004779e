// Guesses in which of our six languages a text is written, from its letters and its commonest words. Small
// on purpose: a table of a few hundred words costs the server no memory. Not: a detector of other
// languages; null when unsure.
import type { Language } from '#core/people/language.ts'

/** Words that are frequent in one language; the longer list beats longer words only by being typical. */
const words: Readonly<Record<Exclude<Language, 'ru'>, string>> = {
  en: `the and of to is are was were you your my i we our it its this that these those with for from have has had not but
    be been being at by on in a an or as any all can could will would should shall may when what who which where how why
    there their they them he she his her no please hello hi dear thanks thank help does do did don't doesn't isn't can't
    since after before other such everyone right rights shall his if into only every one out about again still works new
    printer broken login invoice missing screen black slow down connection reset down order delivery error cannot`,
  sv: `och att det är som en ett på av för med till den har inte jag du vi ni de dem han hon min mitt mina din ditt dina vår
    vårt våra er ert från om men eller när var vad vem vilken hur varför kan kunde ska skulle vill måste får fick hej tack
    hälsningar efter innan sedan under över mellan ingen inget inga någon något några alla allt varje rätt rättighet vara
    blir blev sig sin sitt sina samt genom utan vid så här där nu då också bara igen fungerar detta denna dessa skall må i
    skrivare skrivaren trasig trasigt faktura fakturan saknas lösenord inloggning skärm skärmen svart nätet uppkoppling
    långsam långsamt funkar fel leverans beställning kontor`,
  it: `il lo la gli le un uno una di del dello della dei degli delle e che non è sono per con ho hai ha abbiamo avete hanno
    mi ti ci vi si nel nella nei nelle al alla ai alle dal dalla da in su sul sulla questo questa questi queste quello mio
    mia miei tuo tua suo sua loro nostro ogni quando come dove perché cosa chi ma o anche più già ancora buongiorno ciao
    grazie salve saluti posso può deve essere stato funziona dopo prima diritto diritti individuo a ed ad sia tutti qualsiasi
    stampante rotta rotto fattura manca mancante accesso schermo nero connessione lento lenta errore guasto guasta ordine
    consegna nessuna nessun`,
  de: `der die das den dem des ein eine einen einem einer eines und ist sind war waren nicht ich du er sie es wir ihr mein
    meine dein unser unsere sein seine mit für von vom zu zum zur auf aus bei nach über unter im in an am als auch aber
    oder wenn wie was wer wo warum dass kann können konnte soll muss darf hat habe haben hatte werden wird wurde hallo
    guten tag danke bitte kein keine seit noch schon nur mehr jeder jede jedes alle durch ohne gegen sich recht rechte anspruch
    drucker kaputt rechnung fehlt passwort anmeldung funktioniert bildschirm schwarz netz fehler langsam defekt störung
    lieferung bestellung geht`,
  ca: `el la els les un una uns unes i de del dels que no és són per amb tinc tens té tenim teniu tenen em et es ens us li hi
    ha he han al als a en aquest aquesta aquests aquestes això allò meu meva seu seva seus seves llur nostre tot tota tots
    totes qualsevol quan com on perquè què qui però o també més ja encara bon dia hola gràcies salutacions puc pot ser està
    estan funciona després abans des fins sense dret drets persona cada cap ni sinó molt si va vaig d'un l'hi ho dir hom
    impressora espatllada trencat trencada factura falta contrasenya pantalla negra connexió lent avaria comanda lliurament`,
}

/** Letters and endings that tell the languages of Latin letters apart, with their weight. */
const signs: Readonly<Record<Exclude<Language, 'ru'>, readonly [RegExp, number][]>> = {
  en: [
    [/th/g, 0.6],
    [/ing\b/g, 0.8],
    [/wh|ght|ould|ough/g, 0.9],
    [/\b\w+'(s|t|re|ve|ll)\b/g, 1],
    [/ed\b|ly\b|tion\b|y\b|sh|ee|oo|ow/g, 0.35],
  ],
  sv: [
    [/å/g, 2],
    [/[äö]/g, 0.5],
    [/(ar|or|er|na|et|en|ade|ande|ighet|lig|ligt|isk)\b/g, 0.35],
    [/sk|sj|kt|ck|vä|fö|tt\b|hj|bj/g, 0.35],
    [/\b\w*(skyldig|fri|väg|tjänst)\w*/g, 0.4],
  ],
  it: [
    [/[àèìòù](?=\b|\s|$)/g, 0.5],
    [/(zione|zioni|mente|ità|are|ere|ire|ato|ata|ati|ate|ggio|cchi|ghi)\b/g, 0.8],
    [/[a-z]{2}[oiae]\b/g, 0.18],
    [/gli|che|chi|zz|\b\w+[ln]l'|\bdell'|\ball'|\bnell'|tt[oaie]\b|ss[oaie]\b|cc/g, 0.7],
    [/\bun'|\bl'/g, 0.4],
  ],
  de: [
    [/ß/g, 3],
    [/[äöü]/g, 0.6],
    [/sch|cht|ung\b|keit\b|heit\b|lich|tz|pf|ck/g, 0.7],
    [/(en|er|em|es)\b/g, 0.3],
    [/\bge\w+t\b|ei|ie|eu/g, 0.35],
    [/ü/g, 1],
  ],
  ca: [
    [/ç|l·l|ny\b|ïn|ï/g, 1.6],
    [/ció\b|cions\b|[àèéíòóú]\w*s\b/g, 1],
    [/\b[ldnsmt]'/g, 0.7],
    [/(tat|ment|ats|ada|ades|eix|itzar|os|es|ir|ar|er)\b/g, 0.35],
    [/ny|ix|ig\b|tj|tg|ll|qu/g, 0.35],
    [/[òó]|à/g, 0.25],
  ],
}

type Latin = Exclude<Language, 'ru'>
const latin = Object.keys(words) as Latin[]

type Sign = { readonly language: Latin; readonly sign: RegExp; readonly weight: number }

const allSigns: readonly Sign[] = latin.flatMap(language =>
  signs[language].map(([sign, weight]) => ({ language, sign, weight })),
)
/** Without those that are one letter with a mark: a text without any has none of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII, control characters included
const plainSigns = allSigns.filter(({ sign }) => !/^\[?[^\x00-\x7f]+\]?$/.test(sign.source))

/** In which languages a word is frequent: one look-up instead of five. */
const frequentIn = new Map<string, Latin[]>()
for (const language of latin)
  for (const word of new Set(words[language].split(/\s+/)))
    frequentIn.set(word, [...(frequentIn.get(word) ?? []), language])

/** Letters that none of our languages has: the text is in another one. */
const foreign = /[ñãõøæłęąśźżőűğışčřžěůđþðțș]/g

/** How long a text is without what is taken out. */
const lengthOf = (text: string, without: RegExp): number => text.replace(without, '').length

/** The language of a text, or null when its letters and words do not tell. Reads at most 2,000 characters. */
export function guessLanguage(text: string): Language | null {
  const sample = withoutLinks(text.slice(0, 2_000)).toLowerCase().replaceAll('’', "'")
  const isPlain = onlyPlain.test(sample)
  const script = isPlain ? scriptOfPlain(sample) : scriptOf(sample)
  if (script !== 'latin') return script
  const found = sample.match(isPlain ? plainWords : anyWords) ?? []
  const scores = wordScores(found)
  const clear = ranked(scores)
  if (clear.best.score >= clearScore && clear.best.score > clear.second.score * clearLead)
    return clear.best.language
  for (const { language, sign, weight } of isPlain ? plainSigns : allSigns)
    scores[language] += (sample.match(sign)?.length ?? 0) * weight
  const { best, second } = ranked(scores)
  const sure = found.length < fewWords ? few : many
  return best.score > sure.score && best.score > second.score * sure.lead ? best.language : null
}

/** Whoever has neither is not looked through for them, word by word. */
const withoutLinks = (text: string): string =>
  text.includes('@') || text.includes('http') ? text.replace(/https?:\S+|\S+@\S+/g, ' ') : text

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII, control characters included
const onlyPlain = /^[\x00-\x7f]*$/
// Where there are but plain letters these are the same words, in a third of the time.
const plainWords = /[a-z']+/g
const anyWords = /[\p{L}']+/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII, control characters included
const ofPlain = /[\x00-\x7f]+/g

/** Where nothing else stands in a text, two letters make it Latin. */
const scriptOfPlain = (sample: string): 'latin' | null => (/[a-z][^a-z]*[a-z]/.test(sample) ? 'latin' : null)

/** What a text is written in: Latin letters, Russian, or none of ours (null). */
function scriptOf(sample: string): 'latin' | 'ru' | null {
  // Most letters are plain: only the others are asked what they are.
  const plain = lengthOf(sample, /[^a-z]+/g)
  const others = sample.replace(ofPlain, '')
  const letters = plain + lengthOf(others, /[^\p{L}]+/gu)
  if (letters < 2) return null
  const cyrillic = lengthOf(others, /[^\p{Script=Cyrillic}]+/gu)
  if (cyrillic > letters / 2) return /[іїєґў]/.test(others) ? null : 'ru'
  const latinLetters = plain + lengthOf(others, /[^\p{Script=Latin}]+/gu)
  const isForeign = (others.match(foreign)?.length ?? 0) > latinLetters / 50
  return latinLetters < letters / 2 || isForeign ? null : 'latin'
}

/** Of fewer words than these a wrong guess is likelier than its use: they have to be clearer. */
const fewWords = 3
const few = { score: 1, lead: 1.5 }
const many = { score: 0.5, lead: 1.03 }

/** With so many frequent words, so far ahead, letters cannot turn it: they are not looked at. */
const clearScore = 25
const clearLead = 3.5

type Scores = Record<Latin, number>

type Score = { readonly language: Latin; readonly score: number }

function ranked(scores: Scores): { best: Score; second: Score } {
  let best: Score = { language: latin[0]!, score: scores[latin[0]!] }
  let second: Score | null = null
  for (let i = 1; i < latin.length; i++) {
    const one: Score = { language: latin[i]!, score: scores[latin[i]!] }
    if (one.score > best.score) {
      second = best
      best = one
    } else if (second === null || one.score > second.score) second = one
  }
  return { best, second: second! }
}

function wordScores(found: readonly string[]): Scores {
  const scores: Scores = { en: 0, sv: 0, it: 0, de: 0, ca: 0 }
  for (const word of found) {
    const whole = frequentIn.get(word)
    for (const language of whole ?? []) scores[language] += 1 + Math.min(word.length, 6) * 0.12
    if (!word.includes("'")) continue
    for (const language of frequentIn.get(word.slice(word.indexOf("'") + 1)) ?? [])
      if (!whole?.includes(language)) scores[language] += 0.5
  }
  return scores
}
