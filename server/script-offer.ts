// Which scripts customers are offered, and which fit what somebody says: words he used against titles and
// what customers say when they need it. Not: the walk, nor whole-text search of cases (store/).
import { scriptsOf } from '#core/case/deed/walk.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import type { Language } from '#core/people/language.ts'
import { about } from '#core/script/about.ts'
import { goneAlone } from '#core/script/alone.ts'
import type { Script } from '#core/script/script.ts'
import { stepNow } from '#core/script/step-on.ts'
import type { ScriptShelf } from '#server/script-shelf.ts'
import type { ScriptTable } from '#store/desk/script.ts'
import { foldWords } from '#store/fold-words.ts'

export type Offer = {
  readonly slug: string
  readonly title: string
  /** about so many steps */
  readonly steps: number
}
export type ScriptOffers = {
  /** All a customer may begin in his language, by title. */
  all(language: Language): Promise<readonly Offer[]>
  /** Those that fit what he says, the best first; none: nothing fits. */
  fitting(language: Language, said: string, most: number): Promise<readonly Offer[]>
}

/** More are not offered: nobody reads such a list. */
const scriptsMax = 200
const saidWordsMax = 60
/** Words all sentences have: they say nothing of what is wrong. */
const quiet = new Set(
  [
    'and any all are but can could did does for from get has have into its just not off out the them then there',
    'they this that was what when will with won you your any every never time times',
    'inte och att det den ett som har hade jag min mitt mina kan med till vid alla',
    'non che per una uno del della con mio mia sono piu mai tutto tutti',
    'nicht und der die das dem den ein eine einen ist mein meine meinem ich mit kein keine auf von zum mehr',
    'que per una uns els les del dels amb meu meva esta mai tot tots ara',
    'work works working doesnt dont cant fungerar funkar funziona funzionano geht funktioniert funciona работает',
    'что это мой моя мое мне меня нет как все уже для при или она они его',
  ].flatMap(line => line.split(' ')),
)

/** Over the desk's table. */
export function scriptOffers(table: Pick<ScriptTable, 'list'>, shelf: ScriptShelf): ScriptOffers {
  const live = async (language: Language): Promise<Script[]> => {
    const lines = await table.list({ limit: scriptsMax })
    const pins = Object.fromEntries(lines.map(({ slug, version }) => [slug, version]))
    const scripts = await shelf.pinned(pins)
    return scripts.filter(one => one.languages.includes(language) && stepsAlone(one) > 0)
  }
  const offerOf = (script: Script, language: Language): Offer => ({
    slug: script.slug,
    title: script.title[language] ?? script.slug,
    steps: stepsAlone(script),
  })
  return {
    async all(language) {
      const offers = (await live(language)).map(script => offerOf(script, language))
      return offers.sort((a, b) => a.title.localeCompare(b.title, language))
    },
    async fitting(language, said, most) {
      const scripts = await live(language)
      const fit = fitsOf(scripts, language)(foldWords(said).slice(0, saidWordsMax))
      const best = Math.max(0, ...fit)
      return scripts
        .map((script, i) => ({ script, fit: fit[i]! }))
        .filter(one => one.fit > 0 && one.fit >= best / 2)
        .sort((a, b) => b.fit - a.fit)
        .slice(0, most)
        .map(({ script }) => offerOf(script, language))
    },
  }
}

// Published versions never change: what was found out about one may stay.
const known = new WeakMap<Script, number>()

/** About how many steps somebody goes alone; 0: its first step needs one of us. */
function stepsAlone(script: Script): number {
  const before = known.get(script)
  if (before !== undefined) return before
  const scripts = scriptsOf([script])
  const walk = goneAlone(script, [], scripts)
  const isHis = !isRefusal(walk) && walk.end === null && stepNow(walk, scripts)?.step.level === 0
  const steps = isHis ? Math.max(1, about(walk, scripts)) : 0
  known.set(script, steps)
  return steps
}

const vocabularies = new WeakMap<Script, Map<Language, readonly string[][]>>()

/** The words of its title, and those of each way to say it. */
function vocabulary(script: Script, language: Language): readonly string[][] {
  const byLanguage = vocabularies.get(script) ?? new Map<Language, readonly string[][]>()
  vocabularies.set(script, byLanguage)
  const lines =
    byLanguage.get(language) ??
    [script.title[language] ?? '', ...(script.says[language] ?? '').split('\n')].map(foldWords)
  byLanguage.set(language, lines)
  return lines
}

/** Two words say the same: one is the other with another ending. "druckt", "drucken"; "light", "lights". */
function isSame(a: string, b: string): boolean {
  if (a === b) return true
  const longest = Math.max(a.length, b.length)
  let shared = 0
  while (shared < longest && a[shared] === b[shared]) shared++
  return shared >= 4 && shared >= longest - 3
}

/**
 * How well each fits: a word that few of them use says more than one that many use, and more of a script in
 * which it comes again and again; in its title it counts twice.
 */
const fitsOf =
  (scripts: readonly Script[], language: Language) =>
  (said: readonly string[]): number[] => {
    const own = scripts.map(script => vocabulary(script, language))
    const fit = scripts.map(() => 0)
    for (const word of said) {
      if (word.length < 3 || quiet.has(word)) continue
      const shares = own.map(lines => shareOf(lines, word))
      const count = shares.filter(share => share > 0).length
      // A word that most of them use is one of those all sentences have.
      if (count === 0 || (scripts.length > 3 && count > scripts.length * 0.6)) continue
      shares.forEach((share, i) => {
        fit[i]! += share * Math.log(1 + scripts.length / count)
      })
    }
    return fit
  }

/** In how much of what is said of a script the word comes. */
function shareOf(lines: readonly string[][], word: string): number {
  const hits = lines.map(line => line.some(one => isSame(one, word)))
  const count = hits.filter(Boolean).length + (hits[0] ? 1 : 0)
  return count === 0 ? 0 : 0.2 + count / (lines.length + 1)
}
