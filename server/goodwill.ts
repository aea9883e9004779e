// Giving beyond what is owed, as its doors need it: codes nobody guesses, caps and budgets set aside before
// the fact is recorded, rows that follow what cases say, and the letter to the customer. Not: which facts
// follow (core/case/deed/goodwill.ts).
import { createHash, randomBytes } from 'node:crypto'
import { may } from '#core/access/may.ts'
import { type Command, decide, fold } from '#core/case/case.ts'
import type { GoodwillKind } from '#core/case/goodwill-fact.ts'
import { isAllowed } from '#core/case/lifecycle.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { budgetOf, periodStart, worthOf } from '#core/goodwill/rules.ts'
import type { CaseId, GoodwillId, TeamId } from '#core/kit/id.ts'
import { isRefusal, refuse } from '#core/kit/refusal.ts'
import { after, dayMs, type Instant, instant, secondMs } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import type { Deed, Handled } from '#server/deed.ts'
import type { Sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'
import type { GoodwillLimits, KeptGoodwill } from '#store/desk/goodwill.ts'
import type { Ledger } from '#store/store.ts'
import { money } from '#words/money.ts'
import { sayIn } from '#words/say-in.ts'

// No letter that is taken for another, when read over the phone.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 16

/** A code of eighty bits of chance, in four groups. */
export const newCode = (): string =>
  [...randomBytes(codeLength)]
    .map((byte, i) => `${i > 0 && i % 4 === 0 ? '-' : ''}${alphabet[byte % alphabet.length]}`)
    .join('')

/** What a code is known by, however it is typed. */
export function digestOf(code: string): string {
  const plain = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return createHash('sha256').update(plain).digest('hex')
}

const yearMs = 365 * dayMs
/** What the rules let a customer and a team have, and since when that is counted. */
export function limitsNow({ facts, now, settings }: Shell, team: TeamId): GoodwillLimits | null {
  const rules = facts().goodwill?.rules
  if (!rules) return null
  const budget = budgetOf(rules, team)
  const zone = settings().timeZone ?? 'UTC'
  const since = budget && instant(periodStart(budget.period, now(), zone))
  return {
    capMinor: rules.capMinor,
    capSince: after(now(), -yearMs),
    budget: budget && since !== null ? { limitMinor: budget.limitMinor, since } : null,
  }
}

/** As its case says it is; null: the case knows of none. */
export function rowOf(caseId: CaseId, state: OpenedCase, id: GoodwillId): KeptGoodwill | null {
  const one = state.goodwills?.[id]
  if (!one) return null
  const { kind, origin, standing, amountMinor, currency, rules } = one
  const { askedAt, askedBy, dueAt, decidedAt, decidedBy, until, endedAt } = one
  return {
    ...{ id, caseId, customer: state.customer, organisation: state.organisation },
    ...{ team: one.team ?? state.team, kind, origin, standing, amountMinor, currency, rules },
    ...{ askedAt, askedBy, dueAt, decidedAt, decidedBy, until, endedAt },
  }
}

/** A row as its case says it is, and by what its code is known, as long as the words of that are there. */
export type Kept = { readonly row: KeptGoodwill; readonly digest: string | null }

/** All a case knows of. */
export function keptOf(ledger: Pick<Ledger, 'caseId' | 'events' | 'texts'>): Kept[] {
  const state = fold(ledger.events)
  if (state.phase === 'unopened') return []
  const ids = Object.keys(state.goodwills ?? {}) as GoodwillId[]
  return ids.map(id => {
    const granted = ledger.events.find(one => one.type === 'goodwill.granted' && one.goodwill === id)
    const ref = granted?.type === 'goodwill.granted' ? granted.code : undefined
    // Of two that granted it at once only the code counts that was recorded.
    const code = ref && ledger.texts.get(ref.text)
    return { row: rowOf(ledger.caseId, state, id)!, digest: code ? digestOf(code) : null }
  })
}

/** Makes a row say what its case says; one the case knows nothing of never came to a fact. */
export async function settle(
  { store, desk }: Pick<Shell, 'store' | 'desk'>,
  { id, caseId }: Pick<KeptGoodwill, 'id' | 'caseId'>,
): Promise<void> {
  const ledger = await store.read(caseId)
  const kept = ledger && keptOf(ledger).find(({ row }) => row.id === id)
  await (kept ? desk.goodwill.keep(kept.row, kept.digest) : desk.goodwill.drop(id))
}

const leftMs = 30 * secondMs
const leftMost = 50
/** What somebody who died on the way left behind is read from its case again. */
export async function settleLeft(shell: Pick<Shell, 'store' | 'desk' | 'now'>): Promise<void> {
  for (const row of await shell.desk.goodwill.left(after(shell.now(), -leftMs), leftMost))
    await settle(shell, row)
}

/** Whether a deed would be recorded as its case stands. */
async function isLikely(shell: Shell, { caseId, by, commands, ifSeq }: Deed): Promise<boolean> {
  const ledger = await shell.store.read(caseId)
  const state = fold(ledger?.events ?? [])
  const desk = shell.facts()
  const setting = { now: shell.now(), newId: shell.newId, desk }
  const [command] = commands
  if (!command || state.phase === 'unopened' || may(by, command.type, state, desk) !== true) return false
  return (ifSeq === undefined || ifSeq === state.seq) && !isRefusal(decide(state, command, by, setting))
}

type Giving = { readonly row: KeptGoodwill; readonly code: string | null }
/**
 * Records a deed that gives something: its worth is set aside first, and free again when it is refused. Of
 * two at once that would pass a cap or a budget together, the database lets one through.
 */
export async function give(shell: Shell, { row, code }: Giving, deed: Deed): Promise<Handled> {
  const limits = limitsNow(shell, row.team)
  // Nothing is set aside for what the core would refuse anyhow: it says why.
  if (!limits || !(await isLikely(shell, deed))) return shell.handle(deed)
  await settleLeft(shell)
  const more = { digest: code === null ? null : digestOf(code), at: shell.now(), limits }
  const held = await shell.desk.goodwill.hold({ ...row, standing: 'giving' }, more)
  if (held.outcome !== 'held') {
    const limit = held.outcome === 'over_cap' ? limits.capMinor : limits.budget!.limitMinor
    const said = [limit, held.spentMinor].map(minor => worthOf(minor, row.currency))
    const refusal = refuse(`goodwill.${held.outcome}`, { limit: said[0]!, spent: said[1]! })
    return { outcome: 'refused', refusal }
  }
  return settled(shell, row, deed)
}

/** Records a deed, and then makes the row say what its case says, whatever came of it. */
export async function settled(
  shell: Shell,
  row: Pick<KeptGoodwill, 'id' | 'caseId'>,
  deed: Deed,
): Promise<Handled> {
  // Where the outcome is not known the row stays as under way, and is read again later.
  const handled = await shell.handle(deed)
  await settle(shell, row)
  return handled
}

/** What a letter tells of: given, or not. */
export type Told =
  | {
      readonly what: string
      readonly kind: GoodwillKind
      readonly amountMinor: number
      readonly currency: string
      readonly words: string | undefined
      readonly code: string | null
      readonly until: Instant | null
    }
  | { readonly refused: string; readonly what: string }

/** The letter that goes with it, recorded in the same breath; none to a case that takes no more letters. */
export async function letterOf(
  shell: Pick<Shell, 'desk' | 'newId' | 'settings'>,
  { state, seal, told }: { state: OpenedCase; seal: Sealer; told: Told },
): Promise<readonly Command[]> {
  const customer = await shell.desk.customers.one(state.customer)
  if (!customer?.email || !isAllowed(state.phase, 'message.queue')) return []
  const zone = customer.timeZone ?? shell.settings().timeZone ?? 'UTC'
  return [
    {
      ...{ type: 'message.queue', message: shell.newId('msg'), channel: 'email', attached: [], keeps: [] },
      ...{ undoSeconds: 0, automatic: 'goodwill', text: seal.text(wordsOf(told, customer.language, zone)) },
    },
  ]
}

function wordsOf(told: Told, language: Language, zone: string): string {
  const say = sayIn(language)
  if ('refused' in told)
    return [say('goodwill.letter_refused', { what: told.what }), told.refused].join('\n\n')
  const { what, kind, amountMinor, currency, words, code, until } = told
  const worth = money({ amountMinor, currency }, language)
  const day = (at: Instant) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(at)
  return [
    say('goodwill.letter_granted', { kind, what, worth }),
    ...(code && until ? [say('goodwill.letter_code', { code, day: day(until) })] : []),
    ...(words ? [words] : []),
  ].join('\n\n')
}
