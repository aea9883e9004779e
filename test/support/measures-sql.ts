// The measures as plain SQL says them, once more and without anything of theirs: of what each is made, as
// (case_id, at, val), and how. Not: the test that asks both (test/measures.test.ts).
import { dayMs } from '#core/kit/time.ts'

export const dataOf = (event: string) => `${event}.data::jsonb`
const opened = 'join event o on o.case_id = e.case_id and o.seq = 1'
/** It was opened for a question of another case. */
const isSplitOff = (of: {
  case: string
  at: string
}) => `exists (select from event l where l.case_id = ${of.case}
    and l.type = 'case.linked' and ${dataOf('l')} ->> 'how' = 'split_from' and l.at = ${of.at})`
export const contactsOf = `(
    select case_id, at from event e where type = 'case.opened'
      and not ${isSplitOff({ case: 'e.case_id', at: 'e.at' })}
    union all select e.case_id, e.at from event e ${opened}
      where e.type = 'message.received' and ${dataOf('e')} -> 'automatic' = 'null' and e.at > o.at
    union all select e.case_id, e.at from event e ${opened}
      where e.type = 'contact.held' and ${dataOf('e')} ->> 'reach' = 'reached'
        and ${dataOf('e')} ->> 'direction' = 'in' and (${dataOf('e')} ->> 'startedAt')::bigint > o.at)`
export const repliesOf = `(
    select s.case_id, s.at, s.seq from event s join event q on q.case_id = s.case_id and q.type = 'message.queued'
      and ${dataOf('q')} ->> 'message' = ${dataOf('s')} ->> 'message'
      where s.type = 'message.sent' and ${dataOf('q')} ->> 'automatic' is null
        and ${dataOf('q')} -> 'by' ->> 'kind' = 'agent'
    union all select case_id, at, seq from event e where type = 'contact.held'
      and ${dataOf('e')} ->> 'reach' = 'reached' and ${dataOf('e')} ->> 'direction' = 'out')`
const isWritten = `${dataOf('o')} -> 'by' ->> 'kind' <> 'agent'`
/** Since when the oldest word waited that no reply and no fix stands behind. */
const waitedSince = `(select min(m.at) from event m where m.case_id = r.case_id and m.type = 'message.received'
    and ${dataOf('m')} -> 'automatic' = 'null' and m.at > o.at and m.seq < r.seq and m.seq > greatest(
      (select max(seq) from replies b where b.case_id = r.case_id and b.seq < r.seq),
      (select max(seq) from event f where f.case_id = r.case_id and f.type = 'case.solved' and f.seq < r.seq), 0))`
export const firstFix = `select case_id, min(at) as at from event where type = 'case.solved' group by 1`

/** What the last fact of some types said of a case at an instant. */
const saidAt = (key: string, types: string, of: { case: string; at: string }) => `(
    select ${dataOf('p')} ->> '${key}' from event p where p.case_id = ${of.case} and p.at <= ${of.at}
      and p.type in (${types}) and ${dataOf('p')} ? '${key}' order by p.seq desc limit 1)`
export const kindAt = (of: { case: string; at: string }) =>
  `coalesce(${saidAt('kind', "'case.classified'", of)}, 'other')`
const cameAgain = (days: number) => {
  const over = `s.at + ${days * dayMs}::bigint`
  return `(exists (select from contacts c where c.case_id = s.case_id and c.at > s.at and c.at <= ${over})
    or exists (select from event r where r.case_id = s.case_id and r.type = 'case.reopened'
      and r.at > s.at and r.at <= ${over})
    or exists (select from event x join event own on own.case_id = s.case_id and own.seq = 1
      where x.type = 'case.opened' and x.case_id <> s.case_id and x.at > s.at and x.at <= ${over}
      and not ${isSplitOff({ case: 'x.case_id', at: 'x.at' })}
      and ${dataOf('x')} ->> 'customer' = ${dataOf('own')} ->> 'customer'
      and ${kindAt({ case: 'x.case_id', at: over })} = ${kindAt({ case: 's.case_id', at: over })}))`
}
const lasted = (days: number, is: string) =>
  `select s.case_id, s.at, (${is})::int as val from fixes s where s.at + ${days * dayMs}::bigint <= $3::bigint`
