// Writes to a customer what happened inside his case that he should know: one letter for all of it, and
// none within an hour of the last. Not: what there is to tell (core/case/inner-letter.ts), nor how the
// mail looks.
import { type InnerTold, innerUntold } from '#core/case/inner-letter.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { after, type Instant, minuteMs } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { letterWords } from '#server/letter-words.ts'
import type { Shell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'
import type { Effect } from '#store/store.ts'

export type InnerShell = Pick<
  Shell,
  'store' | 'settings' | 'mailTemplates' | 'now' | 'newId' | 'sealer' | 'handle' | 'folded'
> & { readonly desk: Pick<Shell['desk'], 'customers' | 'automaticMails'> }

const batch = 20
const leaseMs = 15_000
const restMs = 2_000
/** Two such letters of one case are never nearer to each other. */
const apartMs = 60 * minuteMs
const itself = { kind: 'system', part: 'desk' } as const

/** Writes what is due now. Answers how long to rest, in milliseconds. */
export async function writeInnerLetters(shell: InnerShell): Promise<number> {
  const due = await shell.store.leaseEffects(batch, leaseMs, 'inner')
  const faults: unknown[] = []
  // One after another: those of one case are told in one letter, which the first of them writes.
  for (const one of due)
    await write(shell, one).then(
      again => end(shell, one, again),
      fault => faults.push(fault),
    )
  if (faults.length > 0) throw faults[0]
  return due.length === batch ? 0 : restMs
}

type Leased = Effect & { readonly lease: string }

/** When to look again; null: there is nothing more to write. */
async function write(shell: InnerShell, { caseId }: Effect): Promise<Instant | null> {
  const { store, desk, settings, now } = shell
  const ledger = await store.read(caseId)
  const state = ledger && shell.folded(ledger)
  if (!ledger || state?.phase !== 'open' || settings().automaticMail === 'off') return null
  const { lastAt, untold } = innerUntold(ledger.events, state)
  const wanted = untold.filter(({ kind }) => settings().innerLetters?.[kind] !== false)
  if (wanted.length === 0) return null
  if (lastAt !== null && now() < lastAt + apartMs) return after(lastAt, apartMs)
  const customer = await desk.customers.one(state.customer)
  if (!customer?.email || isUnreachable(state)) return null
  const booked = { address: customer.email, caseId, kind: 'inner', at: now() }
  if ((await desk.automaticMails.take(booked)) !== 'yes') return null
  return queue(shell, { caseId, customer, wanted, ifSeq: ledger.events.length })
}

/** The last letter of the case did not arrive: the next would not either. */
function isUnreachable({ messages }: OpenedCase): boolean {
  const last = Object.values(messages).findLast(one => one.way === 'out')
  return last?.standing === 'bounced' || last?.standing === 'failed'
}

type Written = Pick<Effect, 'caseId'> & {
  readonly customer: Customer
  readonly wanted: readonly InnerTold[]
  /** of two nodes that write at once, one finds the case changed */
  readonly ifSeq: number
}

async function queue(
  shell: InnerShell,
  { caseId, customer, wanted, ifSeq }: Written,
): Promise<Instant | null> {
  const { handle, newId, now } = shell
  const seal = shell.sealer()
  const command = {
    type: 'message.queue',
    message: newId('msg'),
    channel: 'email',
    text: seal.text(wordsOf(shell, wanted, customer.language)),
    attached: [],
    undoSeconds: 0,
    keeps: [],
    automatic: 'inner',
  } as const
  const { outcome } = await handle({ caseId, by: itself, commands: [command], texts: seal.texts, ifSeq })
  return outcome === 'precondition' ? now() : null
}

/** What the letter says. It names nobody: who works inside is not for every customer to know. */
function wordsOf(shell: InnerShell, wanted: readonly InnerTold[], language: Language): string {
  const kinds = wanted.map(one => `inner_${one.kind === 'late' ? one.target : one.kind}` as const)
  return [...kinds, 'inner_then' as const].map(kind => letterWords(shell, { kind, language })).join('\n\n')
}

async function end({ store }: InnerShell, { key, lease }: Leased, again: Instant | null): Promise<void> {
  const ends = again === null ? { done: true as const } : { retryAt: again, reason: 'one letter an hour' }
  await store.endEffect(key, lease, ends)
}
