// Own deeds shown before the server has stored them: the core decides them here as it will there.
// Not: sending them (unsent.ts). Whatever the core refuses here is simply not foreseen; the server's word
// counts.
import { type Command, type CommandType, decide, evolve, fold } from '#core/case/case.ts'
import type { Recorded } from '#core/case/event.ts'
import type { Case } from '#core/case/state.ts'
import type { Prefix, TextId } from '#core/kit/id.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

/** `sending` is on its way, `waiting` has no connection, `refused` got a no with its reason. */
export type OwnState = 'sending' | 'waiting' | 'refused'

export type OwnDeed = {
  /** idempotency key, and the name of the deed here */
  readonly key: string
  readonly caseId: string
  readonly type: CommandType
  /** as it goes to the server: plain texts */
  readonly body: Readonly<Record<string, unknown>>
  /** epoch ms of the press */
  readonly at: number
  readonly state: OwnState
  /** it did not arrive once, and goes out again when it can */
  readonly hasWaited?: boolean | undefined
  readonly reason?: string | undefined
  /** what the refusal is called in the catalogue */
  readonly code?: string | undefined
  /** up to where the ledger reached when it was stored; known from the answer */
  readonly storedSeq?: number | undefined
}

/** Fields that are texts in the command and plain words in the body. */
const textFields = new Set([
  'text',
  'because',
  'what',
  'why',
  'result',
  'repeatBecause',
  'topic',
  'readBack',
  'nextAct',
  'cause',
  'verified',
  'tell',
  'fix',
  'subject',
  'noPromise',
  'about',
  'notDone',
  'knownIn',
  'solution',
  'article',
  'level1Because',
  'words',
  'environment',
  'steps',
  'expected',
  'actual',
])

/** New things a deed names, when the writer did not name them: field and prefix. */
const newThings: Partial<Record<CommandType, readonly [string, Prefix]>> = {
  'note.add': ['note', 'not'],
  'claim.make': ['claim', 'cla'],
  'wanted_fact.record': ['wantedFact', 'wfc'],
  'step.try': ['step', 'stp'],
  'reproduction.try': ['reproduction', 'rpr'],
  'hypothesis.raise': ['hypothesis', 'hyp'],
  'promise.make': ['promise', 'prm'],
  'promise.move': ['to', 'prm'],
  'contact.hold': ['contact', 'con'],
  'question.add': ['question', 'que'],
  'message.queue': ['message', 'msg'],
  'speech.ask': ['speech', 'spe'],
  'speech.agree': ['speech', 'spe'],
}
const defaults: Partial<Record<CommandType, object>> = {
  'note.add': { mentions: [] },
  'contact.hold': { keeps: [] },
}

/**
 * Deeds whose body does not say all of the command, or that touch another case: only the server knows them.
 */
const unforeseen = new Set<CommandType>([
  // Whom it rings at says the server, which knows who is there.
  'live_line.ask',
  'swarm.raise',
  'call_back.want',
  'hand_off.offer',
  'case.link',
  'case.merge',
  'case.part',
  'question.split',
  'message.queue',
  'message.withdraw',
  // The letter to the customer is written there, in his language.
  'contact.assign',
  'contact.take_over',
  // Where an answer leads only the script says, which the server has.
  'walk.begin',
  'walk.answer',
  'walk.reuse',
  'walk.jump',
  'walk.send',
  'walk.go_back',
  // Who is covered only the server judges: it has the contracts.
  'entitlement.decide',
  // Whether a cause was suspected before the body does not say.
  'cause.find',
  'hypothesis.rule_out',
  // Whether it opens this case again or another one, the server knows.
  'verification.make',
  'regression.plan',
  'regression.move',
  'regression.check',
  'satisfaction.follow_up',
  // What he said in other cases the server knows.
  'proposal.make',
  // The calm letter is written there; who received a hand-off its ledger knows.
  'abuse.warn',
  'contact_end.ask',
  'contact_end.grant',
  'contact_end.refuse',
  'contact_end.lift',
  'abuse.mark',
  'thanks.give',
  'hand_off.rate',
  'hand_off.check',
  // What is left of caps and budgets, and the code, the server knows.
  'cost.note',
  'cost.withdraw',
  'goodwill.ask',
  'goodwill.give',
  'goodwill.grant',
  'goodwill.refuse',
  'goodwill.withdraw',
  'goodwill.revoke',
  'goodwill.redeem',
])

/** Whether a deed is shown in the ledger before the server has it. */
export const isForeseen = (type: CommandType): boolean => !unforeseen.has(type)

type Names = { readonly newId: (prefix: Prefix) => string; readonly textId: (field: string) => TextId }
const namesOf = (key: string): Names => {
  const short = key.replaceAll(/[^0-9a-z]/g, '')
  let count = 0
  return {
    newId: prefix => {
      count += 1
      return `${prefix}_own${short}${count}`
    },
    textId: field => `txt_own${short}${field.toLowerCase()}`,
  }
}

/** The command a body stands for, and the texts it brings along. */
function commandOf(deed: OwnDeed, names: Names): { command: Command; texts: Record<TextId, string> } {
  const texts: Record<TextId, string> = {}
  const command: Record<string, unknown> = { type: deed.type, ...defaults[deed.type] }
  for (const [field, value] of Object.entries(deed.body)) {
    if (textFields.has(field) && typeof value === 'string') {
      const text = names.textId(field)
      texts[text] = value
      command[field] = { text, mac: '' }
    } else command[field] = value
  }
  const thing = newThings[deed.type]
  if (thing && command[thing[0]] === undefined) command[thing[0]] = names.newId(thing[1])
  return { command: command as unknown as Command, texts }
}

export type Foreseen = {
  readonly ledger: readonly Recorded[]
  readonly texts: Readonly<Record<string, string>>
  /** the own deed behind a foreseen entry, by its provisional number */
  readonly own: ReadonlyMap<number, OwnDeed>
}

type World = { readonly me: Actor; readonly desk: DeskFacts }

/** The ledger with own deeds on top that it does not hold yet; numbers beyond its end are provisional. */
export function foresee(
  ledger: readonly Recorded[],
  texts: Readonly<Record<string, string>>,
  deeds: readonly OwnDeed[],
  { me, desk }: World,
): Foreseen {
  const last = ledger.at(-1)?.seq ?? 0
  const ahead = deeds.filter(
    deed => isForeseen(deed.type) && (deed.storedSeq === undefined || deed.storedSeq > last),
  )
  if (ahead.length === 0) return { ledger, texts, own: new Map() }
  const own = new Map<number, OwnDeed>()
  const lines = [...ledger]
  const words = { ...texts }
  let state: Case = fold(ledger)
  for (const deed of ahead) {
    const names = namesOf(deed.key)
    const { command, texts: brought } = commandOf(deed, names)
    const setting = { now: instant(deed.at), desk, newId: names.newId as never }
    const events = decide(state, command, me, setting)
    if (isRefusal(events)) continue
    Object.assign(words, brought)
    for (const event of events) {
      state = evolve(state, event)
      lines.push({ ...event, seq: lines.length + 1 } as Recorded)
      own.set(lines.length, deed)
    }
  }
  return { ledger: lines, texts: words, own }
}
