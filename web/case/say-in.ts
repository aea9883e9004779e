// The speaker of another language than the screen's: for words that go to the customer.
import { useEffect, useState } from 'react'
import type { Language } from '#core/people/language.ts'
import { messagesFor, useWords } from '#web/words.ts'
import type { Words } from '#web/kit/times.ts'
import { speaker } from '#words/say.ts'

const ready = new Map<Language, Words['say']>()

/**
 * Speaker and language for words to a customer; his own as soon as its words are there, until then the
 * screen's.
 */
export function useWordsIn(language: Language): Words {
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
  const say = ready.get(language)
  return say && language !== words.language ? { language, say, zone: words.zone } : words
}
