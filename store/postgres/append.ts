// Records what commands decided: durable before it says yes, and honest about races and repeats.
// Not: the statement's text (append-sql.ts), nor how appends travel together (coalesce.ts).
import type { CaseId } from '#core/kit/id.ts'
import { noHash } from '../chain.ts'
import type { Append, Appended, Committed } from '../store.ts'
import { appendSql, type Head, type Prepared, type Ready, type Row } from './append-sql.ts'
import type { Blobs } from './blob.ts'
import type { Heads } from './heads.ts'
import { ask, commit, type Pool, sqlState } from './pool.ts'

type Deps = {
  readonly pool: Pool
  readonly heads: Heads
  readonly blobs: Pick<Blobs, 'place'>
  /** told how many appends brought words */
  readonly wordsAdded: (count: number) => void
  readonly committed: (told: Committed) => void
}

// clash(); unique or foreign key violated; deadlock, serialisation or lock wait lost: nothing of the
// statement holds.
const clashes = new Set(['TL001', '23505', '23503', '40P01', '40001', '55P03'])
const triesMax = 5

/** Makes the write that coalesce() asks for. Never throws for one append what another caused. */
export function writeOf(deps: Deps) {
  return async (batch: readonly Prepared[]): Promise<(Appended | Error)[]> => {
    const outcomes = new Map<Append, Appended | Error>()
    const known = batch.map(one => one.append).filter(one => one.expectedSeq > 0)
    const heads = await deps.heads.of(new Map(known.map(one => [one.caseId, one.expectedSeq])))
    const good: Ready[] = []
    for (const one of batch) {
      const { append } = one
      const head = append.expectedSeq === 0 ? start : heads.get(append.caseId)
      if (head?.seq !== append.expectedSeq) outcomes.set(append, await outcomeOf(late(deps, append)))
      else
        try {
          good.push({ ...one, head, blobs: await deps.blobs.place(append.blobs) })
        } catch (fault) {
          outcomes.set(append, fault as Error)
        }
    }
    for (const [ready, outcome] of await together(deps, good)) outcomes.set(ready.append, outcome)
    return batch.map(one => outcomes.get(one.append)!)
  }
}

const start: Head = { seq: 0, h: noHash }

async function together(deps: Deps, batch: readonly Ready[]): Promise<Map<Ready, Appended | Error>> {
  const outcomes = new Map<Ready, Appended | Error>()
  if (batch.length === 0) return outcomes
  try {
    const appended = await send(deps, batch)
    for (const [i, ready] of batch.entries()) outcomes.set(ready, appended[i]!)
  } catch (error) {
    const isClash = clashes.has(sqlState(error) ?? '')
    for (const ready of batch) {
      if (isClash) outcomes.set(ready, await outcomeOf(alone(deps, ready)))
      else if (batch.length > 1 && sqlState(error)) outcomes.set(ready, await outcomeOf(alone(deps, ready)))
      else outcomes.set(ready, error as Error)
    }
  }
  return outcomes
}

/** One append by itself, after a clash: again until it holds or the reason is known. */
async function alone(deps: Deps, ready: Ready): Promise<Appended> {
  for (let tries = 1; ; tries++) {
    const { append } = ready
    try {
      return (await send(deps, [ready]))[0]!
    } catch (error) {
      if (!clashes.has(sqlState(error) ?? '')) throw error
      deps.heads.forget(append.caseId)
      const why = await whyNot(deps, append)
      if (why.outcome !== 'appended') return why
      if (tries >= triesMax) throw error
    }
  }
}

async function send(deps: Deps, batch: readonly Ready[]): Promise<Appended[]> {
  const built = appendSql(batch, Date.now())
  const { rows } = await commit(deps.pool, built.sql)
  const appended: Appended[] = []
  for (const { i, number, tx } of rows as Row[]) {
    const head = built.heads[i]!
    deps.heads.keep(batch[i]!.append.caseId, head)
    appended[i] = { outcome: 'appended', seq: head.seq, number, position: `${tx}.${built.last[i]}` }
  }
  deps.wordsAdded(batch.filter(one => one.words !== '').length)
  deps.committed({ hasEffects: batch.some(one => one.append.effects.length > 0) })
  return appended
}

async function late(deps: Deps, append: Append): Promise<Appended> {
  const why = await whyNot(deps, append)
  // It caught up while we looked: the caller reads again, as for any other stale decision.
  return why.outcome === 'appended' ? { outcome: 'stale' } : why
}

type Known = {
  other: string | null
  body_hash: string | null
  answer: Record<string, unknown> | null
  taken: CaseId | null
  seq: number | null
  erasures: number | null
}

/** Why an append cannot be recorded. `appended` stands for "nothing speaks against it: try again". */
async function whyNot({ pool }: Deps, append: Append): Promise<Appended> {
  const { answered, intakeKey, caseId, expectedSeq, erasures, unlessMerged } = append
  const [known] = await ask<Known>(pool, {
    name: 'why_not',
    text: `select (select seq from case_card where case_id = $1) as seq,
      (select erasures from case_card where case_id = $1) as erasures,
      (select case_id from intake where key = $2) as taken,
      (select phase from case_card where case_id = $5) as other, answer.body_hash, answer.answer
      from (values (1)) as one left join answer on answer.actor = $3 and answer.key = $4`,
    values: [caseId, intakeKey ?? null, answered?.actor ?? null, answered?.key ?? null, unlessMerged ?? null],
  })
  if (answered && known?.answer) {
    return known.body_hash === answered.bodyHash
      ? { outcome: 'repeated', answer: known.answer }
      : { outcome: 'key_reused' }
  }
  if (known?.taken) return { outcome: 'taken_in_before', caseId: known.taken }
  const isAsRead = (known?.seq ?? 0) === expectedSeq && (known?.erasures ?? 0) === erasures
  if (!isAsRead || known?.other === 'merged') return { outcome: 'stale' }
  return { outcome: 'appended', seq: expectedSeq, number: 0, position: '' }
}

const outcomeOf = async (append: Promise<Appended>): Promise<Appended | Error> => {
  try {
    return await append
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
