// Planted bugs in walks through scripts: whose answer it is, to which step, and by which version.
import { evolve } from '#core/case/case.ts'
import type { WalkState } from '#core/case/state.ts'
import type { WalkId } from '#core/kit/id.ts'
import { type Pins, placeOf, type Stack, type Walk } from '#core/script/walk.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { caseRules } from '#server/handle.ts'
import { type Broken, decidesOf, rules, without } from '#sim/planting.ts'

export const walkBugs: readonly Broken[] = [
  {
    bug: 'a walk that was given up still takes an answer',
    caughtBy: ['walk.over_is_over'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const walks = state.phase === 'open' && command.type === 'walk.answer' && state.walks
        const open = walks && { ...state, walks: eachWalk(walks, one => ({ ...one, isGivenUp: false })) }
        return caseRules.decide(open || state, command, by, setting)
      },
    }),
  },
  {
    bug: 'an answer that comes twice answers the step behind it as well',
    caughtBy: ['walk.one_answer'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const one = state.phase === 'open' && command.type === 'walk.answer' && state.walks[command.walk]
        const here = one ? { ...command, step: placeOf(one.walk.stack).step } : command
        return caseRules.decide(state, here as typeof command, by, setting)
      },
    }),
  },
  {
    bug: 'whoever takes a walk up goes on by the newest version of its scripts',
    caughtBy: ['walk.pins_kept'],
    seed: 1,
    breaks: rules({
      evolve: (state, event) => {
        const next = evolve(state, event)
        if (event.type !== 'walk.resumed' || next.phase === 'unopened') return next
        const walks = eachWalk(next.walks, one => ({ ...one, walk: renewed(one.walk) }))
        return { ...next, walks }
      },
    }),
  },
  {
    bug: 'what is done on a walk is named, and not recorded as a step',
    caughtBy: ['walk.tried_beside'],
    seed: 1,
    breaks: decidesOf('walk.answer', without('step.tried')),
  },
  {
    bug: 'a walk is begun while another one goes on',
    caughtBy: ['walk.one_at_a_time'],
    seed: 1,
    breaks: decidesOf('walk.begin', without('walk.paused')),
  },
  {
    bug: 'a walk goes back though nobody has answered yet',
    caughtBy: ['walk.path_grows'],
    seed: 1,
    breaks: rules({
      decide: (state, command, by, setting) => {
        const outcome = caseRules.decide(state, command, by, setting)
        const isFirst = isRefusal(outcome) && outcome.refused === 'walk.nothing_back'
        return command.type === 'walk.go_back' && isFirst
          ? [{ type: 'walk.went_back', at: setting.now, by, walk: command.walk }]
          : outcome
      },
    }),
  },
  {
    bug: 'going back forgets what was said',
    caughtBy: ['walk.path_grows'],
    seed: 1,
    alone: true,
    breaks: rules({
      evolve: (state, event) => {
        const next = evolve(state, event)
        if (event.type !== 'walk.went_back' || next.phase === 'unopened') return next
        const kept = ({ path, ...walk }: Walk) => ({ ...walk, path: path.filter(one => !one.undone) })
        return { ...next, walks: eachWalk(next.walks, one => ({ ...one, walk: kept(one.walk) })) }
      },
    }),
  },
  {
    bug: 'a jump is recorded, and the walk stays where it was',
    caughtBy: ['walk.stands_there'],
    seed: 5,
    alone: true,
    breaks: rules({
      evolve: (state, event) => {
        const next = evolve(state, event)
        return event.type === 'walk.jumped' && next.phase !== 'unopened' && state.phase !== 'unopened'
          ? { ...next, walks: state.walks }
          : next
      },
    }),
  },
]

type Walks = Readonly<Record<WalkId, WalkState>>
const eachWalk = (walks: Walks, change: (one: WalkState) => WalkState): Walks =>
  Object.fromEntries(Object.entries(walks).map(([id, one]) => [id, change(one)]))

const newest = 2
const renewed = (walk: Walk): Walk => ({
  ...walk,
  pins: Object.fromEntries(Object.keys(walk.pins).map(slug => [slug, newest])) as Pins,
  stack: walk.stack.map(place => ({
    ...place,
    version: newest,
  })) as readonly (typeof walk.stack)[0][] as Stack,
})
