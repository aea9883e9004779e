// What goes back with a case whose merge is taken back, found in the ledgers as they stand, as the product's
// own door does it: of that who wished it could not know. Part of shell-stage.ts.
import { fold } from '#core/case/case.ts'
import { partedFrom } from '#core/case/parted.ts'
import { instant } from '#core/kit/time.ts'
import { tellOne } from '#server/react/caught-up.ts'
import type { Wish } from '#sim/act.ts'
import type { MailShell } from '#server/shell.ts'

/** No case is called so: what is wished of it is refused, or changes nothing. */
const nowhere = 'cas_nowhere'

/** What was said and merged beside it meanwhile comes to a case that goes on by itself again. */
export const tellApart = (shell: MailShell, act: Wish): Promise<void> | null =>
  act.commands[0]?.type === 'case.part' ? tellOne({ ...shell, breathe: () => Promise.resolve() }, act) : null

/** The same wish where nothing goes back by it. */
export function withWhatGoesBack(shell: MailShell, act: Wish): Wish | Promise<Wish> {
  const [first] = act.commands
  if (first?.type === 'case.part') return withMeanwhile(shell, act, first.from)
  return first?.type === 'case.unlink' ? withBack(shell, act, first.to) : act
}

async function withMeanwhile({ store, now }: MailShell, act: Wish, from: `cas_${string}`): Promise<Wish> {
  const [own, other] = await Promise.all([store.read(act.caseId), store.read(from)])
  const [state, there] = [fold(own?.events ?? []), fold(other?.events ?? [])]
  const isThere = state.phase !== 'unopened' && there.phase !== 'merged'
  const parted = isThere
    ? partedFrom(
        other?.events ?? [],
        { id: act.caseId, customer: state.customer, own: own?.events ?? [] },
        instant(now()),
      )
    : null
  const part = { type: 'case.part', from: isThere ? from : nowhere } as const
  return { ...act, commands: [{ ...part, meanwhile: parted?.meanwhile ?? { waited: [] } }] }
}

async function withBack({ store, now }: MailShell, act: Wish, to: `cas_${string}`): Promise<Wish> {
  const [own, other] = await Promise.all([store.read(act.caseId), store.read(to)])
  const state = fold(other?.events ?? [])
  const isApart = state.phase !== 'unopened' && state.phase !== 'merged'
  const parted = isApart
    ? partedFrom(own?.events ?? [], { id: to, customer: state.customer }, instant(now()))
    : null
  const back = parted?.back ?? { since: instant(0) }
  const ifSeq = own?.events.length
  return { ...act, ifSeq, commands: [{ type: 'case.unlink', to: parted ? to : nowhere, back }] }
}
