// The words measures are said with, and in which currency costs are counted. Not: how they are said
// (words/measure-text.ts).
import { useSession } from '../api/session.ts'
import { useWords } from '../words.ts'

/** As `useWords`, with the desk's currency where it counts costs. */
export function useMeasureWords() {
  const words = useWords()
  const { costs } = useSession().desk
  return { ...words, currency: costs?.currency }
}