const inOneContact = '1 >= (select count(*) from contacts c where c.case_id = s.case_id and c.at <= s.at)'
export const reopened = (days: number) => `exists (select from event r where r.case_id = s.case_id
    and r.type = 'case.reopened' and r.at <= s.at + ${days * dayMs}::bigint)`
const promises = (is: string) => `select case_id, at, (${is})::int as val from event e
    where type in ('promise.kept', 'promise.missed')`
const isLate = `(${dataOf('e')} ->> 'late')::bool`
const offered = (more: string) => `select a.case_id, a.at, ${more} as val from event a join event f
    on f.case_id = a.case_id and f.type = 'hand_off.offered'
    and ${dataOf('f')} ->> 'handOff' = ${dataOf('a')} ->> 'handOff'`
const answersOf = `select case_id, min(at) as at, (array_agg((${dataOf('e')} ->> 'score')::int order by seq desc))[1] as val
    from event e where type = 'satisfaction.answered' and at < $2 group by case_id, ${dataOf('e')} ->> 'satisfaction'`
/** Judged by the first verdict of each target, by the policy it was owed by; past by another time: not. */
export const owed = `select case_id, at, val, by from (select distinct on (e.case_id, ${dataOf('e')} ->> 'target') e.case_id, e.at,
      (type = 'target.met' and not ${isLate})::int as val, ${dataOf('e')} ->> 'how' as how, (
      select concat('policy:', ${dataOf('p')} ->> 'policy', '@', ${dataOf('p')} ->> 'version', ' target:', ${dataOf('e')} ->> 'kind')
        from event p where p.case_id = e.case_id and p.type in ('target.started', 'target.retargeted') and p.seq < e.seq
        and ${dataOf('p')} ->> 'target' = ${dataOf('e')} ->> 'target' order by p.seq desc limit 1) as by
    from event e where type in ('target.met', 'target.breached') order by e.case_id, ${dataOf('e')} ->> 'target', seq) v
    where how is distinct from 'retarget'`
const calls = `select case_id, at, 60 * (${dataOf('e')} ->> 'minutes')::int as val from event e
    where type = 'contact.held' and ${dataOf('e')} ->> 'reach' = 'reached' and ${dataOf('e')} ->> 'means' = 'phone'`

/** The first word to who wrote, and since when he had waited for it. */
export const firstWaits = `select distinct on (o.case_id) o.case_id, r.at, r.seq, o.at as since
    from replies r join event o on o.case_id = r.case_id and o.seq = 1 and ${isWritten} order by o.case_id, r.seq`
/** The same of each next word. */
export const nextWaits = `select r.case_id, r.at, r.seq, ${waitedSince} as since
    from replies r join event o on o.case_id = r.case_id and o.seq = 1
    where ${waitedSince} is not null and (not (${isWritten})
      or exists (select from replies b where b.case_id = r.case_id and b.seq < r.seq))`
const waited = (waits: string) => `select case_id, at, floor((at - since) / 1000) as val from (${waits}) w`
const waitedInHours = (word: string) => `select case_id, at, val from waited_again where word = '${word}'`
const solved = `select s.case_id, s.at, floor((s.at - o.at) / 1000) as val
    from fixes s join event o on o.case_id = s.case_id and o.seq = 1`
/** Whether nobody of a higher level had worked on it. */
const solvedLow = `select s.case_id, s.at, (not exists (select from event w where w.case_id = s.case_id and w.at <= s.at
      and w.type in ('case.opened', 'worker.assigned', 'case.solved')
      and (${dataOf('w')} ->> 'level')::int > 1))::int as val from fixes s`
