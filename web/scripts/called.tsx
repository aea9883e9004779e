// Another script on the way, as a list names it.
// Not: the script itself as a test run walks it (use-called.ts).
import { useWords } from '../words.ts'
import type { OutlineStep } from './outline.ts'
import { useScripts } from './scripts-api.ts'
import { inWords } from './scripts-list.ts'

/** By its title; one that is neither live nor a draft by its name. */
export function Called({ step }: { step: OutlineStep }) {
  const { language } = useWords()
  const { data } = useScripts()
  const [, slug] = step.facts.find(([key]) => key === 'script') ?? ['', step.name]
  const line = [...(data?.published ?? []), ...(data?.drafts ?? [])].find(one => one.slug === slug)
  return inWords(line?.title, language)?.text ?? slug
}
