// The speaker of another language than the screen's, by another clock than the agent's: for words that go to
// the customer.
import { useEffect, useState } from 'react'
import type { Language } from '#core/people/language.ts'
import { messagesFor, useWords } from '#web/words.ts'
import { type Words, windowTime } from '#web/kit/times.ts'
import { speaker } from '#words/say.ts'
import { isSameClock, zoneName } from '#words/zone-name.ts'

const ready = new Map<Language, Words['say']>()

/**
 * Speaker and language for words to a customer; his own as soon as its words are there, until then the
 * screen's. Times are by his zone where one is given, else by the desk's.
 */
export function useWordsIn(language: Language, zone?: string): Words {
  const words = useWords()
  const [, drawn] = useState(0)
  useEffect(() => {
    if (language === words.language || ready.has(language)) return
    messagesFor(language).then(
      messages => {
        ready.set(language, speaker(language, messages))
        drawn(n => n + 1)
      },
      () => undefined,
    )
  }, [language, words.language])
  const say = language === words.language ? words.say : ready.get(language)
  const own = { zone: zone ?? words.zone }
  return say ? { language, say, ...own } : { language: words.language, say: words.say, ...own }
}

/** A zone as far as this browser knows it; an old one may not know a young name. */
export function usableZone(zone: string | null | undefined): string | undefined {
  if (!zone) return undefined
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return undefined
  }
}

/** Whether a customer's clock shows another time than that of these words. */
export const isOtherClock = (zone: string | undefined, words: Pick<Words, 'zone'>, at: number): boolean =>
  zone !== undefined && !isSameClock(zone, words.zone ?? hereZone(), at)

const hereZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

type Owed = { readonly from?: number | null | undefined; readonly dueAt: number }

/** A time or window for the customer's eyes, with its zone where his clock is not that of `own`. */
export function timeForThem(owed: Owed, now: number, theirs: Words, own: Pick<Words, 'zone'>): string {
  const at = windowTime(owed, now, theirs)
  const { zone } = theirs
  return zone !== undefined && isOtherClock(zone, own, owed.dueAt)
    ? `${at}, ${zoneName(zone, theirs.language, owed.dueAt)}`
    : at
}
