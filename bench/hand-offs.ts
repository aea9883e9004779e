// Hand-offs through all their states on two nodes of one database, over HTTP: how many a minute, how long
// a deed takes, and by the ledgers how many came to each state and whether each ended once. Not: what becomes
// of one (hand-off-courses.ts), nor what a hand-off is (core/case/deed).
import { type Course, courses, type Deed, lateCourses } from '#bench/hand-off-courses.ts'
import { clientAs, type Client } from '#bench/http.ts'
import { expiring, type LateOffer, lateOffers } from '#bench/late-offers.ts'
import { percentile } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'
import { startNode } from '#bench/node.ts'
import { settingsMs, type Signed, signedIn, waitingCases } from '#bench/staff.ts'
import type { CaseId, TeamId } from '#core/kit/id.ts'
import { minuteMs, secondMs } from '#core/kit/time.ts'
import { newId } from '#server/new-id.ts'
import type { Desk } from '#store/desk/desk.ts'
import { openPool } from '#store/postgres/pool.ts'

/** So many pairs of people are at work at once: one gives, the other receives. */
const pairs = 16
/** What is asked of a desk, for a minute: so many times as long as other figures are taken. */
const perMinuteLeast = 1_000
const asLong = 12
/** Of so many cases one was offered long ago, and nobody takes it in time. */
const onePerLate = 10
/** Before the first of them falls due all is loaded, and the settings are known. */
const aheadMs = 2 * secondMs + settingsMs
const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits

type Options = {
  readonly bench: Bench
  readonly desk: Desk
  readonly dataDir: string
  /** how many cases are handed on, at most */
  readonly cases: number
}

/** Hands cases on once, twice, to nobody, and checks the ledgers; leaves nothing running. */
export async function handOffs({ bench, desk, dataDir, cases }: Options): Promise<Figure[]> {
  const env = { ...process.env, DATABASE_URL: bench.databaseUrl }
  const second = await startNode(`${dataDir}/second-of-hand-offs`, env, ['--no-build'])
  try {
    const people = await peopleOf(desk)
    const ms = asLong * bench.seconds * secondMs
    const of = { team: people.first, count: cases }
    const waiting = await waitingCases(bench.databaseUrl, desk, of)
    const nodes = [bench.node.url, second.url]
    const late = await offeredLongAgo(bench, desk, { people, count: Math.ceil(cases / onePerLate), ms })
    const measured = await fired({ url: bench.databaseUrl, waiting, late, people, nodes, ms })
    const all = [...measured.begun, ...late.flat().map(({ caseId }) => caseId)]
    return [...rates(measured), ...verdicts(await counted(bench.databaseUrl, all), measured)]
  } finally {
    await second.stop()
  }
}

type People = {
  readonly first: TeamId
  readonly team: TeamId
  readonly right: TeamId
  readonly givers: readonly Signed[]
  readonly receivers: readonly Signed[]
  readonly leads: readonly Signed[]
  readonly others: readonly Signed[]
}

async function peopleOf(desk: Desk): Promise<People> {
  const [first, team, right] = [await teamOf(desk, 1), await teamOf(desk, 2), await teamOf(desk, 3)]
  const second = { level: 2, team } as const
  return {
    ...{ first, team, right },
    givers: await signedIn(desk, { count: pairs, name: 'Giver', team: first, level: 1 }),
    receivers: await signedIn(desk, { count: 2 * pairs, name: 'Receiver', ...second }),
    leads: await signedIn(desk, { count: 1, name: 'Lead', ...second, roles: ['agent', 'lead'] }),
    others: await signedIn(desk, { count: pairs, name: 'Other', team: right, level: 3 }),
  }
}

async function teamOf(desk: Desk, level: 1 | 2 | 3): Promise<TeamId> {
  const id = newId('tea')
  await desk.teams.add({ id, name: `Hand-offs ${level} ${id.slice(-4)}`, level })
  return id
}

