// Erases personal text for ever: the words and their salt, the search words they brought, and what the card
// repeats.
import type pg from 'pg'
import type { Card } from '#core/case/card.ts'
import type { CaseId, TextId } from '#core/kit/id.ts'
import { withoutWords } from '../erased-card.ts'
import { foldWords } from '../fold-words.ts'
import { jsonText, type Pool } from './pool.ts'

type Gone = { case_id: CaseId; seq: number; words: string }

/** Erases texts in one transaction. Returns how many were there to erase. Index: text_id (brin). */
export async function eraseTexts(pool: Pool, texts: readonly TextId[], nowMs: number): Promise<number> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const { rows } = await client.query<Gone>(
      `with found as (select case_id, id, seq, words from text where id = any($1) and words is not null for update)
      update text set words = null, salt = null, erased_at = $2 from found
      where text.case_id = found.case_id and text.id = found.id
      returning found.case_id, found.seq, found.words`,
      [texts, nowMs],
    )
    for (const gone of rows) await forget(client, gone)
    await client.query('commit')
    return rows.length
  } catch (error) {
    broken = error as Error
    await client.query('rollback').then(
      () => {
        broken = undefined
      },
      () => {},
    )
    throw error
  } finally {
    client.release(broken)
  }
}

type Client = pg.PoolClient

async function forget(client: Client, { case_id, seq, words }: Gone): Promise<void> {
  const { rows } = await client.query<{ card: Card }>(
    'select card from case_card where case_id = $1 for update',
    [case_id],
  )
  const card = rows[0]?.card
  if (!card) return
  const left = withoutWords(card, words)
  // Counted, whatever the card shows: whoever has read the words already is to read again before he writes.
  await client.query('update case_card set card = $2::jsonb, erasures = erasures + 1 where case_id = $1', [
    case_id,
    jsonText(left),
  ])
  if (left.subject !== card.subject) {
    // Each row of the case holds the subject's words.
    await client.query('update searchable set words = ts_delete(words, $2::text[]) where case_id = $1', [
      case_id,
      foldWords(words),
    ])
  }
  const names = foldWords(`${left.subject} ${left.customerName} ${left.organisationName ?? ''}`)
  await client.query(
    `insert into searchable (case_id, seq, words) values ($1, $2, array_to_tsvector($3::text[]))
    on conflict (case_id, seq) do update set words = excluded.words`,
    [case_id, seq, names],
  )
}
