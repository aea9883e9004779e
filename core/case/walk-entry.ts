// The entry of a walk through a script: one line from its beginning to its end, with every answer in it. The
// words of its steps are read from the script. Part of timeline.ts.
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { At } from '#core/case/timeline.ts'
import type { ClaimId, StepId, WalkId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { AnswerKind } from '#core/script/answer.ts'
import type { Value } from '#core/script/condition.ts'
import type { EndName, StepName } from '#core/script/script.ts'
import { placeOf, type Stack } from '#core/script/walk.ts'

/** Where in which script. */
export type WalkPlace = { slug: string; version: number; step: StepName }
/** One thing that was answered, gone back over, or jumped from. */
export type WalkLine = At & {
  how: AnswerKind | 'jumped' | 'went_back'
  place: WalkPlace
  value: Value | null
  text: TextRef | null
  /** why it was skipped or cannot be done; of a jump, what was made sure of */
  because: TextRef | null
  claim: ClaimId | null
  tried: StepId | null
  nowhere: boolean
}
export type WalkEntry = At & {
  kind: 'walk'
  walk: WalkId
  /** the script it began with */
  slug: string
  version: number
  place: WalkPlace
  standing: 'running' | 'paused' | 'sent' | 'needs_support' | 'ended' | 'given_up'
  end: EndName | null
  /** why it was given up */
  because: TextRef | null
  lines: readonly WalkLine[]
}

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>

const placeIn = (stack: Stack): WalkPlace => {
  const { slug, version, step } = placeOf(stack)
  return { slug, version, step }
}

/** The entry as it begins. */
export function walkEntryBegun({ seq, at, by, walk, to, end }: Of<'walk.begun'>): WalkEntry {
  const [{ slug, version }] = to
  const lines: WalkLine[] = []
  const own = { walk, slug, version, because: null, lines }
  return { seq, at, by, kind: 'walk', ...own, ...wentTo({ to, end }) }
}

const wentTo = ({ to, end }: { to: Stack; end: EndName | null }) => ({
  place: placeIn(to),
  end,
  standing: end === null ? ('running' as const) : ('ended' as const),
})

type Change = (entry: WalkEntry) => Partial<WalkEntry>
const blank = { value: null, text: null, because: null, claim: null, tried: null, nowhere: false }

const line = (event: Recorded, entry: WalkEntry, own: Pick<WalkLine, 'how'> & Partial<WalkLine>) => {
  const { seq, at, by } = event
  return [...entry.lines, { seq, at, by, place: entry.place, ...blank, ...own }]
}

/** Going back puts it where the last answer of a person was given. */
const wentBack = (e: Of<'walk.went_back'>, entry: WalkEntry): Partial<WalkEntry> => {
  const isBehind = (one: WalkLine) => one.how !== 'result' && one.how !== 'silent'
  let skip = 0
  const last = entry.lines.findLast(one => {
    if (one.how === 'went_back') skip += 1
    else if (isBehind(one)) skip -= 1
    return skip < 0
  })
  const lines = line(e, entry, { how: 'went_back' })
  return { lines, place: last?.place ?? entry.place, end: null, standing: 'running' }
}

/** What becomes of it. */
export const walkEntryChanges = {
  'walk.answered': (e: Of<'walk.answered'>) => [
    e.walk,
    (entry: WalkEntry) => {
      const { answer, text = null, because = null, claim = null, tried = null, nowhere = false } = e
      const value = 'value' in answer ? answer.value : null
      const own = { how: answer.kind, value, text, because, claim, tried, nowhere }
      return { lines: line(e, entry, own), ...wentTo(e) }
    },
  ],
  'walk.reused': (e: Of<'walk.reused'>) => [
    e.walk,
    (entry: WalkEntry) => {
      const { value, text = null } = e
      return { lines: line(e, entry, { how: 'known', value, text }), ...wentTo(e) }
    },
  ],
  'walk.jumped': (e: Of<'walk.jumped'>) => [
    e.walk,
    (entry: WalkEntry) => ({
      lines: line(e, entry, { how: 'jumped', because: e.verified }),
      ...wentTo(e),
    }),
  ],
  'walk.went_back': (e: Of<'walk.went_back'>) => [e.walk, (entry: WalkEntry) => wentBack(e, entry)],
  'walk.paused': (e: EventOf<'walk.paused'>) => [
    e.walk,
    { standing: e.needs === 'support' ? 'needs_support' : 'paused' },
  ],
  'walk.resumed': (e: EventOf<'walk.resumed'>) => [e.walk, { standing: 'running' }],
  'walk.sent': (e: EventOf<'walk.sent'>) => [e.walk, { standing: 'sent' }],
  'walk.given_up': (e: EventOf<'walk.given_up'>) => [e.walk, { standing: 'given_up', because: e.because }],
} satisfies Record<string, (event: never) => [WalkId, Partial<WalkEntry> | Change]>
