// Sentences in a language, where all of them are at hand (server, mails, command line). Not for the browser,
// which loads one.
import type { Language } from '#core/people/language.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { type Say, speaker } from '#words/say.ts'

const speakers = new Map<Language, Say>()

/** The speaker of a language: one for the life of the process. */
export function sayIn(language: Language): Say {
  let say = speakers.get(language)
  if (!say) {
    say = speaker(language, messagesOf(language))
    speakers.set(language, say)
  }
  return say
}