/** What customers solved by self-help. */
const alone = `select null, max(changed_at), 1 from walk_told where case_id like 'wlk\\_%' group by walk`
/** Dated by the last instant of the period: there it lies open. */
const lyingOpen = `select o.case_id, greatest($1, least($2 - 1, $3)) as at, least($2, $3) / 1000 - o.at / 1000 as val
    from event o where o.type = 'case.opened' and o.at < $2 and coalesce((
      select e.type from event e where e.case_id = o.case_id and e.at < $2
        and e.type in ('case.solved', 'case.closed', 'case.merged', 'case.reopened')
        and not (e.type = 'case.merged' and exists (select from event back where back.case_id = e.case_id
          and back.type = 'case.parted' and back.seq > e.seq and back.at < $2))
      order by e.seq desc limit 1), 'case.reopened') = 'case.reopened'`
/** Of hand-offs to a higher level what a lead said who checked them. */
const checkedAbove = (is: string) => `${offered(`(${is})::int`)} where a.type = 'hand_off.checked'
    and ${dataOf('a')} ->> 'says' <> 'cannot_say' and ${dataOf('f')} -> 'to' -> 'level' > ${dataOf('f')} -> 'from' -> 'level'`
const accepted = `${offered('floor((a.at - f.at) / 1000)')} where a.type = 'hand_off.accepted'`

export const isCauseKnown = `coalesce((select type from event c where c.case_id = s.case_id and c.at <= s.at
    and c.type in ('cause.found', 'cause.withdrawn') order by c.seq desc limit 1), '') = 'cause.found'`

const places = "'case.opened', 'worker.assigned', 'worker.queued'"
/** What an hour cost at the level where a case lay. */
const rateAt = (of: { case: string; at: string }) =>
  `(select (v.rates ->> ${saidAt('level', places, of)})::numeric
    from cost_version v where v.at <= ${of.at} order by v.version desc limit 1)`
const amountOf = (event: string) => `(${dataOf(event)} ->> 'amountMinor')::numeric`
/** Each sum that was spent, and each that was taken back, with what it was paid for. */
export const spentOf = `(
    select case_id, at, sort, val from (
      select e.case_id, e.at, 'people' as sort,
          round((${dataOf('e')} ->> 'minutes')::numeric * ${rateAt({ case: 'e.case_id', at: 'e.at' })} / 60) as val
        from event e where e.type in ('note.added', 'contact.held') and (${dataOf('e')} ->> 'minutes')::int > 0
    ) p where val is not null
    union all select case_id, at, ${dataOf('e')} ->> 'kind', ${amountOf('e')} from event e where type = 'cost.noted'
    union all select w.case_id, w.at, ${dataOf('n')} ->> 'kind', -${amountOf('n')} from event w join event n
      on n.case_id = w.case_id and n.type = 'cost.noted' and ${dataOf('n')} ->> 'cost' = ${dataOf('w')} ->> 'cost'
      where w.type = 'cost.withdrawn'
    union all select g.case_id, g.at, 'goodwill', case g.type when 'goodwill.granted' then 1 else -1 end * ${amountOf('a')}
      from event g join event a on a.case_id = g.case_id and a.type = 'goodwill.asked'
        and ${dataOf('a')} ->> 'goodwill' = ${dataOf('g')} ->> 'goodwill'
      where g.type in ('goodwill.granted', 'goodwill.revoked'))`
/** Of contacts the value is null, so that both can be told apart. */
const perContact = `select case_id, at, null::numeric as val from contacts
    union all select case_id, at, val from ${spentOf} x`
/** Until so many days after the fix, with what a case that was merged into it had cost by then. */
const costUntil = (days: number) => `select s.case_id, s.at, (
      select coalesce(sum(x.val), 0) from ${spentOf} x left join event l on l.case_id = s.case_id
        and l.type = 'case.linked' and ${dataOf('l')} ->> 'how' = 'merged_from' and ${dataOf('l')} ->> 'to' = x.case_id
      where case when x.case_id = s.case_id then x.at else greatest(l.at, x.at) end <= s.at + ${days * dayMs}::bigint
        and (x.case_id = s.case_id or x.at <= l.at)) as val
    from fixes s where s.at + ${days * dayMs}::bigint <= $3::bigint`

