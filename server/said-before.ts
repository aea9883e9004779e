// What a case's ledger says that somebody may ask the customer again: his claims, wanted facts, notes of the
// environment and of how he wants to be reached, answers in scripts, the device and where he is called back.
// The oldest first. Not: whether a question asks for it (core/case/asked-before.ts).
import { type Said, topicAsked } from '#core/case/asked-before.ts'
import { topicOf } from '#core/case/asked-topics.ts'
import { callBackOf } from '#core/case/call-opening.ts'
import type { Card } from '#core/case/card.ts'
import { mendedText } from '#core/case/flag-entry.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { type NoteEntry, timeline } from '#core/case/timeline.ts'
import type { WantedFactEntry } from '#core/case/wanted-fact-entry.ts'
import type { WalkEntry } from '#core/case/walk-entry.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type { Ask, Wording } from '#core/script/script.ts'
import { inLanguage } from '#core/wanted/wanted-list.ts'
import type { ScriptShelf } from '#server/script-shelf.ts'
import type { Shell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

export const saidBy = ['claim', 'note', 'walk', 'device', 'call', 'fact'] as const
export type SaidBefore = Said & {
  readonly from: (typeof saidBy)[number]
  readonly at: number
  /** the entry that says it; null: it is known of the case itself */
  readonly seq: number | null
}

type Asked = {
  readonly card: Card
  readonly ledger: Ledger
  readonly state: OpenedCase
  readonly language: Language
}

/** All of it. */
export async function saidBefore(
  shell: Pick<Shell, 'desk' | 'facts'>,
  shelf: ScriptShelf,
  { card, ledger, state, language }: Asked,
): Promise<SaidBefore[]> {
  const text = (ref: TextRef): string => ledger.texts.get(ref.text) ?? ''
  const found: SaidBefore[] = []
  for (const entry of timeline(ledger.events)) {
    const { at, seq } = entry
    if (entry.kind === 'claim')
      found.push({ from: 'claim', about: '', words: text(entry.text), topic: null, at, seq })
    else if (entry.kind === 'note') found.push(...noted(entry, text))
    else if (entry.kind === 'wanted_fact')
      found.push(...recorded(entry, { facts: shell.facts(), text, language }))
    else if (entry.kind === 'walk') found.push(...(await walked(shelf, entry, { text, language })))
  }
  const of = { about: '', seq: null, at: card.openedAt } as const
  const { entitled, product } = state
  const named = product && (await shell.desk.products.all()).find(one => one.id === product)
  if (named) found.push({ ...of, from: 'device', words: named.name, topic: 'device' })
  if (entitled?.serial) found.push({ ...of, from: 'device', words: entitled.serial, topic: 'serial' })
  if (entitled?.site) found.push({ ...of, from: 'device', words: entitled.site, topic: 'place' })
  const callBack = callBackOf(state)
  if (callBack && callBack !== 'none')
    found.push({ ...of, from: 'call', words: text(callBack), topic: 'phone' })
  return found.filter(one => one.words !== '').sort((a, b) => a.at - b.at)
}

/** A wanted fact as it was recorded, with the question as the customer is asked. */
function recorded(
  { fact, choice, text: words, at, seq }: WantedFactEntry,
  { facts, text, language }: Reading & { facts: DeskFacts },
): SaidBefore[] {
  const wanted = facts.wanted?.flatMap(one => one.facts).find(one => one.name === fact)
  const chosen = wanted?.choices.find(one => one.name === choice)
  const said = words ? text(words) : chosen ? inLanguage(chosen.words, language) : (choice ?? '')
  const about = wanted ? `${inLanguage(wanted.words, language)} ${inLanguage(wanted.ask, language)}` : ''
  const topic = wanted ? topicAsked(inLanguage(wanted.ask, language), language) : null
  return [{ from: 'fact', about, words: said, topic, at, seq }]
}

/** Each answered heading of a note is said by itself. */
function noted(note: NoteEntry, text: (ref: TextRef) => string): SaidBefore[] {
  if (note.struck || (note.what !== 'environment' && note.what !== 'contact_wish')) return []
  return text(mendedText(note) ?? note.text)
    .split('\n')
    .flatMap(line => {
      const [, heading, words] = /^([^:]{1,60}):\s+(.+)$/u.exec(line) ?? []
      if (!heading || !words) return []
      const topic = topicOf(heading)
      // "How" asks for the way to reach him only where that is what the note is about.
      const fits = note.what === 'contact_wish' || (topic !== 'phone' && topic !== 'when_reached')
      const { at, seq } = note
      return [{ from: 'note' as const, about: heading, words, topic: fits ? topic : null, at, seq }]
    })
}

type Reading = { readonly text: (ref: TextRef) => string; readonly language: Language }

/** What was answered at the questions of a script, with the question as the customer was asked. */
async function walked(
  shelf: ScriptShelf,
  walk: WalkEntry,
  { text, language }: Reading,
): Promise<SaidBefore[]> {
  const lines = walk.lines.filter(({ how }) => how === 'value' || how === 'known')
  const pins = Object.fromEntries(lines.map(({ place }) => [place.slug, place.version]))
  const scripts = lines.length > 0 ? await shelf.pinned(pins) : []
  const inWords = (wording: Wording) => wording[language] ?? wording.en ?? ''
  return lines.flatMap(({ place, value, text: words, at, seq }) => {
    const script = scripts.find(one => one.slug === place.slug)
    const step = script?.steps.find((one): one is Ask => one.kind === 'ask' && one.name === place.step)
    if (!step || value === null) return []
    const choice =
      step.asked.kind === 'choice' ? step.asked.choices.find(one => one.name === value) : undefined
    const answer = words ? text(words) : choice ? inWords(choice.words) : String(value)
    const topic = step.asked.kind === 'serial' ? ('serial' as const) : null
    return [{ from: 'walk' as const, about: inWords(step.say), words: answer, topic, at, seq }]
  })
}
