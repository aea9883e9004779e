// A walk through a script in the terminal: one question per screen, by number keys. It says what the agent
// would say and why; there is no desk behind it, so what would be checked by itself is asked.
import type { Reader } from '#bin/script/reader.ts'
import { isRefusal, type Refusal } from '#core/kit/refusal.ts'
import type { Language } from '#core/people/language.ts'
import { about } from '#core/script/about.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Script, Step, Wording } from '#core/script/script.ts'
import { back, begin, given, type Scripts, stepNow } from '#core/script/step-on.ts'
import { passedCount, placeOf, type Walk, walkBegun, type WentOn, walkOn } from '#core/script/walk.ts'
import { refusalKey } from '#words/refusal-key.ts'
import { sayIn } from '#words/say-in.ts'

export type Playing = {
  readonly script: Script
  readonly scripts: Scripts
  readonly language: Language
  readonly reader: Reader
  readonly out: (line: string) => void
}

/** 0: it came to an end, or was left by a key; 1: nothing more came, or the script is broken. */
export async function play(playing: Playing): Promise<number> {
  const { script, scripts, reader, out } = playing
  const begun = begin(script, scripts)
  if (isRefusal(begun)) return broken(playing, begun)
  let walk = walkBegun(begun)
  while (walk.end === null) {
    const now = stepNow(walk, scripts)
    if (!now) throw new Error(`the script of step ${placeOf(walk.stack).step} vanished while it was walked`)
    for (const line of screen(playing, walk, now)) out(line)
    const fact = await next(playing, walk, now.step)
    if (fact === 'left' || fact === null) {
      out(`Left at ${now.step.name}.`)
      return fact === null ? 1 : 0
    }
    walk = walkOn(walk, fact)
  }
  const now = stepNow(walk, scripts)
  for (const line of now ? ending(playing, walk, now.step) : []) out(line)
  reader.close()
  return 0
}

function broken({ out, language }: Playing, refusal: Refusal): number {
  out(sentence(language, refusal))
  return 1
}

const sentence = (language: Language, { refused, details }: Refusal): string =>
  sayIn(language)(refusalKey(refused), details)

/** A sentence in the language asked for, else in English, else in whatever there is. */
const inWords = (language: Language, wording: Wording): string =>
  wording[language] ?? wording.en ?? Object.values(wording)[0] ?? '…'

type Now = { readonly script: Script; readonly step: Step }

function* screen(
  { language, scripts, reader }: Playing,
  walk: Walk,
  { script, step }: Now,
): Generator<string> {
  const say = (wording: Wording) => inWords(language, wording)
  const behind = passedCount(walk)
  if (reader.isTerminal) yield '\u001b[2J\u001b[H'
  yield `${say(script.title)} · step ${behind + 1} of about ${behind + Math.max(1, about(walk, scripts))} · ${step.name}`
  yield ''
  if (step.safety) yield `!  ${say(step.safety)}`
  if (step.kind === 'ask') yield say(step.question)
  if (step.kind === 'do') yield say(step.instruction)
  if (step.kind === 'do') yield `   You should see: ${say(step.expect)}`
  if (step.kind === 'check')
    yield `Checked by itself on a desk: ${step.check}${step.of === undefined ? '' : ` (${step.of})`}`
  if ('say' in step) yield `   Say: ${say(step.say)}`
  if ('why' in step) yield `   Why: ${say(step.why)}`
  if (step.picture) yield `   Picture: ${say(step.picture.alt)}`
  yield ''
  for (const [index, { words }] of offered(language, step).entries()) yield `  ${index + 1}  ${words}`
  const typed = typedFor(step)
  if (typed !== null) yield `  Type ${typed}.`
  yield `  b back${mayLeaveOut(step) ? ' · s skip' : ''}${mayFail(step) ? ' · c cannot' : ''} · q leave`
}

const mayLeaveOut = ({ kind }: Step) => kind === 'ask' || kind === 'do' || kind === 'check'
const mayFail = ({ kind }: Step) => kind === 'ask' || kind === 'do'

type Offered = { readonly words: string; readonly answer: Answer }

