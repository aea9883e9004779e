// Whether every way of a script leads somewhere and ends: arrows to nowhere, steps nobody comes to, loops,
// scripts that call each other. Not: which arrow is taken when (check-arrows.ts).
//
// Why a script without these faults ends on every path, whatever is answered, if whoever walks it goes back
// and jumps only so often: take the steps that may be reached `most` times to have their `spent` arrow
// alone, and all others all of theirs. This graph is finite and has no loop. Were there an endless walk, it
// would come to some steps again and again; each step with `tries` is entered at most `most` times, and
// from then on left by its `spent` arrow at once. So from some moment on the walk would go by arrows of
// that graph only, endlessly: but no way in a finite graph without loops is endless. A sub-script is a walk
// of its own, with its own counts; scripts that form no ring can be put in an order in which each calls
// earlier ones only, so by the same proof, one after the other, each of them ends, and entering one is no
// more than a step.
import type { SubScripts } from '#core/script/check-script.ts'
import { type Script, type Step, type StepName, waysOut } from '#core/script/script.ts'
import type { ScriptFault } from '#core/script/script-fault.ts'

/** So many names of a loop are shown. */
const namesMax = 8

export function checkWays(script: Script): ScriptFault[] {
  const ways = waysOf(script)
  const reached = reachedFrom(ways, ways.indexOf(script.start) ?? null)
  const unreachable = script.steps.flatMap(({ name }, index): ScriptFault[] =>
    reached[index] ? [] : [{ path: `steps.${index}`, code: 'unreachable', step: name, details: {} }],
  )
  const isStartKnown = ways.indexOf(script.start) !== undefined
  return [
    // Without a start nobody comes anywhere: that is said once.
    ...(isStartKnown ? unreachable : [startUnknown(script.start)]),
    ...ways.nowhere,
    ...loops(script, ways),
  ]
}

const startUnknown = (to: StepName): ScriptFault => ({
  path: 'start',
  code: 'start_unknown',
  step: null,
  details: { to },
})

/** The steps as numbers, in their order, with the numbers of the steps each leads to. */
export type Ways = {
  readonly indexOf: (name: StepName) => number | undefined
  readonly out: readonly (readonly number[])[]
  readonly nowhere: readonly ScriptFault[]
}

export function waysOf(script: Script): Ways {
  const indices = new Map(script.steps.map(({ name }, index) => [name, index]))
  const nowhere: ScriptFault[] = []
  const out = script.steps.map((step, index) => {
    const all = waysOut(step).flatMap(({ to, at }) => {
      const other = indices.get(to)
      if (other !== undefined) return [other]
      nowhere.push({ path: `steps.${index}.${at}`, code: 'arrow_nowhere', step: step.name, details: { to } })
      return []
    })
    return [...new Set(all)]
  })
  return { indexOf: name => indices.get(name), out, nowhere }
}

/** Which steps are come to from one, itself included. */
function reachedFrom({ out }: Ways, start: number | null): Uint8Array {
  const reached = new Uint8Array(out.length)
  const open = start === null ? [] : [start]
  if (start !== null) reached[start] = 1
  for (let one = open.pop(); one !== undefined; one = open.pop())
    for (const other of out[one]!) {
      if (reached[other]) continue
      reached[other] = 1
      open.push(other)
    }
  return reached
}

/**
 * Whether a walk can come from one step to another, for all pairs at once: a line of bits for each step,
 * joined from those of the steps it leads to until nothing is added. Told in the order in which steps are
 * left in depth, one round does it where nothing comes back.
 */
export function comesTo({ out }: Ways): (one: number, other: number) => boolean {
  const width = Math.ceil(out.length / 32)
  const bits = new Uint32Array(out.length * width)
  const order = leftInDepth(out)
  for (let isNew = true; isNew; ) {
    isNew = false
    for (const one of order) for (const other of out[one]!) if (join(one, other)) isNew = true
  }
  return (one, other) => (bits[one * width + (other >>> 5)]! & (1 << (other & 31))) !== 0

  function join(one: number, other: number): boolean {
    let isNew = false
    for (let word = 0; word < width; word++) {
      const own = word === other >>> 5 ? 1 << (other & 31) : 0
      const before = bits[one * width + word]!
      const now = (before | bits[other * width + word]! | own) >>> 0
      if (now === before) continue
      bits[one * width + word] = now
      isNew = true
    }
    return isNew
  }
}

