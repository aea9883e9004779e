// What other cases of the same customer say to the question a walk stands at: looked for only where it has a
// name, and given with the case it was said in. Not: which answers count (core/case/known-elsewhere.ts).
import type { Card } from '#core/case/card.ts'
import { fitsAt, knownAt } from '#core/case/deed/walk-facts.ts'
import { scriptsOf } from '#core/case/deed/walk.ts'
import { type Elsewhere, isOfSame, isPersonal, knownIn, serialIn } from '#core/case/known-elsewhere.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { CaseId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Script } from '#core/script/script.ts'
import { stepNow } from '#core/script/step-on.ts'
import type { Walk } from '#core/script/walk.ts'
import type { Shell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

/** With the number of its case; words are the answer itself, where it has some. */
export type FoundElsewhere = Omit<Elsewhere, 'text'> & {
  readonly number: number
  readonly words: string | null
}
export type Asking = {
  readonly card: Card
  readonly ledger: Ledger
  readonly state: OpenedCase
  readonly walk: Walk
  readonly scripts: readonly Script[]
  /** whether whoever is told may read that case */
  readonly mayRead: (card: Card) => Promise<boolean> | boolean
}

type Needs = Pick<Shell, 'store' | 'folded' | 'now'>

/** Of the newest cases of a customer; what lies further back is hardly true any more. */
const among = 50
const readMax = 5

/** The latest answer another case has; null: none, or it is known here, or nothing is asked by name. */
export async function elsewhereAt(shell: Needs, asking: Asking): Promise<FoundElsewhere | null> {
  const { card, state, walk } = asking
  const scripts = scriptsOf(asking.scripts)
  const step = stepNow(walk, scripts)?.step
  // A picture belongs to the case it was sent to.
  if (step?.kind !== 'ask' || step.fact === null || step.asked.kind === 'photo') return null
  if (knownAt(state, walk, { scripts, now: shell.now() })) return null
  const { fact } = step
  const ids = await shell.store.knowing({
    ...{ customer: card.customer, except: card.id, fact, calls: isPersonal(fact), among, limit: readMax },
  })
  const all = await Promise.all(ids.map(id => answerIn(shell, id, fact, asking)))
  const fitting = all.flatMap(one => (one && fitsAt(walk, one, scripts) ? [one] : []))
  return fitting.sort((a, b) => b.at - a.at)[0] ?? null
}

async function answerIn(
  { store, folded, now }: Needs,
  id: CaseId,
  fact: string,
  { card, ledger, mayRead }: Asking,
): Promise<FoundElsewhere | null> {
  const [other, theirs] = await Promise.all([store.card(id), store.read(id)])
  // Whoever changed employers brings nothing along of what the other one has.
  if (!other || !theirs || other.customer !== card.customer || other.organisation !== card.organisation)
    return null
  const state = folded(theirs)
  if (state.phase === 'unopened' || !(await mayRead(other))) return null
  const known = knownIn(state, fact, now())
  if (!known || !isOfSame(fact, deviceOf(card, ledger), deviceOf(other, theirs))) return null
  const words = known.text && (theirs.texts.get(known.text.text) ?? null)
  // Erased words are not offered.
  if (known.text && words === null) return null
  const { value, walk, at } = known
  return { fact, value, walk, at, case: id, number: other.number, words }
}

const deviceOf = ({ product }: Card, { events }: Ledger) => ({ product, serial: serialIn(events) })

/** As a wish takes it over: its words become a text of this case, to be erased with it. */
export function asTaken(
  { words, number: _, ...known }: FoundElsewhere,
  seal: (words: string) => TextRef,
): Elsewhere {
  const text = words === null ? null : seal(words)
  return { ...known, text, value: text ? text.text : known.value }
}