const counted = 'count(*)'
const share = 'avg(val)'
const part = (of: number) => `percentile_disc(${of}) within group (order by val)`
export type BySql = readonly [of: string, how: string, behind?: string, n?: string]
/** What nobody of ours had a part in is of the whole desk only. */
export const ofAlone = ['level_0_share', 'level_0_1_share']

const walkEnds = ['begun', 'answered', 'reused', 'jumped', 'went_back', 'given_up'].map(
  one => `'walk.${one}'`,
)
/** What its walks say last before the fix, and whether that is that it is solved. */
export const scripted = `select s.case_id, s.at, 'script:' || slug as helped from fixes s join lateral (
    select distinct ${dataOf('b')} #>> '{to,0,slug}' as slug from event b where b.case_id = s.case_id and b.at <= s.at
      and b.type = 'walk.begun' and 'solved' = (select ${dataOf('w')} ->> 'end' from event w
        where w.case_id = s.case_id and w.at <= s.at and w.type in (${walkEnds})
        and ${dataOf('w')} ->> 'walk' = ${dataOf('b')} ->> 'walk' order by w.seq desc limit 1)) b on true
  union select s.case_id, s.at, x.helped from fixes s join lateral (
      select f.data from event f where f.case_id = s.case_id and f.seq <= (select min(seq) from event n
        where n.case_id = s.case_id and n.type = 'case.solved') and f.type in ('case.solved', 'hand_off.answered')) f on true
    cross join lateral (values ('article:' || (${dataOf('f')} #>> '{named,article}')),
      (case when ${dataOf('f')} ? 'article' then 'article:named' end)) x (helped) where x.helped is not null`
/** Whether an article was named with the fix, or in an answer before it. */
const isArticleNamed = `s.case_id in (select h.case_id from (${scripted}) h where h.helped like 'article:%')`

/**
 * By measure: what it is made of, as (case_id, at, val), how, of which its cases stand behind it, if not of
 * all, and of how many it is, if not of these;
 * $1 and $2 are the period, $3 is now.
 */