/** Each step behind those it leads to, but where something comes back. */
function leftInDepth(out: Ways['out']): number[] {
  const order: number[] = []
  for (const { left } of inDepth(out)) if (left !== null) order.push(left)
  return order
}

/** Every ring of steps that no `tries` breaks, told at its first step. */
function loops(script: Script, ways: Ways): ScriptFault[] {
  const out = script.steps.map((step, index) => (step.tries ? spentOf(step, ways) : ways.out[index]!))
  return rings(out).map(ring => {
    const names = ring.map(index => script.steps[index]!.name)
    return { path: `steps.${ring[0]!}`, code: 'loop', step: names[0]!, details: { around: around(names) } }
  })
}

function spentOf({ tries }: Step, { indexOf }: Ways): readonly number[] {
  const spent = indexOf(tries!.spent)
  return spent === undefined ? [] : [spent]
}

/** `light → restart → light`; of a long one, its beginning. */
function around(names: readonly string[]): string {
  const shown = names.length > namesMax ? [...names.slice(0, namesMax), '…'] : names
  return [...shown, names[0]!].join(' → ')
}

/**
 * One ring for each way that comes back to a step it came through. Of several rings from one first step one
 * is told: when that is mended the next one shows, or is mended with it.
 */
function rings(out: Ways['out']): number[][] {
  const found = new Map<number, number[]>()
  for (const { ring } of inDepth(out)) {
    if (ring === null) continue
    const first = ring.indexOf(Math.min(...ring))
    const turned = [...ring.slice(first), ...ring.slice(0, first)]
    if (!found.has(turned[0]!)) found.set(turned[0]!, turned)
  }
  return [...found.values()]
}

/**
 * Follows every way in depth, each step entered once: tells steps as they are left, and ways that come
 * back.
 */
function* inDepth(
  out: Ways['out'],
): Generator<
  { readonly left: number; readonly ring: null } | { readonly left: null; readonly ring: readonly number[] }
> {
  const standing = new Uint8Array(out.length) // 1: on the way that is followed; 2: left
  for (let start = 0; start < out.length; start++) {
    const way = standing[start] === 0 ? [start] : []
    const next = [0]
    while (way.length > 0) {
      const one = way.at(-1)!
      standing[one] = 1
      const other = out[one]![next[next.length - 1]!++]
      if (other === undefined) {
        standing[one] = 2
        way.pop()
        next.pop()
        yield { left: one, ring: null }
      } else if (standing[other] === 0) {
        way.push(other)
        next.push(0)
      } else if (standing[other] === 1) yield { left: null, ring: way.slice(way.lastIndexOf(other)) }
    }
  }
}

/** Sub-scripts that are not there, or through which a script comes back to itself. */
export function checkSubScripts(script: Script, subs: SubScripts): ScriptFault[] {
  return script.steps.flatMap((step, index): ScriptFault[] => {
    if (step.kind !== 'script') return []
    const at = { path: `steps.${index}.script`, step: step.name }
    if (step.script !== script.slug && !subs(step.script))
      return [{ ...at, code: 'sub_unknown', details: { script: step.script } }]
    const ring = wayBack(script.slug, step.script, subs)
    return ring ? [{ ...at, code: 'sub_ring', details: { around: around(ring) } }] : []
  })
}

/** The scripts by which one that is called comes back to the one that calls; null: it does not. */
function wayBack(slug: string, called: string, subs: SubScripts): string[] | null {
  const before = new Map<string, string>([[called, slug]])
  const open = [called]
  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    if (one === slug) return chain(one)
    for (const step of subs(one)?.steps ?? [])
      if (step.kind === 'script' && !before.has(step.script)) {
        before.set(step.script, one)
        open.push(step.script)
      }
  }
  return null

  function chain(last: string): string[] {
    const names = [last]
    for (let one = before.get(last)!; one !== slug; one = before.get(one)!) names.splice(1, 0, one)
    return names
  }
}
