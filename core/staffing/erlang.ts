// How many people a queue needs: Erlang B (nobody waits), C (everybody waits) and A (people lose patience).
// Pure. Sources: A. K. Erlang 1917 (B, C); C. Palm 1957 and F. Baccelli, G. Hebuterne 1981 (A). Not: who is
// on shift when (core/people), nor how calls and their lengths are measured.

/** What arrives and how long each takes. */
export type Load = {
  /** calls or cases in the interval, at least 0 */
  readonly calls: number
  readonly intervalS: number
  /** mean handle time with what is written afterwards, seconds */
  readonly ahtS: number
}

/** How a queue goes with so many people. */
export type Queueing = {
  readonly erlangs: number
  /** share of their time in which people are busy; null: more comes than they can do, and nobody leaves */
  readonly occupancy: number | null
  /** share of those who would be turned away if nobody could wait */
  readonly erlangB: number
  /** more comes than can be done and nobody leaves: the queue grows without end */
  readonly unstable: boolean
  /** absent where unstable */
  readonly waiting?: Waiting
}
export type Waiting = {
  /** share of those who wait at all */
  readonly pWait: number
  /** mean wait of all, seconds */
  readonly asaS: number
  /** share of all who are answered within a wait of so many seconds */
  readonly answeredWithin: (waitS: number) => number
  /** share of all who would wait longer than so many seconds, had they the patience */
  readonly waitsOver: (waitS: number) => number
  /** how many wait on average */
  readonly meanQueue: number
  /** share of all who give up; Erlang A only */
  readonly pAbandon?: number
}

export const erlangsOf = ({ calls, intervalS, ahtS }: Load): number => (calls * ahtS) / intervalS

/**
 * Share turned away where nobody can wait. Its inverse grows person by person, which neither over- nor
 * underflows.
 * @param agents a whole number of at least 0
 */
export function erlangB(agents: number, erlangs: number): number {
  if (erlangs === 0) return agents === 0 ? 1 : 0
  let inverse = 1
  for (let n = 1; n <= agents && Number.isFinite(inverse); n++) inverse = 1 + (n / erlangs) * inverse
  return 1 / inverse
}

/** How a queue in which everybody waits as long as it takes goes. */
export function erlangC(load: Load, agents: number): Queueing {
  const erlangs = erlangsOf(load)
  const b = erlangB(agents, erlangs)
  const free = agents - erlangs
  if (free <= 0 && erlangs > 0) return { erlangs, occupancy: null, erlangB: b, unstable: true }
  if (erlangs === 0) return { erlangs, occupancy: 0, erlangB: b, unstable: false, waiting: nobodyWaits }
  const pWait = (agents * b) / (agents - erlangs * (1 - b))
  const waitsOver = (waitS: number) => pWait * Math.exp((-free * waitS) / load.ahtS)
  return {
    ...{ erlangs, occupancy: erlangs / agents, erlangB: b, unstable: false },
    waiting: {
      ...{ pWait, asaS: (pWait * load.ahtS) / free, meanQueue: (pWait * erlangs) / free },
      answeredWithin: waitS => 1 - waitsOver(waitS),
      waitsOver,
    },
  }
}

const nobodyWaits: Waiting = {
  ...{ pWait: 0, asaS: 0, meanQueue: 0, answeredWithin: () => 1, waitsOver: () => 0 },
}

/**
 * How a queue goes in which people give up after a patience that is exponential about its mean. It is never
 * unstable: who gives up makes room.
 */
export function erlangA(load: Load, agents: number, meanPatienceS: number): Queueing {
  const erlangs = erlangsOf(load)
  const b = erlangB(agents, erlangs)
  if (erlangs === 0) return { erlangs, occupancy: 0, erlangB: b, unstable: false, waiting: nobodyWaits }
  const arrivals = load.calls / load.intervalS
  const leaving = 1 / meanPatienceS
  const serving = agents / load.ahtS
  const sum = seriesA(serving / leaving, arrivals / leaving)
  // The sum may be beyond all numbers: then all wait.
  const pWait = b / (1 / sum + (1 - 1 / sum) * b)
  // Of those who wait, as many give up as arrive and are not served: what is served while somebody waits is
  // what all people together can do.
  const pAbandon = Math.max(0, pWait * (1 - serving / arrivals + serving / (arrivals * sum)))
  const wait = offeredWait({ arrivals, leaving, serving })
  const waitsOver = (waitS: number) => pWait * wait.over(waitS)
  return {
    ...{ erlangs, erlangB: b, unstable: false },
    occupancy: agents === 0 ? 0 : (erlangs * (1 - pAbandon)) / agents,
    waiting: {
      ...{ pWait, pAbandon, asaS: pAbandon / leaving, meanQueue: (arrivals * pAbandon) / leaving },
      answeredWithin: waitS => 1 - pWait + pWait * wait.answeredWithin(waitS),
      waitsOver,
    },
  }
}

