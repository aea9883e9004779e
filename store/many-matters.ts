// Very many problems, supplier cases and change requests at once, as rows of their lists alone: for
// measurements and tests of plans. Not: their facts; none of these can be opened.
import type { ChangeMore } from '#core/change/rules.ts'
import type { ChangeStanding } from '#core/change/state.ts'
import type { ProblemMore } from '#core/problem/rules.ts'
import type { ProblemStanding } from '#core/problem/state.ts'
import type { SupplierMore } from '#core/supplier/rules.ts'
import type { SupplierStanding } from '#core/supplier/state.ts'
import { jsonText, type Pool } from './postgres/pool.ts'

type Stands<T> = { readonly going: T; readonly over: T; readonly rare: T }
const problem = {
  stands: { going: 'open', over: 'closed', rare: 'dismissed' } satisfies Stands<ProblemStanding>,
  more: {
    ...{ kind: 'unknown', edition: 0, hasCause: false, workaround: 'none', version: null, into: null },
  } satisfies ProblemMore,
}
const supplierCase = {
  stands: { going: 'waiting', over: 'solved', rare: 'closed' } satisfies Stands<SupplierStanding>,
  more: {
    ...{ severity: 3, reference: 'RMA', answer: null, unanswered: 0, chaseDue: false, raised: false },
    ...{ silences: 0, sentAt: null, firstAnswerAt: null, solvedAt: null, solvedBy: null, right: null },
    ...{ minutes: 0, cents: 0, partner: null },
  } satisfies SupplierMore,
}
const change = {
  stands: { going: 'drafted', over: 'verified', rare: 'rejected' } satisfies Stands<ChangeStanding>,
  more: { kind: 'bug_fix', version: null, entry: null, url: null, lost: null } satisfies ChangeMore,
}
const kinds = [
  ['problem', 'prb', problem],
  ['supplier_case', 'spc', supplierCase],
  ['change', 'chr', change],
] as const

/** So many rows a statement. */
const atOnce = 10_000

/**
 * So many of each kind, one a minute up to an instant: one in twenty goes on, one in two hundred stands
 * rarely, and they are spread over forty owners, twenty products, ten subjects and all that
 * causes lie in.
 */
export async function fillMatters(pool: Pool, count: number, until: number): Promise<void> {
  for (const [kind, prefix, { stands, more }] of kinds)
    for (let from = 0; from < count; from += atOnce)
      await pool.query(text, [
        ...[kind, count, prefix, until, from, atOnce, stands.going, stands.over, stands.rare],
        jsonText(more),
      ])
  await pool.query('vacuum (analyze) matter')
}

const text = `insert into matter (id, kind, seq, head, card, standing, is_open, owner, product, subject,
    due_at, opened_at, changed_at)
  select $3 || '_many' || lpad(i::text, 7, '0'), $1, 1, decode(repeat('00', 32), 'hex'),
    jsonb_build_object('kind', $1::text, 'standing', standing, 'isOpen', is_open, 'title', 'One of many',
      'owner', owner, 'team', null, 'product', product, 'subject', subject, 'dueAt', due_at,
      'openedAt', at, 'more', $10::jsonb || case
        when i % 500 = 0 and $1 = 'supplier_case' then '{"partner": "tea_many"}'::jsonb
        when $1 = 'problem' then jsonb_build_object('hasCause', i / 20 % 3 = 0,
          'kind', (array['software', 'device', 'network', 'set_up', 'supplier', 'unknown'])[1 + i / 20 % 6])
        else '{}' end),
    standing, is_open, owner, product, subject, due_at, at, at
  from generate_series($5::int, least($5::int + $6::int, $2::int) - 1) i,
    lateral (select i % 20 = 0 as is_open, $4::bigint - ($2::bigint - i) * 60000 as at,
      case when i % 20 = 0 then $7 when i % 200 = 1 then $9 else $8 end as standing,
      'agt_many' || i / 20 % 40 as owner, 'pro_many' || i / 20 % 20 as product,
      case when $1 = 'supplier_case' then 'sup_many' || i / 20 % 10 end as subject) one,
    lateral (select case when i % 40 = 0 then at + 3600000 end as due_at) owed`
