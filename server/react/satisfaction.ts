// Asks a customer how we did, some time after his case was solved: by a letter where he can be written to,
// else on his page alone. Not: what his answer makes of the case (core/case/deed/satisfaction.ts).
import type { Command } from '#core/case/case.ts'
import { askAgainDays, mayAsk } from '#core/case/deed/satisfaction.ts'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import type { Sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'
import type { Effect } from '#store/store.ts'
import { sayIn } from '#words/say-in.ts'

export type AskingShell = Pick<
  Shell,
  'store' | 'settings' | 'now' | 'newId' | 'sealer' | 'handle' | 'folded'
> & { readonly desk: Pick<Shell['desk'], 'customers' | 'automaticMails' | 'suppressions' | 'satisfaction'> }

const batch = 20
const leaseMs = 15_000
const restMs = 2_000
const itself = { kind: 'system', part: 'desk' } as const

/** Asks whoever is to be asked now. Answers how long to rest, in milliseconds. */
export async function askSatisfied(shell: AskingShell): Promise<number> {
  const due = await shell.store.leaseEffects(batch, leaseMs, 'satisfaction')
  const faults: unknown[] = []
  for (const one of due)
    await askOne(shell, one).then(
      again => end(shell, one, again),
      fault => faults.push(fault),
    )
  if (faults.length > 0) throw faults[0]
  return due.length === batch ? 0 : restMs
}

type Leased = Effect & { readonly lease: string }

/** When to look again; null: he was asked, or is not to be. */
async function askOne(shell: AskingShell, { caseId }: Effect): Promise<Instant | null> {
  const { store, desk, settings, now } = shell
  const ledger = await store.read(caseId)
  const state = ledger && shell.folded(ledger)
  if (!ledger || !state || state.phase === 'unopened' || settings().satisfaction === 'off') return null
  const at = instant(Math.max(now(), state.lastAt))
  const customer = mayAsk(state, at) ? await desk.customers.one(state.customer) : null
  if (!customer || customer.erasedAt !== null) return null
  const rest = askAgainDays * dayMs
  if (!(await desk.satisfaction.take({ customer: customer.id, caseId, at, restMs: rest }))) return null
  const seal = shell.sealer()
  const command: Command = {
    type: 'satisfaction.ask',
    satisfaction: shell.newId('sat'),
    letter: (await mayWrite(shell, { customer, caseId, at })) ? letterTo(shell, customer, seal) : undefined,
  }
  const ifSeq = ledger.events.length
  const { outcome } = await shell.handle({
    caseId,
    by: itself,
    commands: [command],
    texts: seal.texts,
    ifSeq,
    // As it is booked, so that the book can be written again from the facts.
    at,
  })
  return outcome === 'precondition' ? now() : null
}

type Writing = { readonly customer: Customer; readonly caseId: Effect['caseId']; readonly at: Instant }

/** Whether a letter may go to him: he has an address that takes mail, and no limit stands against it. */
async function mayWrite({ desk, settings }: AskingShell, { customer, caseId, at }: Writing) {
  const address = customer.email
  if (!address || settings().automaticMail === 'off') return false
  if ((await desk.suppressions.since(address)) !== null) return false
  return (await desk.automaticMails.take({ address, caseId, kind: 'satisfaction', at })) === 'yes'
}

const letterTo = ({ newId }: AskingShell, { language }: Customer, seal: Sealer) => ({
  message: newId('msg'),
  text: seal.text(sayIn(language)('satisfaction.letter')),
})

async function end({ store }: AskingShell, { key, lease }: Leased, again: Instant | null): Promise<void> {
  const ends = again === null ? { done: true as const } : { retryAt: again, reason: 'the case went on' }
  await store.endEffect(key, lease, ends)
}
