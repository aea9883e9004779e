// Whether a question to the customer is answered in the ledger already: by plain words, a hint and no
// more. It knows question sentences, the topics support asks for most, and words in common. It does not
// understand: other words for the same are missed (asked-before.test.ts prints how many). Not: what is
// known (the shell gathers it), nor whether to send.
import { asks, bare, type Topic, topics } from '#core/case/asked-topics.ts'
import type { Language } from '#core/people/language.ts'

/** Something the ledger says. */
export type Said = {
  /** what it answers, in words: the heading of a note, the question of a script; empty: nothing was asked */
  readonly about: string
  readonly words: string
  /** known by what it is, not by its words */
  readonly topic: Topic | null
}
export type AskedBefore<S extends Said> = { readonly question: string; readonly said: S }

const hintsMax = 5
const lettersMax = 20_000
/** The first letters tell a word without its ending. */
const stemLetters = 5
const sharedFrom = 0.6

/** The questions of a text that are answered, each with the best answer; of equals the newest, the last. */
export function askedBefore<S extends Said>(
  text: string,
  language: Language,
  said: readonly S[],
): AskedBefore<S>[] {
  const found: AskedBefore<S>[] = []
  for (const question of questionsIn(text.slice(0, lettersMax))) {
    if (found.length >= hintsMax) break
    const answer = answerTo(question, language, said)
    if (answer) found.push({ question, said: answer })
  }
  return found
}

/** The question sentences of a text. */
export const questionsIn = (text: string): string[] =>
  Array.from(text.matchAll(/[^.!?\n…]*(?:\.(?=\S)[^.!?\n…]*)*[.!?…]*/gu), ([one]) => one.trim()).filter(
    one => /\?/.test(one) && /\p{L}/u.test(one),
  )

function answerTo<S extends Said>(question: string, language: Language, said: readonly S[]): S | null {
  const read = bare(question)
  if (isOfNow(read, language)) return null
  const topic = topicAsked(read, language)
  if (topic) return said.findLast(one => one.topic === topic) ?? null
  const wanted = stemsOf(read, language)
  let best: S | null = null
  let most = sharedFrom
  for (const one of said) {
    if (one.topic !== null) continue
    const share = shareOf(wanted, one, language)
    if (share < most) continue
    best = one
    most = share
  }
  return best
}

/** The topic support asks for most that a question is about; null: none of them. */
export const topicAsked = (question: string, language: Language): Topic | null =>
  topics.find(one => asks[language][one].test(bare(question))) ?? null

/** Asked is how it is now: what was said before is no answer to that. */
const isOfNow = (read: string, language: Language): boolean =>
  wordsOf(read).some(word => ofNow[language].has(word))

/** How much of the question's telling words it holds; one word in common is chance. */
function shareOf(wanted: ReadonlySet<string>, { about, words }: Said, language: Language): number {
  const known = stemsOf(bare(`${about} ${words}`), language)
  let shared = 0
  for (const stem of wanted) if (known.has(stem)) shared++
  return shared < 2 ? 0 : shared / wanted.size
}

const wordsOf = (read: string): string[] => Array.from(read.matchAll(/[\p{L}\p{N}]+/gu), ([word]) => word)
const stemsOf = (read: string, language: Language): Set<string> =>
  new Set(
    wordsOf(read)
      .filter(word => word.length > 2 && !common[language].has(word))
      .map(word => word.slice(0, stemLetters)),
  )

const setOf = (list: string): ReadonlySet<string> => new Set(bare(list).split(/\s+/))

/** Words too common to say what a question is about. */
const common: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: setOf(`the and are you your can could would does did has have had was were been being will with what when
    where which who why how that this they them then there from for not but any all please tell let know see
    just also about into onto than its our his her she him may might shall should out off get got`),
  sv: setOf(`och att det den som har hade kan kunde skulle inte med vad nar var vilken vilket vilka vem hur
    varfor for fran till pa ett en du din ditt dina dig ni er era vi oss om men eller har dar detta denna ar
    blir blev vara varit fick far ser sag garna sager vet`),
  it: setOf(`che chi con come cosa dove quando quale quali perche per non del della delle dei degli dal dalla
    nel nella sul sulla una uno gli lei lui suo sua suoi tuo tua puo puoi potrebbe ha hai hanno era sono sei
    siete questo questa quello quella anche piu dire dirmi dirci vede vedi`),
  de: setOf(`der die das den dem des ein eine einen einem einer und oder aber ist sind war waren hat haben hatte
    hatten wird werden wurde kann konnen konnte konnten sie ihr ihre ihren ihnen wir uns ich mir mit von vom zum
    zur bei fur auf aus dass was wann welche welcher welches wer warum wie nicht auch dann dort hier bitte sagen
    nennen sehen mal`),
  ca: setOf(`que qui amb com quan quin quina quins quines perque per del dels les els una uns unes seu seva
    vostre vostra vostres podeu podrieu pot heu han hem era son esta estan aquest aquesta aixo tambe mes dir
    veieu digueu sisplau`),
  ru: setOf(`что это как где когда какой какая какое какие какого какую чем чего кто почему зачем для или при
    под над без вас вам ваш ваша ваше ваши вашего вашей нас нам мне вы мы он она они его был была было были
    есть будет можете могли бы не ли пожалуйста скажите сообщите видите уже`),
}

/** Words by which one asks how it is at present, or whether it came back. */
const ofNow: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: setOf('still now again yet today currently meanwhile since'),
  sv: setOf('fortfarande nu igen annu idag langre'),
  it: setOf('ancora adesso ora oggi nuovamente tuttora'),
  de: setOf('noch jetzt wieder heute inzwischen seitdem mittlerweile'),
  ca: setOf('encara ara avui novament'),
  ru: setOf('еще сейчас теперь снова опять сегодня пока'),
}
