// How a call began, as its fact keeps it: who spoke, by what right, where he is called back. What it tells is
// known to every script that asks for it by these names. Not: what is said then (script/opening-words.ts).
import type { KnownAnswer, OpenedCase } from '#core/case/state.ts'
import type { SpeakRight } from '#core/entitlement/right-to-speak.ts'
import type { ContactId, ContractId, LineId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, hourMs, type Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import type { Value } from '#core/script/condition.ts'

export type CallOpening = {
  readonly about: 'new' | 'open'
  /** for whom he may speak, as the contracts said it then */
  readonly right: SpeakRight
  readonly contract?: ContractId
  readonly line?: LineId
  readonly language: Language
  /** as he gave it */
  readonly name?: TextRef
  /** where he is called if the line drops; null: he wants no call */
  readonly callBack?: TextRef | null
  /** what he called about, in his words */
  readonly words?: TextRef
}

/** What holds of one call only: the next caller may be another, with another right. */
const callMs = hourMs

/** Its answers to what a script may ask, under the names the greeting uses. */
export function openingAnswers(
  { about, right, language, name, callBack, words }: CallOpening,
  { contact, at }: { readonly contact: ContactId; readonly at: Instant },
): readonly KnownAnswer[] {
  const one = (fact: string, value: Value, text: TextRef | null = null, until: Instant | null = null) =>
    ({ fact, value, text, walk: contact, place: 0, at, until }) satisfies KnownAnswer
  const over = after(at, callMs)
  const said = (fact: string, text: TextRef, until: Instant | null = null) =>
    one(fact, text.text, text, until)
  return [
    one('call.about', about, null, over),
    one('caller.right', right, null, over),
    one('caller.language', language),
    ...(name ? [said('caller.name', name)] : []),
    ...(callBack === undefined ? [] : [one('caller.callback', callBack ? 'other' : 'none')]),
    ...(callBack ? [said('caller.phone', callBack)] : []),
    ...(words ? [said('call.words', words, over)] : []),
  ]
}

/** Where the caller is called back, by whoever has the case; `none`: he wants no call; null: nobody asked. */
export function callBackOf({ answers }: Pick<OpenedCase, 'answers'>): TextRef | 'none' | null {
  const last = answers.findLast(
    ({ fact, value }) => fact === 'caller.phone' || (fact === 'caller.callback' && value === 'none'),
  )
  return last ? (last.text ?? 'none') : null
}
