// Which scripts customers are offered, and which fit what somebody says: words he used against titles and
// what customers say when they need it. Not: the walk, nor whole-text search of cases (store/).
import { scriptsOf } from '#core/case/deed/walk.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import type { Language } from '#core/people/language.ts'
import { about } from '#core/script/about.ts'
import { goneAlone } from '#core/script/alone.ts'
import { fitsOf, type Vocabulary } from '#core/script/fit.ts'
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
/** What fits much less than the best is another matter. */
const nearMin = 0.65

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
      const own = scripts.map(script => vocabulary(script, language))
      const fit = fitsOf(own, foldWords(said).slice(0, saidWordsMax))
      const best = Math.max(0, ...fit)
      return scripts
        .map((script, i) => ({ script, fit: fit[i]! }))
        .filter(one => one.fit > 0 && one.fit >= best * nearMin)
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

const vocabularies = new WeakMap<Script, Map<Language, Vocabulary>>()

/** The words of its title, and those of each way to say it. */
function vocabulary(script: Script, language: Language): Vocabulary {
  const byLanguage = vocabularies.get(script) ?? new Map<Language, Vocabulary>()
  vocabularies.set(script, byLanguage)
  const lines =
    byLanguage.get(language) ??
    [script.title[language] ?? '', ...(script.says[language] ?? '').split('\n')].map(foldWords)
  byLanguage.set(language, lines)
  return lines
}
