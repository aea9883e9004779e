// The deeds of a hand-off: what the body of the request becomes in the core's words. Part of deeds.ts.
import type { Command } from '#core/case/case.ts'
import { present } from '#core/case/deed/deed.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import { findingsOf, standingReproductions } from '#core/case/findings.ts'
import type { HandOffSummary } from '#core/case/hand-off-facts.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { MessageId, PromiseId } from '#core/kit/id.ts'
import type { DeedBody, DeedType } from '#server/http/deed-schemas.ts'
import type { Making, Row } from '#server/http/deeds.ts'
import { answeredUp } from '#server/http/help-deeds.ts'

type HandOffDeed = Exclude<Extract<DeedType, `hand_off.${string}`>, 'hand_off.rate' | 'hand_off.check'>

export const handOffDeeds: { readonly [T in HandOffDeed]: Row<T> } = {
  'hand_off.offer': { summary: 'Offer a case to another level or team, with a question.', commands: offer },
  'hand_off.accept': {
    summary: 'Accept a hand-off, and say what was understood.',
    commands: ({ handOff, readBack }, { maybeRef }) => [
      { type: 'hand_off.accept', handOff, readBack: maybeRef(readBack) },
    ],
  },
  'hand_off.correct': {
    summary: 'Correct what the receiver understood.',
    commands: ({ handOff, text }, { ref }) => [{ type: 'hand_off.correct', handOff, text: ref(text) }],
  },
  'hand_off.return': {
    summary:
      'Say no to a hand-off, with the reason and the next act; to the wrong team: it goes to the right one.',
    commands: async ({ duplicateOf, ...body }, { ref, maybeRef, caseIdOf }) => [
      {
        type: 'hand_off.return',
        handOff: body.handOff,
        reason: body.reason,
        nextAct: ref(body.nextAct),
        missing: body.missing,
        team: body.team,
        notDone: maybeRef(body.notDone),
        knownIn: maybeRef(body.knownIn),
        solution: maybeRef(body.solution),
        duplicateOf: duplicateOf === undefined ? undefined : await caseIdOf(duplicateOf),
      },
    ],
  },
  'hand_off.decide': {
    summary: 'Decide a dispute about a hand-off (leads).',
    commands: ({ handOff, how, text }, { ref }) => [
      { type: 'hand_off.decide', handOff, how, text: ref(text) },
    ],
  },
  'hand_off.withdraw': {
    summary: 'Take an offered hand-off back.',
    commands: ({ handOff }) => [{ type: 'hand_off.withdraw', handOff }],
  },
  'hand_off.answer': {
    summary: 'Answer an accepted hand-off: result, cause, how verified, what to tell the customer.',
    commands: async ({ handOff, level1Because, ...said }, { ref, maybeRef, helpedBy }) => [
      {
        type: 'hand_off.answer',
        handOff,
        result: ref(said.result),
        cause: ref(said.cause),
        verified: ref(said.verified),
        tell: ref(said.tell),
        ...(await helpedBy(said)),
        level1Because: maybeRef(level1Because),
      },
    ],
  },
}

async function offer(body: DeedBody<'hand_off.offer'>, making: Making): Promise<readonly Command[]> {
  const { id, ref } = making
  const told = body.tellCustomer === undefined ? undefined : id('msg', 'message')
  const next = body.nextPromise && id('prm', 'promise')
  const handOff = id('hnd', 'handOff', body.handOff)
  const commands: Command[] = [
    {
      type: 'hand_off.offer',
      handOff,
      team: body.team,
      agent: body.agent,
      question: ref(body.question),
      summary: await sheet(body, { making, told, next }),
    },
  ]
  const help = body.help === undefined ? answeredUp(await making.state(), body.team, making) : body.help
  if (help) commands.push({ type: 'help.pass_on', help, handOff })
  if (told && body.tellCustomer !== undefined)
    commands.push({
      type: 'message.queue',
      message: told,
      channel: await making.channel(undefined),
      text: ref(body.tellCustomer),
      attached: [],
      undoSeconds: await making.undoSeconds(undefined),
      keeps: [],
      automatic: 'hand_off',
    })
  if (next && body.nextPromise)
    commands.push({
      ...body.nextPromise,
      type: 'promise.make',
      promise: next,
      topic: ref(body.nextPromise.topic),
    })
  return commands
}

type Beside = {
  readonly making: Making
  readonly told: MessageId | undefined
  readonly next: PromiseId | undefined
}

const idsOf = <K extends string>(things: Readonly<Record<K, unknown>>): K[] => Object.keys(things) as K[]

/** What the receiver reads: most of it is in the ledger, and is named here. */
async function sheet(
  body: DeedBody<'hand_off.offer'>,
  { making, told, next }: Beside,
): Promise<HandOffSummary> {
  const { ref, maybeRef } = making
  const state: OpenedCase = await making.state()
  const open = openPromises(state).toSorted(([, a], [, b]) => a.dueAt - b.dueAt)
  const promises = [...open.map(([promise]) => promise), ...(next ? [next] : [])]
  const skill = body.noSteps === 'customer_skilled' ? await making.skill() : null
  return {
    problem: ref(body.problem ?? making.card.subject),
    claims: body.claims ?? idsOf(state.claims),
    steps: body.steps ?? idsOf(state.steps),
    promise: body.promise ?? promises[0] ?? null,
    ...present({
      noStepsBecause: maybeRef(body.noStepsBecause),
      noSteps: body.noSteps,
      skill: maybeRef(skill ?? undefined),
      wishedIn: body.wishedIn,
      ask: body.ask,
      wantedBy: body.wantedBy,
      wantedBecause: maybeRef(body.wantedBecause),
      ...foundOut(state),
      openBecause: maybeRef(body.openBecause),
      notReproduced: maybeRef(body.notReproduced),
      notWalked: maybeRef(body.notWalked),
      guess: maybeRef(body.guess),
      guessConfidence: body.guess === undefined ? undefined : body.guessConfidence,
      ruledOut: maybeRef(body.ruledOut),
      ifThen: maybeRef(body.ifThen),
      doNot: maybeRef(body.doNot),
      access: maybeRef(body.access),
      mayTell: maybeRef(body.mayTell),
      promises: promises.length > 0 ? promises : undefined,
      told,
    }),
  }
}

/** What was found out so far goes along by itself, what was ruled out as well. */
function foundOut(state: OpenedCase) {
  const reproductions = standingReproductions(state).map(([reproduction]) => reproduction)
  const hypotheses = idsOf(findingsOf(state).hypotheses)
  return {
    reproductions: reproductions.length > 0 ? reproductions : undefined,
    hypotheses: hypotheses.length > 0 ? hypotheses : undefined,
  }
}