export const bySql: Readonly<Record<string, BySql>> = {
  cases_opened: [`select case_id, at, 0 as val from event where type = 'case.opened'`, counted],
  contacts: ['select case_id, at, 0 as val from contacts', counted],
  calls_handled: [calls, counted],
  handle_time_median_s: [calls, part(0.5)],
  handle_time_p90_s: [calls, part(0.9)],
  backlog: [lyingOpen, counted],
  backlog_age_median_s: [lyingOpen, part(0.5)],
  backlog_age_p90_s: [lyingOpen, part(0.9)],
  first_reply_median_s: [waited(firstWaits), part(0.5)],
  first_reply_p90_s: [waited(firstWaits), part(0.9)],
  next_reply_median_s: [waited(nextWaits), part(0.5)],
  next_reply_p90_s: [waited(nextWaits), part(0.9)],
  first_reply_working_median_s: [waitedInHours('first'), part(0.5)],
  first_reply_working_p90_s: [waitedInHours('first'), part(0.9)],
  next_reply_working_median_s: [waitedInHours('next'), part(0.5)],
  next_reply_working_p90_s: [waitedInHours('next'), part(0.9)],
  time_to_solve_median_s: [solved, part(0.5)],
  time_to_solve_p90_s: [solved, part(0.9)],
  level_1_share: [solvedLow, share],
  level_0_1_share: [`${solvedLow} union all ${alone}`, share, 'case_id is not null'],
  level_1_could_have: [
    `${offered(`(${dataOf('a')} ? 'level1Because')::int`)} where a.type = 'hand_off.answered'
      and ${dataOf('f')} -> 'to' -> 'level' > ${dataOf('f')} -> 'from' -> 'level'`,
    share,
  ],
  level_1_could_have_checked: [checkedAbove(`${dataOf('a')} ->> 'says' = 'could'`), share],
  level_1_flag_agreed: [
    checkedAbove(`(${dataOf('a')} ->> 'says' = 'could') = exists (select from event w where w.case_id = a.case_id
      and w.type = 'hand_off.answered' and ${dataOf('w')} ->> 'handOff' = ${dataOf('a')} ->> 'handOff'
      and ${dataOf('w')} ? 'level1Because')`),
    share,
  ],
  time_to_solve_working_median_s: ['select case_id, at, val from worked_again', part(0.5)],
  time_to_solve_working_p90_s: ['select case_id, at, val from worked_again', part(0.9)],
  cause_found: [`select s.case_id, s.at, (${isCauseKnown})::int as val from fixes s`, share, 'val = 1'],
  article_named: [`select s.case_id, s.at, (${isArticleNamed})::int as val from fixes s`, share, 'val = 1'],
  level_0_share: [`select case_id, at, 0 as val from fixes union all ${alone}`, share, 'false'],
  referred: [
    `select case_id, at, 0 as val from event e where type = 'case.closed' and ${dataOf('e')} ->> 'reason' = 'referred'`,
    counted,
  ],
  reopened_7d: [lasted(7, reopened(7)), share],
  reopened_30d: [lasted(30, reopened(30)), share],
  repeat_contact_7d: [lasted(7, cameAgain(7)), share],
  repeat_contact_30d: [lasted(30, cameAgain(30)), share],
  first_contact_resolution_7d: [lasted(7, `not ${cameAgain(7)} and ${inOneContact}`), share],
  first_contact_resolution_30d: [lasted(30, `not ${cameAgain(30)} and ${inOneContact}`), share],
  promises_kept: [promises(`type = 'promise.kept' and not ${isLate}`), share],
  promises_late: [promises(`type = 'promise.kept' and ${isLate}`), share],
  promises_missed: [promises(`type = 'promise.missed'`), share],
  hand_offs_returned: [
    `select case_id, at, (type = 'hand_off.returned')::int as val
      from event where type in ('hand_off.accepted', 'hand_off.returned')`,
    share,
  ],
  hand_off_accepted_median_s: [accepted, part(0.5)],
  hand_off_accepted_p90_s: [accepted, part(0.9)],
  satisfaction_asked: [`select case_id, at, 0 as val from event where type = 'satisfaction.asked'`, counted],
  satisfaction_answered: [answersOf, counted],
  satisfaction_response_7d: [
    `select a.case_id, a.at, (exists (select from event w where w.case_id = a.case_id and w.type = 'satisfaction.answered'
        and ${dataOf('w')} ->> 'satisfaction' = ${dataOf('a')} ->> 'satisfaction'
        and w.at <= a.at + ${7 * dayMs}::bigint))::int as val
      from event a where type = 'satisfaction.asked' and a.at + ${7 * dayMs}::bigint <= $3::bigint`,
    share,
  ],
  satisfaction_low: [`select case_id, at, (val <= 2)::int as val from (${answersOf}) a`, share],
  satisfaction_p25: [answersOf, part(0.25)],
  satisfaction_median: [answersOf, part(0.5)],
  satisfaction_p75: [answersOf, part(0.75)],
  targets_met: [owed, share],
  cost_per_contact: [
    perContact,
    'round(sum(val) / nullif(count(*) filter (where val is null), 0))',
    'val is not null',
    'count(*) filter (where val is null)',
  ],
  cost_per_solved_7d: [costUntil(7), 'round(avg(val))'],
  cost_per_solved_30d: [costUntil(30), 'round(avg(val))'],
}

const placed = "'case.opened', 'worker.assigned', 'worker.queued'"
const here = { case: 'm.case_id', at: 'm.at' }
export const placeSql = {
  team: saidAt('team', placed, here),
  level: saidAt('level', placed, here),
  product: saidAt('product', "'case.classified'", here),
  kind: kindAt(here),
  channel: saidAt('channel', "'case.opened'", here),
}