/** 1 + y/(x+1) + y²/((x+1)(x+2)) + … : grows to its largest term and then falls faster than any power. */
function seriesA(x: number, y: number): number {
  let [sum, term] = [1, 1]
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= y / (x + k)
    sum += term
  }
  return sum
}

type Rates = { readonly arrivals: number; readonly leaving: number; readonly serving: number }

/**
 * The wait that would be offered to somebody of endless patience, given that he waits at all: its density is
 * exp(λ/θ·(1 − e^(−θv)) − nμ·v) up to a factor, integrated by Gauss and Legendre from piece to piece.
 */
function offeredWait({ arrivals, leaving, serving }: Rates) {
  // Nobody serves: whoever waits would wait for ever.
  if (serving === 0) return { over: () => 1, answeredWithin: () => 0 }
  const height = (v: number) => (arrivals / leaving) * -Math.expm1(-leaving * v) - serving * v
  // At the peak of the exponent all is measured against it: the factor would overflow.
  const peakAt = arrivals > serving ? Math.log(arrivals / serving) / leaving : 0
  const peak = height(peakAt)
  const density = (v: number) => Math.exp(height(v) - peak)
  // As wide as the density changes: around its peak like a bell, far behind it like an exponential.
  const width = 1 / (Math.sqrt(arrivals * leaving) + Math.abs(serving - arrivals) + leaving)
  const from = (a: number, b: number, f: (v: number) => number) => integral(f, a, b, width)
  const end = endOf(density, peakAt, width)
  const whole = from(0, end, density)
  return {
    over: (waitS: number) => (waitS >= end ? 0 : from(waitS, end, density) / whole),
    answeredWithin: (waitS: number) =>
      from(0, Math.min(waitS, end), v => density(v) * Math.exp(-leaving * v)) / whole,
  }
}

/** Where a density has fallen so far that nothing that counts lies behind. */
function endOf(density: (v: number) => number, peakAt: number, width: number): number {
  let step = width
  let end = peakAt + step
  while (density(end) > 1e-18) {
    step *= 1.5
    end += step
  }
  return end
}

// Five points of Gauss and Legendre: exact up to the ninth power in each piece.
const points = [
  [0, 128 / 225],
  [Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3, (322 + 13 * Math.sqrt(70)) / 900],
  [Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3, (322 - 13 * Math.sqrt(70)) / 900],
] as const
const piecesMax = 20_000

function integral(f: (v: number) => number, a: number, b: number, width: number): number {
  if (b <= a) return 0
  const pieces = Math.min(piecesMax, Math.max(8, Math.ceil((4 * (b - a)) / width)))
  const half = (b - a) / pieces / 2
  let sum = 0
  for (let i = 0; i < pieces; i++) {
    const middle = a + (2 * i + 1) * half
    for (const [x, weight] of points)
      sum += weight * (x === 0 ? f(middle) : f(middle - half * x) + f(middle + half * x))
  }
  return sum * half
}

/** What is to be reached: so large a share is answered within so many seconds. */
export type Goal = { readonly serviceLevel: number; readonly waitS: number }

/** More people than this nobody asks for. */
export const agentsMax = 1_000_000

/**
 * The least number of people with which a goal is reached, and how the queue goes then; null: not even
 * `agentsMax` reach it.
 * @param meanPatienceS given: people give up (Erlang A), else everybody waits (Erlang C)
 */
export function leastAgents(
  load: Load,
  { serviceLevel, waitS }: Goal,
  meanPatienceS?: number,
): { readonly agents: number; readonly queueing: Queueing } | null {
  const erlangs = erlangsOf(load)
  const queueing = (agents: number) =>
    meanPatienceS === undefined ? erlangC(load, agents) : erlangA(load, agents, meanPatienceS)
  const isEnough = (agents: number) =>
    agents <= agentsMax && (queueing(agents).waiting?.answeredWithin(waitS) ?? 0) >= serviceLevel
  if (erlangs === 0) return { agents: 0, queueing: queueing(0) }
  // With more people never fewer are answered in time: the first number that is enough is searched by halves.
  let [tooFew, enough] = [0, Math.max(1, Math.ceil(erlangs))]
  while (!isEnough(enough)) {
    if (enough > agentsMax) return null
    tooFew = enough
    enough *= 2
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (isEnough(middle)) enough = middle
    else tooFew = middle
  }
  return { agents: enough, queueing: queueing(enough) }
}

/** The least number that is busy for no larger share of its time, and no fewer than these. */
export const withinOccupancy = (agents: number, erlangs: number, most: number): number =>
  Math.max(agents, Math.ceil(erlangs / most - 1e-12))
