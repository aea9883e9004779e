// Deeds of walks through scripts: what a body becomes in the core's words. Part of the table in deeds.ts; the
// answer to one is walk-now.ts.
import type { Command } from '#core/case/case.ts'
import { knownAt } from '#core/case/deed/walk-facts.ts'
import { scriptsOf, type Using, type WalkCommands } from '#core/case/deed/walk.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { WalkId } from '#core/kit/id.ts'
import { isRefusal, type Refusal, refuse } from '#core/kit/refusal.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Checks } from '#core/script/checks-behind.ts'
import type { Do, Script, Step, StepName, Wording } from '#core/script/script.ts'
import { begin, given as stepGiven, jump, type Scripts, stepNow } from '#core/script/step-on.ts'
import { type Walk, walkBegun, type WentOn } from '#core/script/walk.ts'
import { filled } from '#core/script/filled.ts'
import type { DeedBody } from '#server/http/deed-schemas.ts'
import type { Making, Row } from '#server/http/deeds.ts'
import { asTaken, type FoundElsewhere } from '#server/http/known-elsewhere.ts'
import { Problem } from '#server/http/problems.ts'
import { checksAhead } from '#server/walk-checks.ts'
import { sayIn } from '#words/say-in.ts'

type WalkDeed = Extract<keyof WalkCommands, string>

/** The rows of the table. */
export const walkDeeds: { readonly [T in WalkDeed]: Row<T> } = {
  'walk.begin': {
    summary: 'Begin to go through a script; its version stays what it is now.',
    commands: async ({ walk, script }, making) => {
      // Whether he may is asked before whether there is one.
      const scripts = (await making.shelf.live(script)) ?? []
      const checks = await checksAtBegin(scripts, script, making)
      return [{ type: 'walk.begin', walk: making.id('wlk', 'walk', walk), script, scripts, checks }]
    },
  },
  'walk.answer': {
    summary: 'Answer the step a walk stands at, skip it, or say that it cannot be done.',
    commands: answer,
  },
  'walk.reuse': {
    summary: 'Take over what is known already instead of asking again.',
    commands: async (body, making) => {
      const one = (await making.state()).walks[body.walk]
      const pinned = one ? await making.shelf.pinned(one.walk.pins) : []
      const found = one && (await making.elsewhere(one.walk, pinned))
      const elsewhere = found ? asTaken(found, making.ref) : undefined
      const using = await usingOf(body.walk, making, reused(body.step, found ?? null))
      return [{ ...body, type: 'walk.reuse', elsewhere, ...using }]
    },
  },
  'walk.go_back': {
    summary: 'Go back to the answer before; what was said stays as history.',
    commands: ({ walk }) => [{ type: 'walk.go_back', walk }],
  },
  'walk.jump': {
    summary: 'Go on at another step, with what was made sure of.',
    commands: async ({ walk, to, verified }, making) => [
      {
        ...{ type: 'walk.jump', walk, to, verified: making.ref(verified) },
        ...(await usingOf(walk, making, one => jump(one.walk, to, one.scripts))),
      },
    ],
  },
  'walk.pause': {
    summary: 'Let a walk rest; anybody who has the case goes on with it.',
    commands: ({ walk }) => [{ type: 'walk.pause', walk }],
  },
  'walk.resume': {
    summary: 'Go on with a walk that rests, or that the customer began.',
    commands: ({ walk }) => [{ type: 'walk.resume', walk }],
  },
  'walk.give_up': {
    summary: 'Go on with a walk no more, and say why.',
    commands: ({ walk, because }, { ref }) => [{ type: 'walk.give_up', walk, because: ref(because) }],
  },
  'walk.send': {
    summary: 'Send the customer a script to go through by himself, or the walk that is on, where it stands.',
    commands: send,
  },
}

/** The letter, the walk if it is a new one, and that it is his now: recorded together or not at all. */
async function send(body: DeedBody<'walk.send'>, making: Making): Promise<readonly Command[]> {
  const { script, text } = body
  const walk = body.walk ?? making.id('wlk', 'walk')
  const pins = (await making.state()).walks[walk]?.walk.pins
  const scripts = pins ? await making.shelf.pinned(pins) : ((await making.shelf.live(script ?? '')) ?? [])
  const checks = script === undefined ? {} : await checksAtBegin(scripts, script, making)
  const using = { scripts, checks }
  const slug = script ?? (await making.state()).walks[walk]?.walk.stack[0].slug
  const title = using.scripts.find(one => one.slug === slug)?.title
  const { language } = making.card
  const named = title?.[language] ?? title?.en ?? slug ?? ''
  const message = making.id('msg', 'message')
  return [
    ...(script === undefined ? [] : [{ type: 'walk.begin', walk, script, ...using } as const]),
    {
      ...{ type: 'message.queue', message, attached: [], keeps: [] },
      channel: await making.channel(undefined),
      text: making.ref(text ?? sayIn(language)('desk.walk_letter', { title: named })),
      undoSeconds: await making.undoSeconds(body.undoSeconds),
    },
    { type: 'walk.send', walk, message, ...using },
  ]
}

