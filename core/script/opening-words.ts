// What is read aloud while a call is opened, out of the desk's greeting script: the greeting before its first
// question, what is said with each question the screen asks, and what comes next. Found by the names of facts
// and by going through it, so that a desk may write its own. Not: what was answered (case/call-opening.ts).
import { isRefusal } from '#core/kit/refusal.ts'
import { type Answer, unfit } from '#core/script/answer.ts'
import type { Value } from '#core/script/condition.ts'
import type { Ask, Check, Script, Step, Wording } from '#core/script/script.ts'
import { begin, given, type Scripts, stepNow } from '#core/script/step-on.ts'
import { type Walk, walkBegun, walkOn } from '#core/script/walk.ts'

/** What the screen of a call asks, by the names of facts. */
export const openingFacts = [
  'caller.name',
  'call.about',
  'caller.identity',
  'caller.callback',
  'caller.phone',
  'call.words',
] as const
export type OpeningFact = (typeof openingFacts)[number]

export type OpeningWords = {
  readonly greeting: readonly Wording[]
  readonly asks: Readonly<Partial<Record<OpeningFact, Wording>>>
  /** what is said when the caller has told what it is about; null: the script does not come to that */
  readonly next: Wording | null
}

/** What is known of the call while it is opened, as the script's checks see it. */
export type OpeningKnown = {
  readonly product: string | null
  readonly isCovered: boolean | null
}

/** A greeting comes to its first question and to the caller's words long before. */
const movesMax = 100

/** What one reads aloud by this script. */
export function openingWords(script: Script, scripts: Scripts, known: OpeningKnown): OpeningWords {
  const passed = [...through(script, scripts, known)]
  const asked = passed.findIndex(({ kind }) => kind === 'ask')
  const before = asked < 0 ? passed : passed.slice(0, asked)
  const words = passed.findIndex(one => one.kind === 'ask' && one.fact === 'call.words')
  const behind = words < 0 ? undefined : passed.slice(words + 1).find(isSaid)
  return {
    greeting: before.flatMap(one => (one.kind === 'tell' ? [one.say] : [])),
    asks: Object.fromEntries(
      openingFacts.flatMap(fact => {
        const ask = script.steps.find(one => one.kind === 'ask' && one.fact === fact) as Ask | undefined
        return ask ? [[fact, ask.say]] : []
      }),
    ),
    next: behind?.say ?? null,
  }
}

type Said = Exclude<Step, { kind: 'check' | 'script' }>
const isSaid = (step: Step): step is Said => step.kind !== 'check' && step.kind !== 'script'

/** The steps a call about something new would come to. */
function* through(script: Script, scripts: Scripts, known: OpeningKnown): Generator<Step> {
  const begun = begin(script, scripts)
  if (isRefusal(begun)) return
  let walk: Walk = walkBegun(begun)
  for (let n = 0; n < movesMax; n++) {
    // It was led there by the script itself.
    const { step } = stepNow(walk, scripts) as { step: Step }
    yield step
    if (step.kind === 'end' || step.kind === 'script') return
    const led = given(walk, { step: step.name, answer: assumed(step, known) }, scripts)
    if (isRefusal(led)) return
    walk = walkOn(walk, led)
  }
}

type Passing = Exclude<Step, { kind: 'end' | 'script' }>

/** As if everything went its usual way: whatever is not known is skipped, as the script says for that. */
function assumed(step: Passing, known: OpeningKnown): Answer {
  switch (step.kind) {
    case 'tell':
      return { kind: 'told' }
    case 'do':
      return { kind: 'worked' }
    case 'check': {
      const value = checked(step, known)
      return value === null ? { kind: 'silent' } : { kind: 'result', value }
    }
    case 'ask': {
      const value = { kind: 'value', value: usual(step) } as const
      return unfit(step, value) === null ? value : { kind: 'skipped' }
    }
  }
}

function checked({ check, of }: Check, { product, isCovered }: OpeningKnown): Value | null {
  if (check === 'entitlement') return isCovered === null ? null : isCovered ? 'yes' : 'no'
  return check === 'case_value' && of === 'product' ? product : null
}

/** Words are assumed as said; of choices only that it is something new. */
const usual = ({ asked, fact }: Ask): Value =>
  asked.kind === 'text' ? '–' : fact === 'call.about' ? 'new' : ''