/** To each giver those of his, evenly over the time; every other one to a person by name. */
function offeredLongAgo(
  { databaseUrl: url }: Bench,
  desk: Desk,
  { people, count, ms }: { people: People; count: number; ms: number },
): Promise<LateOffer[][]> {
  const { first, team, givers, receivers } = people
  const each = Math.ceil(count / givers.length)
  const firstAt = Date.now() + aheadMs
  const givings = givers.map((giver, i) => ({
    giver,
    named: i % 2 === 0 ? receivers[2 * i]!.id : null,
    dueAts: Array.from({ length: each }, (_, k) => Math.round(firstAt + ((k + i / pairs) * ms) / each)),
  }))
  return lateOffers({ url, desk, first, team }, givings)
}

type Firing = {
  readonly url: string
  readonly waiting: readonly CaseId[]
  readonly late: readonly (readonly LateOffer[])[]
  readonly people: People
  readonly nodes: readonly string[]
  readonly ms: number
}
type Measured = {
  /** within the time, and all in all */
  readonly inTime: number
  readonly ended: number
  readonly seconds: number
  readonly times: readonly number[]
  readonly begun: readonly CaseId[]
}

/** What each pair does with a case, with those who help it. */
type Crew = (caseId: CaseId) => Course

function crewsOf({ people, nodes }: Firing, times: number[]): Crew[] {
  const { team, right, givers, receivers, leads, others } = people
  const timed =
    (send: Client) =>
    (caseId: CaseId): Deed =>
    async (deed, body) => {
      const at = performance.now()
      const { status } = await send('POST', `/api/v1/cases/${caseId}/${deed}`, JSON.stringify(body))
      times.push(performance.now() - at)
      return status
    }
  const asked = ({ who }: Signed, node: number) => timed(clientAs(nodes[node % nodes.length]!, who, 1))
  return givers.map((giver, i) => {
    const [gives, leading, elsewhere] = [asked(giver, i), asked(leads[0]!, i), asked(others[i]!, i)]
    // Both who may accept look at another node than each other.
    const [receiver, rival] = [asked(receivers[2 * i]!, i + 1), asked(receivers[2 * i + 1]!, i)]
    return caseId => ({
      giver: gives(caseId),
      receiver: receiver(caseId),
      rival: rival(caseId),
      lead: leading(caseId),
      elsewhere: elsewhere(caseId),
      ...{ team, right },
    })
  })
}

async function fired(firing: Firing): Promise<Measured> {
  const { url, waiting, late, ms } = firing
  const times: number[] = []
  const crews = crewsOf(firing, times)
  const due = late.map((): LateOffer[] => [])
  const home = new Map(late.flatMap((all, i) => all.map(one => [one.caseId, { i, one }] as const)))
  const clocks = expiring(url, [...home.keys()], caseId => {
    const { i, one } = home.get(caseId)!
    due[i]!.push(one)
  })
  const takenUp = (i: number, no: number, { caseId, handOff }: LateOffer) =>
    lateCourses[no % lateCourses.length]!(crews[i]!(caseId), handOff)
  const [left, begun, at] = [[...waiting], [] as CaseId[], performance.now()]
  let ended = 0
  await Promise.all(
    crews.map(async (crew, i) => {
      for (let no = i; performance.now() - at < ms; no += 1) {
        const expired = due[i]!.shift()
        const caseId = expired ? undefined : left.pop()
        if (!expired && !caseId) return
        if (caseId) begun.push(caseId)
        const more = caseId
          ? await courses[no % courses.length]!(crew(caseId))
          : await takenUp(i, no, expired!).then(() => 1)
        ended += more
      }
    }),
  )
  const [inTime, seconds] = [ended, (performance.now() - at) / secondMs]
  // What falls due last, or waits for its turn still, is taken up as well.
  await clocks.all
  await clocks.close()
  for (const [i, offers] of due.entries())
    for (const [no, one] of offers.entries()) await takenUp(i, no, one).then(() => ended++)
  return { inTime, ended, seconds, times, begun }
}

