// What automatic checks of a walk are told from outside the case: announced outages, earlier cases. Each is
// asked where the walk comes to it, and has its time; whatever does not answer in it stays silent, and the
// walk goes on. Not: what the case says by itself (core/case/deed/walk-check.ts).
import { setTimeout as wait } from 'node:timers/promises'
import type { Card } from '#core/case/card.ts'
import { checkAhead } from '#core/case/deed/walk-check.ts'
import { scriptsOf } from '#core/case/deed/walk.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { plain } from '#core/entitlement/entitle.ts'
import type { Refusal } from '#core/kit/refusal.ts'
import { after, dayMs, secondMs } from '#core/kit/time.ts'
import { type OutageAsker, outageVerdict } from '#core/outage/outage.ts'
import { checkAlone } from '#core/script/alone.ts'
import { type Checks, isOutside, type OutsideCheck, type Told } from '#core/script/checks-behind.ts'
import type { Check, Script } from '#core/script/script.ts'
import type { Scripts } from '#core/script/step-on.ts'
import type { Walk, WentOn } from '#core/script/walk.ts'
import type { Shell } from '#server/shell.ts'

type Desk = Pick<Shell, 'desk' | 'now'>
type Source = () => Promise<Told>
type Sources = Readonly<Record<OutsideCheck, Source>>
/** For a walk through these scripts. */
export type SourcesFor = (scripts: readonly string[]) => Sources

const silent: Told = { value: null }
/** What lies further back tells nothing of a device any more. */
const historyDays = 365
const casesMax = 10
/** However long a script says: somebody waits for the answer. */
const secondsMax = 30

/** Who can be asked about a case. */
export const sourcesOf =
  (shell: Desk, card: Card, state: OpenedCase): SourcesFor =>
  scripts => ({
    known_outage: () => outageSource(shell, { ...outageAsker(card, state), scripts }),
    device_history: () => historySource(shell, card, state),
  })

const outageAsker = ({ organisationName }: Card, state: OpenedCase): Omit<OutageAsker, 'scripts'> => ({
  product: state.product,
  organisation: state.organisation,
  places: [state.entitled?.site, organisationName].filter(one => one !== null && one !== undefined),
})

async function outageSource({ desk, now }: Desk, asker: OutageAsker): Promise<Told> {
  const at = now()
  const { value, outage } = outageVerdict(await desk.outages.on(at), asker, at)
  if (value === 'yes') return { value, found: { outage: outage.id } }
  return value === 'silent' ? silent : { value }
}

async function historySource({ desk, now }: Desk, { id, customer }: Card, state: OpenedCase): Promise<Told> {
  const { product, entitled } = state
  const device = entitled?.serial ? plain(entitled.serial) : null
  if (product === null && device === null) return silent
  const since = after(now(), -historyDays * dayMs)
  const before = await desk.sameBefore({ since, except: id, customer, product, device, limit: casesMax })
  if (!before) return { value: 'no' }
  return { value: 'yes', found: { cases: before.cards.map(card => card.id), by: before.by } }
}

type Log = (line: string) => void
const toErrors: Log = line => void process.stderr.write(`${line}\n`)

/** What a source says within the step's time; one that throws says nothing, and the log tells of it. */
async function inTime(source: Source, { check, seconds }: Check, log: Log): Promise<Told> {
  const given = new AbortController()
  const late = wait(Math.min(seconds, secondsMax) * secondMs, silent, { signal: given.signal })
  try {
    return await Promise.race([source(), late])
  } catch (fault) {
    log(`check ${check} could not be asked: ${fault}`)
    return silent
  } finally {
    given.abort()
  }
}

type Going = {
  readonly state: OpenedCase
  readonly walk: Walk
  /** what is about to happen to it; null: it has just begun */
  readonly went: WentOn | Refusal | null
  readonly scripts: readonly Script[]
}

/** What the checks say that a walk on a case comes to next, one behind the other. */
export async function checksAhead(
  { scripts, ...going }: Going,
  sourcesFor: SourcesFor,
  log: Log = toErrors,
): Promise<Checks> {
  const all = scriptsOf(scripts)
  const sources = sourcesFor(going.walk.stack.map(({ slug }) => slug))
  return asked({}, checks => checkAhead({ ...going, checks }, all), sources, log)
}

/** The same before there is a case, on top of what was told before. */
export const checksAlone = (
  shell: Desk,
  {
    walk,
    scripts,
    told,
    asker,
  }: { walk: Walk; scripts: Scripts; told: Checks; asker: Omit<OutageAsker, 'scripts'> },
  log: Log = toErrors,
): Promise<Checks> => {
  const own = { ...asker, scripts: walk.stack.map(({ slug }) => slug) }
  const sources = { known_outage: () => outageSource(shell, own), device_history: async () => silent }
  return asked(told, checks => checkAlone(walk, scripts, checks), sources, log)
}

async function asked(
  told: Checks,
  next: (checks: Checks) => Check | null,
  sources: Sources,
  log: Log,
): Promise<Checks> {
  let checks = told
  for (let step = next(checks); step && isOutside(step.check); step = next(checks))
    checks = { ...checks, [step.check]: await inTime(sources[step.check], step, log) }
  return checks
}
