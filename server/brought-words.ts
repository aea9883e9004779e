// What goes along with a case that goes on in another one, in words of that other one: words belong to one
// case and are erased with it. Not: what goes along (core/case/brought.ts).
import type { Brought } from '#core/case/brought.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

type Words = {
  /** the words of the case it comes from; undefined: they are erased */
  readonly of: (ref: TextRef) => string | undefined
  /** what stands for erased words of what is still to be checked */
  readonly otherwise: string
  /** keeps words for the case it goes on in */
  readonly seal: (words: string) => TextRef
}

/** The same, with every word written anew; erased news goes along without words. */
export function withOwnWords(
  { matters, regressions, untold, questions, ...rest }: Brought,
  { of, otherwise, seal }: Words,
): Brought {
  const anew = (ref: TextRef | null): TextRef | null => {
    const words = ref && of(ref)
    return words ? seal(words) : null
  }
  return {
    ...rest,
    ...(matters && {
      matters: matters.map(({ untold, ...one }) => ({
        ...one,
        ...(untold && { untold: untold.map(news => ({ ...news, words: anew(news.words) })) }),
      })),
    }),
    ...(untold && { untold: untold.map(one => ({ ...one, tell: anew(one.tell) })) }),
    ...(questions && {
      questions: questions.map(one => ({ ...one, text: anew(one.text) ?? seal(otherwise) })),
    }),
    ...(regressions && {
      regressions: regressions.map(one => ({ ...one, what: anew(one.what) ?? seal(otherwise) })),
    }),
  }
}
