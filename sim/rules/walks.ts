// Rules of walks through scripts, by the bystander's own account of each. Not: where an answer leads, which
// core/script decides.
import { isDeepStrictEqual } from 'node:util'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { WalkId } from '#core/kit/id.ts'
import { placeOf, type Stack } from '#core/script/walk.ts'
import type { Batch, Rule, Rules } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import { isOver, lastAnswer, type SeenWalk } from '#sim/seen-walk.ts'

type Walks = OpenedCase['walks']
type OfWalk = { readonly walk: WalkId; readonly type: string }

function tellsOfWalks({ events }: Batch): boolean {
  for (const { type } of events) if (type.startsWith('walk.')) return true
  return false
}

/** Asked of every walk by what the product makes of it: its state, or its ledger folded once more. */
function ofEach(ask: (own: Walks[WalkId], seen: SeenWalk) => string | false): Pick<Rule, 'batch' | 'audit'> {
  const asked = (walks: Walks, { walks: seen }: SeenCase): string | null => {
    for (const [id, one] of seen) {
      const own = walks[id]
      const answer = own ? ask(own, one) : 'it is gone'
      if (answer) return `${id}: ${answer}`
    }
    return null
  }
  return {
    batch: batch =>
      batch.stands.walks && tellsOfWalks(batch) ? asked(batch.stands.walks, batch.seen) : null,
    audit: ({ folded: { state }, seen }) => (state.phase === 'unopened' ? null : asked(state.walks, seen)),
  }
}

const unlessGivenUp = ({ walks }: SeenCase, { walk, type }: OfWalk) =>
  walks.get(walk)?.isGivenUp === true && `${type} of ${walk}, which was given up`
const unlessOver = ({ walks }: SeenCase, { walk, type }: OfWalk) => {
  const one = walks.get(walk)
  return one ? isOver(one) && `${type} of ${walk}, which is over` : `${type} of ${walk}, which is none`
}

const notPinned = ({ walks }: SeenCase, { walk, to }: { readonly walk: WalkId; readonly to: Stack }) => {
  const pins = walks.get(walk)?.pins ?? {}
  const other = to.find(({ slug, version }) => pins[slug] !== version)
  return other !== undefined && `${walk} came to ${other.slug} ${other.version}, not ${pins[other.slug]}`
}

const notThere = ({ walks }: SeenCase, { walk, step }: { readonly walk: WalkId; readonly step: string }) => {
  const one = walks.get(walk)
  const at = one ? placeOf(one.stands).step : 'nothing'
  return at !== step && `${step} of ${walk} was answered, which stands at ${at}`
}

/** A wish answers the step it was written for, and no other however often it is sent. */
function answeredOnce(
  { walks }: SeenCase,
  { walk, step, by }: EventOf<'walk.answered'> & Recorded,
  { act }: Batch,
): string | null {
  if (act?.kind !== 'wish' || by.kind === 'system') return null
  const wished = act.commands.flatMap(one => (one.type === 'walk.answer' ? [one.step] : []))
  if (!wished.includes(step)) return `${step} was answered by what was meant for ${wished.join()}`
  const answeredBy = walks.get(walk)?.answeredBy
  if (!act.key || !answeredBy) return null
  if (answeredBy.has(act.key)) return `${act.key} answered ${step} as its second step`
  answeredBy.add(act.key)
  return null
}

export const walkRules: Rules = {
  'walk.path_grows': {
    says: 'The path of a walk only grows; what was gone back over stays in it, and stays undone.',
    ...ofEach(({ walk: { path } }, { path: seen }) => {
      if (path.length !== seen.length) return `${path.length} answers, not ${seen.length}`
      const other = path.findIndex(({ undone }, i) => undone !== seen[i]!.undone)
      return other >= 0 && `answer ${other} is ${path[other]!.undone ? '' : 'not '}undone`
    }),
    facts: {
      'walk.went_back': ({ walks }, { walk }) => {
        const one = walks.get(walk)
        return (!one || lastAnswer(one) < 0) && `${walk} went back, where nobody had answered`
      },
    },
  },
  'walk.one_answer': {
    says: 'An answer answers one step, the one it was given to, however often it is sent.',
    facts: { 'walk.answered': answeredOnce },
  },
  'walk.pins_kept': {
    says: 'A walk keeps the versions of its scripts it began with, whoever goes on with it and when.',
    facts: {
      'walk.begun': ({ walks }, { walk }) => walks.has(walk) && `${walk} was begun twice`,
      'walk.answered': notPinned,
      'walk.reused': notPinned,
      'walk.jumped': notPinned,
    },
    ...ofEach(({ walk: { pins } }, seen) => !isDeepStrictEqual(pins, seen.pins) && 'it has other pins'),
  },
  'walk.over_is_over': {
    says: 'A walk that ended or was given up gets no more answers; only from an end somebody may go back.',
    facts: {
      'walk.answered': unlessOver,
      'walk.reused': unlessOver,
      'walk.jumped': unlessOver,
      'walk.paused': unlessOver,
      'walk.sent': unlessOver,
      'walk.given_up': unlessOver,
      'walk.went_back': unlessGivenUp,
      'walk.resumed': unlessGivenUp,
    },
  },
  'walk.stands_there': {
    says: 'A walk stands where its latest fact says, and the next answer is to that step.',
    facts: { 'walk.answered': notThere, 'walk.reused': notThere },
    ...ofEach(({ walk, isGivenUp, walker, needsSupport }, seen) => {
      if (!isDeepStrictEqual(walk.stack, seen.stands))
        return `it stands at ${placeOf(walk.stack).step}, not ${placeOf(seen.stands).step}`
      const own = [walk.end, walk.paused, isGivenUp, walker, needsSupport].join()
      const told = [seen.end, seen.isPaused, seen.isGivenUp, seen.walker, seen.needsSupport].join()
      return own !== told && `it is ${own}, not ${told}`
    }),
  },
  'walk.one_at_a_time': {
    says: 'On a case one walk is under way at a time; the others rest.',
    batch: batch => {
      if (batch.seen.walks.size < 2 || !tellsOfWalks(batch)) return null
      const running = [...batch.seen.walks.values()].filter(one => !isOver(one) && !one.isPaused)
      return running.length > 1 && `${running.length} are under way`
    },
  },
  'walk.tried_beside': {
    says: 'A step that an answer names as tried is recorded in the same append, before it.',
    facts: {
      'walk.answered': (_seen, { tried, seq }, { events }) =>
        tried !== undefined &&
        !events.some(one => one.type === 'step.tried' && one.step === tried && one.seq < seq) &&
        `${tried} is not beside its answer`,
    },
  },
}