function rates({ inTime, seconds, times }: Measured): Figure[] {
  const perMinute = (inTime * minuteMs) / (seconds * 1_000)
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
  const spread = `${times.length} deeds in ${round(seconds, 0)} s, p50 ${round(p50)}, p95 ${round(p95)} ms`
  return [
    {
      what: 'hand-offs through all states, two nodes',
      value: round(perMinute, 0),
      unit: `per minute (${spread})`,
      target: `≥ ${perMinuteLeast}`,
      met: perMinute >= perMinuteLeast,
    },
  ]
}

type Counted = {
  readonly notOnce: number
  readonly homeless: number
  readonly twoOwners: number
  /** how many came to each state */
  readonly states: Readonly<Record<string, number>>
}

/** Each of them is to be seen, or the figure says nothing of it. */
const states = [
  'offered',
  'accepted',
  'corrected',
  'answered',
  'returned',
  'rerouted',
  'disputed',
  'decided',
  'withdrawn',
  'expired',
  'widened',
  'raised',
] as const

// A hand-off ends once: accepted, returned, left where it was by a lead, or taken back; whoever accepted it
// was given the case next; and a case is with whom its last fact of work names, or in a queue.
const countedText = `with told as (
    select case_id, seq, type, data::jsonb as it, data::jsonb ->> 'handOff' as hand_off
    from event where case_id = any($1) and type like 'hand_off.%'),
  one as (
    select hand_off, count(*) filter (where type = 'hand_off.accepted') as accepted,
      count(*) filter (where type in ('hand_off.returned', 'hand_off.withdrawn')
        or type = 'hand_off.decided' and it ->> 'how' = 'stays') as given_up,
      count(*) filter (where type = 'hand_off.answered') as answered
    from told group by hand_off),
  given as (
    select told.hand_off, held.type, held.data::jsonb ->> 'agent' as agent, told.it #>> '{by,id}' as by
    from told left join event held on held.case_id = told.case_id and held.seq = told.seq + 1
    where told.type = 'hand_off.accepted')
  select count(*) filter (where accepted + given_up <> 1 or answered <> accepted)::int as "notOnce",
    (select count(*) from case_card card where card.case_id = any($1) and card.worker is distinct from (
        select held.data::jsonb ->> 'agent' from event held where held.case_id = card.case_id
          and held.type in ('worker.assigned', 'worker.queued') order by held.seq desc limit 1))::int
      + (select count(*) from given where type is distinct from 'worker.assigned')::int as homeless,
    count(*) filter (where accepted > 1)::int
      + (select count(*) from given where type = 'worker.assigned' and agent <> by)::int as "twoOwners",
    (select jsonb_object_agg(split_part(type, '.', 2), n)
      from (select type, count(*) as n from told group by type) as each) as states
  from one`

async function counted(url: string, cases: readonly CaseId[]): Promise<Counted> {
  const pool = openPool({ url, max: 1 })
  try {
    const { rows } = await pool.query<Counted>(countedText, [cases])
    return rows[0]!
  } finally {
    await pool.end()
  }
}

function verdicts({ notOnce, homeless, twoOwners, states: seen }: Counted, { ended }: Measured): Figure[] {
  const offered = seen.offered ?? 0
  const wrong = notOnce + homeless + Math.abs(offered - ended)
  const isAll = states.every(state => (seen[state] ?? 0) > 0)
  return [
    {
      what: 'hand-offs with two owners',
      value: twoOwners,
      unit: `of ${seen.accepted ?? 0} accepted, each by two at once`,
      target: '0',
      met: twoOwners === 0,
    },
    {
      what: 'hand-offs that did not end once, or left a case with nobody',
      value: wrong,
      unit: `of the ledgers (${states.map(state => `${state} ${seen[state] ?? 0}`).join(', ')})`,
      target: '0',
      met: wrong === 0 && isAll,
    },
  ]
}