async function answer(body: DeedBody<'walk.answer'>, making: Making): Promise<readonly Command[]> {
  const { walk, step: name, because, says, nowhere } = body
  const one = (await making.state()).walks[walk]
  const step = one && stepNow(one.walk, scriptsOf(await making.shelf.pinned(one.walk.pins)))?.step
  const given = await answerOf(body, step, making)
  const using = await usingOf(walk, making, now => stepGiven(now.walk, { step: name, ...given }, now.scripts))
  const own = { type: 'walk.answer', walk, step: name, ...using, ...given, nowhere } as const
  // What he typed himself into a question for words is what he says.
  const words = says === undefined ? wordsOf(step, given) : making.ref(says)
  const claim = words && { says: { claim: making.id('cla', 'claim'), text: words } }
  const isTried = step?.kind === 'do' && ['worked', 'failed', 'cannot'].includes(body.answer)
  const tried = isTried ? { tried: await triedOf(step, body, making) } : {}
  const wish: Command = { ...own, because: making.maybeRef(because), ...claim, ...tried }
  return [wish, ...(await coverBy(step, body, making))]
}

/** A number that was asked for tells who covers it: judged at once, with the question it is the answer to. */
async function coverBy(
  step: Step | null | undefined,
  { answer: kind, text }: DeedBody<'walk.answer'>,
  making: Making,
): Promise<readonly Command[]> {
  const isNumber = step?.kind === 'ask' && step.asked.kind === 'serial' && kind === 'value'
  if (!isNumber || text === undefined) return []
  const asked = step.say[making.card.language] ?? Object.values(step.say)[0] ?? step.name
  return making.coverBy(text.trim(), making.ref(filled(asked, await making.names())))
}

type Given = Pick<WalkCommands['walk.answer'], 'answer' | 'text' | 'attached'>

async function answerOf(
  { answer: kind, value, text, photo }: DeedBody<'walk.answer'>,
  step: Step | null | undefined,
  making: Making,
): Promise<Given> {
  if (kind !== 'value') return { answer: { kind } }
  const asked = step?.kind === 'ask' ? step.asked.kind : null
  if (asked === 'photo' && photo !== undefined) {
    const attached = await making.photo(photo)
    if (!attached) throw missing('photo')
    return { answer: { kind, value: photo }, attached: [attached] }
  }
  if ((asked === 'text' || asked === 'serial') && text !== undefined) {
    const words = making.ref(text)
    return { answer: { kind, value: words.text }, text: words }
  }
  const field = asked === 'photo' ? 'photo' : asked === 'text' || asked === 'serial' ? 'text' : 'value'
  if (field !== 'value' || value === undefined) throw missing(field)
  return { answer: { kind, value } satisfies Answer }
}

const missing = (path: string) => new Problem('request.invalid', { fields: [{ path, message: '' }] })

const wordsOf = (step: Step | null | undefined, { text }: Given) =>
  step?.kind === 'ask' && step.asked.kind === 'text' ? text : undefined

/** What was done, as the ledger keeps it: with every name, in the words for the customer, who reads it. */
async function triedOf(step: Do, { result, doneBy }: DeedBody<'walk.answer'>, making: Making) {
  const { ref, maybeRef, card } = making
  const names = await making.names()
  const said = (wording: Wording) =>
    filled(wording[card.language] ?? Object.values(wording)[0] ?? step.name, names)
  return {
    step: making.id('stp', 'step'),
    what: ref(said(step.say)),
    why: ref(said(step.why)),
    result: maybeRef(result),
    doneBy,
  }
}

type Now = {
  readonly state: OpenedCase
  readonly walk: Walk
  readonly scripts: Scripts
  readonly at: Instant
}

const reused =
  (step: StepName, elsewhere: FoundElsewhere | null) =>
  ({ state, walk, scripts, at }: Now): WentOn | Refusal => {
    const known = knownAt(state, walk, { scripts, now: at }) ?? elsewhere
    return known
      ? stepGiven(walk, { step, answer: { kind: 'known', value: known.value } }, scripts)
      : refuse('walk.not_known')
  }

/** The scripts of a walk, and what the checks say that it comes to by what is wished. */
async function usingOf(id: WalkId, making: Making, wentBy: (now: Now) => WentOn | Refusal): Promise<Using> {
  const state = await making.state()
  const walk = state.walks[id]?.walk
  if (!walk) return { scripts: [], checks: {} }
  const scripts = await making.shelf.pinned(walk.pins)
  const went = wentBy({ state, walk, scripts: scriptsOf(scripts), at: making.now() })
  return { scripts, checks: await checksAhead({ state, walk, went, scripts }, making.sources(state)) }
}

async function checksAtBegin(scripts: readonly Script[], slug: string, making: Making): Promise<Checks> {
  const root = scripts.find(one => one.slug === slug)
  const begun = root && begin(root, scriptsOf(scripts))
  if (!begun || isRefusal(begun)) return {}
  const state = await making.state()
  return checksAhead({ state, walk: walkBegun(begun), went: null, scripts }, making.sources(state))
}