/** What the number keys answer. */
function offered(language: Language, step: Step): readonly Offered[] {
  if (step.kind === 'tell') return [{ words: 'Said', answer: { kind: 'told' } }]
  if (step.kind === 'do')
    return [
      { words: 'It came so', answer: { kind: 'worked' } },
      { words: 'It did not', answer: { kind: 'failed' } },
    ]
  if (step.kind === 'check' && step.check !== 'case_value')
    return [
      { words: 'yes', answer: { kind: 'result', value: 'yes' } },
      { words: 'no', answer: { kind: 'result', value: 'no' } },
      { words: 'It does not answer in time', answer: { kind: 'silent' } },
    ]
  if (step.kind === 'ask' && step.asked.kind === 'choice')
    return step.asked.choices.map(({ name, words }) => ({
      words: inWords(language, words),
      answer: { kind: 'value', value: name },
    }))
  return []
}

/** What is typed instead; null: a key answers. */
function typedFor(step: Step): string | null {
  if (step.kind === 'check' && step.check === 'case_value') return `the ${step.of ?? 'value'} of the case`
  if (step.kind !== 'ask' || step.asked.kind === 'choice') return null
  const { asked } = step
  if (asked.kind === 'number')
    return `a number from ${asked.least} to ${asked.most}${asked.unit ? ` (${asked.unit})` : ''}`
  return asked.kind === 'date'
    ? 'a date, as 2027-01-31'
    : { text: 'a text', photo: 'the name of a photo', serial: 'a serial number' }[asked.kind]
}

/** Asks until something follows; null: nothing more comes. */
async function next(playing: Playing, walk: Walk, step: Step): Promise<WentOn | 'left' | null> {
  const { language, reader, out, scripts } = playing
  const choices = offered(language, step)
  // Ten answers and more have two digits, which one press cannot tell.
  const isTyped = choices.length === 0 || choices.length > 9
  for (;;) {
    const typed = isTyped ? await reader.line('> ') : await reader.key()
    if (typed === null) return null
    if (typed === 'q') return 'left'
    const answer = typed === 'b' ? 'back' : await meant(playing, step, choices, typed)
    if (answer === 'nothing') return null
    if (answer === null) continue
    const fact = answer === 'back' ? back(walk) : given(walk, { step: step.name, answer }, scripts)
    if (!isRefusal(fact)) return fact
    out(sentence(language, fact))
  }
}

type Choices = readonly Offered[]

/** The answer that was meant; null: none of those there are; 'nothing': nothing more comes. */
async function meant(
  { reader, out }: Playing,
  step: Step,
  choices: Choices,
  typed: string,
): Promise<Answer | null | 'nothing'> {
  if (typed === 's' && mayLeaveOut(step)) return reasoned(reader, out, 'skipped')
  if (typed === 'c' && mayFail(step)) return reasoned(reader, out, 'cannot')
  if (choices.length > 0) {
    const isEnter = typed === '\r' || typed === '\n'
    const chosen = isEnter && choices.length === 1 ? choices[0] : choices[Number(typed) - 1]
    if (!chosen) out(`Press a number from 1 to ${choices.length}.`)
    return chosen?.answer ?? null
  }
  if (step.kind === 'check') return { kind: 'result', value: typed }
  const isNumber = step.kind === 'ask' && step.asked.kind === 'number' && typed !== ''
  return { kind: 'value', value: isNumber ? Number(typed.replace(',', '.')) : typed }
}

async function reasoned(reader: Reader, out: Playing['out'], kind: 'skipped' | 'cannot') {
  out(kind === 'skipped' ? 'Why is it skipped?' : 'Why can it not be done?')
  const reason = await reader.line('> ')
  if (reason === null) return 'nothing'
  if (reason !== '') return { kind }
  out('It needs a reason. Answer, or begin again.')
  return null
}

function* ending({ language, reader }: Playing, walk: Walk, step: Step): Generator<string> {
  if (step.kind !== 'end') return
  const say = (wording: Wording) => inWords(language, wording)
  if (reader.isTerminal) yield '\u001b[2J\u001b[H'
  const to =
    step.toLevel === undefined
      ? ''
      : ` to level ${step.toLevel}${step.team === undefined ? '' : `, ${step.team}`}`
  yield `End: ${step.end}${to} · ${step.name}`
  yield `   Say: ${say(step.say)}`
  if (step.fixed) yield `   What fixed it: ${say(step.fixed)}`
  if (step.question) yield `   Question: ${say(step.question)}`
  if (step.article !== undefined) yield `   Article: ${step.article}`
  yield ''
  for (const { at, answer, undone } of walk.path)
    yield `   ${undone ? '(taken back) ' : ''}${placeOf(at).step}: ${'value' in answer ? answer.value : answer.kind}`
}
