// What the desk knows as a call begins: for whom the caller may speak, and by which greeting he is answered.
// Not: the rules for either (core/entitlement/right-to-speak.ts, core/script/opening-words.ts).
import type { CallOpening } from '#core/case/call-opening.ts'
import { present } from '#core/case/deed/deed.ts'
import { type RightToSpeak, rightToSpeak } from '#core/entitlement/right-to-speak.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Language } from '#core/people/language.ts'
import type { Script } from '#core/script/script.ts'
import type { ScriptShelf } from '#server/script-shelf.ts'
import type { Shell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'

/** The desk's script for answering the phone. */
export const greetingSlug = 'greeting'

type Known = { readonly caller: Customer; readonly isKnown: boolean }

/** For whom he may speak by what is agreed now. Index: contract_organisation. */
export async function rightOf(
  { desk, now }: Pick<Shell, 'desk' | 'now'>,
  { caller: { id, organisation }, isKnown }: Known,
): Promise<RightToSpeak> {
  const contracts = organisation === null ? [] : await desk.agreements.contracts.of(organisation)
  return rightToSpeak({ customer: id, organisation, isKnown, at: now() }, contracts)
}

/** What a door was told of how the call began. */
export type OpeningTold = {
  readonly name?: string | undefined
  readonly callBack?: string | null | undefined
  readonly language?: Language | undefined
}
type Around = Known & {
  readonly about: CallOpening['about']
  /** what he called about, where it is kept already */
  readonly words: TextRef | undefined
  readonly ref: (words: string) => TextRef
}

/** The opening as its fact keeps it: the caller's right is found here, and never told from outside. */
export async function openingOf(
  shell: Pick<Shell, 'desk' | 'now'>,
  { name, callBack, language }: OpeningTold,
  { about, words, ref, ...known }: Around,
): Promise<CallOpening> {
  const { caller } = known
  const said = name ?? caller.name
  return {
    about,
    ...(await rightOf(shell, known)),
    language: language ?? caller.language,
    ...present({
      name: said.trim() === '' ? undefined : ref(said),
      callBack: typeof callBack === 'string' ? ref(callBack) : callBack,
      words,
    }),
  }
}

/** The live greeting with what it leads into; where the desk has withdrawn it, the one that came with us. */
export async function greetingScripts(
  { desk }: Pick<Shell, 'desk'>,
  shelf: ScriptShelf,
): Promise<readonly [Script, ...Script[]] | null> {
  const live = await shelf.live(greetingSlug)
  if (live) return found(live)
  const past = await desk.scripts.past(greetingSlug)
  const shipped = past?.versions.find(one => one.by === null)
  return shipped ? found(await shelf.pinned({ [greetingSlug]: shipped.version })) : null
}

const found = ([first, ...rest]: readonly Script[]): readonly [Script, ...Script[]] | null =>
  first ? [first, ...rest] : null
