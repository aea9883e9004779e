// Hand-offs through all their states on two nodes of one database, over HTTP: how many a minute, how long a
// deed takes, and by the ledgers afterwards whether each ended once. Not: what a hand-off is
// (core/case/deed).
import { clientAs, type Client } from '#bench/http.ts'
import { percentile } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'
import { startNode } from '#bench/node.ts'
import { settingsMs, type Signed, signedIn, waitingCases } from '#bench/staff.ts'
import type { CaseId, HandOffId, TeamId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import { newId } from '#server/new-id.ts'
import type { Desk } from '#store/desk/desk.ts'
import { openPool } from '#store/postgres/pool.ts'

/** So many pairs of people are at work at once: one gives, the other receives. */
const pairs = 16
/** What is asked of a desk. */
const perMinuteLeast = 1_000
const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits

type Options = {
  readonly bench: Bench
  readonly desk: Desk
  readonly dataDir: string
  /** how many cases are handed on */
  readonly cases: number
}
type Deed = (deed: string, body: object) => Promise<number>
/** One case in the hands of one who gives and of two who may receive, each at a node of his own. */
type Course = { readonly giver: Deed; readonly receiver: Deed; readonly rival: Deed; readonly team: TeamId }

/** Hands every case on once or twice, checks the ledgers, and leaves nothing running. */
export async function handOffs({ bench, desk, dataDir, cases }: Options): Promise<Figure[]> {
  const env = { ...process.env, DATABASE_URL: bench.databaseUrl }
  const second = await startNode(`${dataDir}/second-of-hand-offs`, env, ['--no-build'])
  try {
    const [first, team] = [await teamOf(desk, 1), await teamOf(desk, 2)]
    const people = { count: pairs, name: 'Giver' }
    const givers = await signedIn(desk, { ...people, team: first, level: 1 })
    const receivers = await signedIn(desk, { count: 2 * pairs, name: 'Receiver', team, level: 2 })
    const waiting = await waitingCases(bench.databaseUrl, desk, { team: first, count: cases })
    await new Promise(done => setTimeout(done, settingsMs))
    const nodes = [bench.node.url, second.url]
    const measured = await fired({ waiting, team, givers, receivers, nodes })
    return [...rates(measured), verdict(await counted(bench.databaseUrl, waiting), measured)]
  } finally {
    await second.stop()
  }
}

async function teamOf(desk: Desk, level: 1 | 2): Promise<TeamId> {
  const id = newId('tea')
  await desk.teams.add({ id, name: `Hand-offs ${level} ${id.slice(-4)}`, level })
  return id
}

type Firing = {
  readonly waiting: readonly CaseId[]
  readonly team: TeamId
  readonly givers: readonly Signed[]
  readonly receivers: readonly Signed[]
  readonly nodes: readonly string[]
}
type Measured = { readonly ended: number; readonly seconds: number; readonly times: readonly number[] }

async function fired({ waiting, team, givers, receivers, nodes }: Firing): Promise<Measured> {
  const times: number[] = []
  const [left, at] = [[...waiting], performance.now()]
  let ended = 0
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
  await Promise.all(
    givers.map(async (one, i) => {
      const giver = asked(one, i)
      // Both who may accept look at another node than each other.
      const [receiver, rival] = [asked(receivers[2 * i]!, i + 1), asked(receivers[2 * i + 1]!, i)]
      for (let no = i; ; no += 1) {
        const caseId = left.pop()
        if (!caseId) return
        const course = { giver: giver(caseId), receiver: receiver(caseId), rival: rival(caseId), team }
        const more = await courses[no % courses.length]!(course)
        ended += more
      }
    }),
  )
  return { ended, seconds: (performance.now() - at) / 1_000, times }
}

async function must(done: Promise<number>, what: string): Promise<void> {
  const status = await done
  if (status !== 200) throw new Error(`${what} was answered ${status}`)
}

async function offered({ giver, team }: Course, isFirst = true): Promise<HandOffId> {
  if (isFirst) await must(giver('worker/take', {}), 'taking')
  const handOff = newId('hnd')
  const sheet = { problem: 'The line drops each evening.', noStepsBecause: 'The customer did it all.' }
  const question = 'Which profile keeps this line up?'
  await must(giver('hand-off/offer', { handOff, team, question, ...sheet }), 'an offer')
  return handOff
}

const readBack = 'Find the profile that keeps the line up.'

/** Two press at the same instant, at two nodes: one has it. */
async function accepted({ receiver, rival }: Course, handOff: HandOffId): Promise<Deed> {
  const [one, other] = await Promise.all([
    receiver('hand-off/accept', { handOff, readBack }),
    rival('hand-off/accept', { handOff, readBack }),
  ])
  if ((one === 200) === (other === 200)) throw new Error(`two accepted: ${one} and ${other}`)
  return one === 200 ? receiver : rival
}

async function answered(course: Course, handOff: HandOffId): Promise<void> {
  const worker = await accepted(course, handOff)
  const said = {
    result: 'A new profile.',
    cause: 'An old one.',
    verified: 'Two evenings.',
    tell: 'It was us.',
  }
  await must(worker('hand-off/answer', { handOff, ...said }), 'an answer')
}

/** What becomes of a case; answers how many hand-offs of it ended. */
const courses: readonly ((course: Course) => Promise<number>)[] = [
  async course => {
    await answered(course, await offered(course))
    return 1
  },
  async course => {
    const handOff = await offered(course)
    const why = { reason: 'customer_pending', nextAct: 'Send the log of one evening.' }
    await must(course.receiver('hand-off/return', { handOff, ...why }), 'a return')
    await answered(course, await offered(course, false))
    return 2
  },
  async course => {
    const handOff = await offered(course)
    await must(course.giver('hand-off/withdraw', { handOff }), 'taking back')
    return 1
  },
]

function rates({ ended, seconds, times }: Measured): Figure[] {
  const perMinute = (ended * minuteMs) / (seconds * 1_000)
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
  return [
    {
      what: 'hand-offs through all states, two nodes',
      value: round(perMinute, 0),
      unit: `per minute (${times.length} deeds, p50 ${round(p50)}, p95 ${round(p95)} ms)`,
      target: `≥ ${perMinuteLeast}`,
      met: perMinute >= perMinuteLeast,
    },
  ]
}

type Counted = {
  readonly handOffs: number
  readonly answered: number
  readonly returned: number
  readonly withdrawn: number
  readonly notOnce: number
  readonly homeless: number
}

// A hand-off ends once: accepted, returned or taken back; whoever accepted it was given the case next; and a
// case is with whom its last fact of work names, or in a queue.
const countedText = `with told as (
    select case_id, seq, type, data::jsonb as it, data::jsonb ->> 'handOff' as hand_off
    from event where case_id = any($1) and type like 'hand_off.%'),
  one as (
    select hand_off, count(*) filter (where type = 'hand_off.accepted') as accepted,
      count(*) filter (where type = 'hand_off.returned') as returned,
      count(*) filter (where type = 'hand_off.withdrawn') as withdrawn,
      count(*) filter (where type = 'hand_off.answered') as answered
    from told group by hand_off)
  select count(*)::int as "handOffs", sum(answered)::int as answered, sum(returned)::int as returned,
    sum(withdrawn)::int as withdrawn,
    count(*) filter (where accepted + returned + withdrawn <> 1 or answered <> accepted)::int as "notOnce",
    (select count(*) from case_card card where card.case_id = any($1) and card.worker is distinct from (
        select held.data::jsonb ->> 'agent' from event held where held.case_id = card.case_id
          and held.type in ('worker.assigned', 'worker.queued') order by held.seq desc limit 1))::int
      + (select count(*) from told accepted where accepted.type = 'hand_off.accepted' and not exists (
          select from event given where given.case_id = accepted.case_id and given.seq = accepted.seq + 1
            and given.type = 'worker.assigned'))::int as homeless
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

function verdict(counted: Counted, { ended }: Measured): Figure {
  const { handOffs, answered, returned, withdrawn, notOnce, homeless } = counted
  const wrong = notOnce + homeless + Math.abs(handOffs - ended)
  return {
    what: 'hand-offs that did not end once, or left a case with nobody',
    value: wrong,
    unit: `of ${handOffs} in the ledgers (${answered} answered, ${returned} returned, ${withdrawn} taken back)`,
    target: '0',
    met: wrong === 0,
  }
}
