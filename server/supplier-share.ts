// A supplier case as a house outside reads it in its share: what was sent to them and what they said,
// without the people of our cases. It is built up from nothing, so that what we add to a supplier case
// stays ours. Not: who reads it (core/supplier/share.ts), nor the doors (http/supplier-share.ts).
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { type SupplierOwed, supplierStanding } from '#core/supplier/state.ts'
import type {
  SupplierAnswer,
  SupplierFact,
  SupplierFactOf,
  SupplierFactType,
  SupplierTarget,
} from '#core/supplier/supplier-fact.ts'
import type { Severity } from '#core/case/event.ts'
import type { TextId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { evidenceMask } from '#server/changes.ts'
import type { Shell } from '#server/shell.ts'
import type { FoundSupplierCase } from '#server/suppliers.ts'

export const shareStandings = ['asked', 'late', 'answered', 'testing', 'over'] as const
/**
 * `asked`: it is theirs; `late`: past what they owe; `answered`: ours; `testing`: we test what they released.
 */
export type ShareStanding = (typeof shareStandings)[number]

export type ShareLine = {
  readonly seq: number
  readonly at: number
  readonly what: 'sent' | 'said' | 'lodged' | 'retested' | 'solved' | 'reopened'
  /** by name: people of theirs, and of ours where that was agreed */
  readonly name: string | null
  /** theirs, written in their share */
  readonly isTheirs: boolean
  readonly words: string | null
  readonly pack: boolean
  readonly answer: SupplierAnswer | null
  readonly version: string | null
  readonly reference: string | null
  readonly holds: boolean | null
}
export type SharedRow = {
  readonly number: number
  readonly title: string
  readonly severity: Severity
  readonly standing: ShareStanding
  readonly isOpen: boolean
  readonly reference: string | null
  readonly sentAt: number
  readonly dueAt: number | null
}
export type SharedPage = {
  readonly row: SharedRow
  readonly version: string | null
  readonly owed: readonly ({ readonly target: SupplierTarget } & SupplierOwed)[]
  readonly course: readonly ShareLine[]
}

/** As many cases of ours as its people are looked for in; the case it began with is always among them. */
const casesMost = 50

/** Takes the people of the cases that wait on it out of words. */
async function maskOfAll(
  shell: Shell,
  { ledger, state }: FoundSupplierCase,
): Promise<(words: string) => string> {
  const [from, joined] = await Promise.all([
    state.from === null ? null : shell.store.card(state.from),
    shell.store.cards({ matter: ledger.id, sort: 'age', limit: casesMost }),
  ])
  const others = joined.items.filter(one => one.id !== from?.id)
  const masks = await Promise.all([...(from ? [from] : []), ...others].map(one => evidenceMask(shell, one)))
  return words => masks.reduce((said, mask) => mask(said), words)
}

type Shown = Pick<ShareLine, 'what'> &
  Partial<Pick<ShareLine, 'pack' | 'answer' | 'version' | 'reference' | 'holds'>> & {
    readonly said?: TextRef
  }
/** What of it is theirs to read; a fact that does not stand here is ours alone, and so are its words. */
const shows: { readonly [T in SupplierFactType]?: (fact: SupplierFactOf<T>) => Shown } = {
  'supplier.sent': ({ words, pack = false }) => ({ what: 'sent', said: words, pack }),
  'supplier.said': ({ words, answer, version = null }) => ({ what: 'said', said: words, answer, version }),
  'supplier.lodged': ({ reference }) => ({ what: 'lodged', reference }),
  'supplier.retested': ({ holds }) => ({ what: 'retested', holds }),
  'supplier.solved': () => ({ what: 'solved' }),
  'supplier.reopened': () => ({ what: 'reopened' }),
}
const nothing = { answer: null, version: null, reference: null, holds: null, pack: false } as const

type Reading = {
  readonly reader: AgentFacts
  readonly texts: ReadonlyMap<TextId, string>
  readonly mask: (words: string) => string
}

function lineOf(shell: Shell, fact: SupplierFact & { readonly seq: number }, reading: Reading): ShareLine[] {
  const shown = (shows[fact.type] as ((fact: SupplierFact) => Shown) | undefined)?.(fact)
  if (!shown) return []
  const { said, ...more } = shown
  const words = said ? (reading.texts.get(said.text) ?? null) : null
  const isTheirs = 'partner' in fact && fact.partner !== undefined && fact.type !== 'supplier.shared'
  // Their own words are theirs as they wrote them.
  const kept = words === null || isTheirs ? words : reading.mask(words)
  const name = nameFor(shell, fact, { reader: reading.reader, isTheirs })
  return [{ ...nothing, ...more, seq: fact.seq, at: fact.at, words: kept, isTheirs, name }]
}

function nameFor(
  { facts }: Shell,
  { by }: SupplierFact,
  { reader, isTheirs }: { reader: AgentFacts; isTheirs: boolean },
): string | null {
  const { agents, teams } = facts()
  if (by.kind !== 'agent') return null
  const namesOurs = reader.teams.some(team => teams[team]?.partner?.namesPeople)
  return isTheirs || namesOurs ? (agents[by.id]?.name ?? null) : null
}

function standingOf({ state }: FoundSupplierCase): ShareStanding {
  if (state.end !== 'open') return 'over'
  if (state.turn === 'ours') return supplierStanding(state) === 'to_test' ? 'testing' : 'answered'
  return state.silentSince === null ? 'asked' : 'late'
}

/** The first thing that they still owe. */
function dueOf({ state }: FoundSupplierCase): number | null {
  if (state.end !== 'open' || state.turn === 'ours') return null
  const owed = Object.values(state.owed).filter(one => !one.standing.startsWith('met'))
  return owed.length === 0 ? null : Math.min(...owed.map(one => one.dueAt))
}

function rowOf(found: FoundSupplierCase, mask: (words: string) => string): SharedRow {
  const { ledger, state } = found
  return {
    ...{ number: ledger.number, severity: state.severity, isOpen: state.end === 'open' },
    title: mask(ledger.texts.get(state.title.text) ?? ''),
    ...{ standing: standingOf(found), reference: state.reference, sentAt: state.sentAt ?? 0 },
    dueAt: dueOf(found),
  }
}

/** As it stands in the list of theirs. */
export const sharedRow = async (shell: Shell, found: FoundSupplierCase): Promise<SharedRow> =>
  rowOf(found, await maskOfAll(shell, found))

/** As they open it. */
export async function sharedPage(
  shell: Shell,
  found: FoundSupplierCase,
  reader: AgentFacts,
): Promise<SharedPage> {
  const { ledger, state } = found
  const mask = await maskOfAll(shell, found)
  const all = ledger.facts as unknown as readonly (SupplierFact & { readonly seq: number })[]
  // A mail of somebody else, put here by mistake, is theirs as little as ours.
  const out = new Set(all.flatMap(one => (one.type === 'supplier.taken_out' ? [one.mail] : [])))
  const isOut = (one: SupplierFact) =>
    one.type === 'supplier.said' && one.mail !== undefined && out.has(one.mail)
  const reading = { reader, texts: ledger.texts, mask }
  return {
    row: rowOf(found, mask),
    version: state.version,
    owed: (Object.entries(state.owed) as [SupplierTarget, SupplierOwed][]).map(([target, one]) => ({
      target,
      ...one,
    })),
    course: all.filter(one => !isOut(one)).flatMap(one => lineOf(shell, one, reading)),
  }
}
