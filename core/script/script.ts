// A script: a flowchart with a why, one for self-help, chat and the first line. Its parts as they are used.
// Settings, not events: a published version is never changed, and a walk keeps the one it began with.
// Not: the form it is written in (parse-script.ts), what is wrong with one (check-script.ts), going through
// it (walk.ts).
import type { Condition } from '#core/script/condition.ts'
import type { Language } from '#core/people/language.ts'

/** A sentence in each language it has been written in. */
export type Wording = Readonly<Partial<Record<Language, string>>>

/** A step's name within its script: `dsl-light`. */
export type StepName = string

/** Where it goes on, in order: the first whose condition holds; one without a condition always does. */
export type Arrow = { readonly when?: Condition; readonly to: StepName }

export type Picture = { readonly file: string; readonly alt: Wording }

/** What every step may have. */
type Common = {
  readonly name: StepName
  /** minutes a person may spend on it before somebody asks whether it leads anywhere */
  readonly minutes: number
  /** who must not go on here, and what to do instead: said first, in every place */
  readonly safety?: Wording
  readonly picture?: Picture
  /** from which level on a person may see it: 0, the customer by himself; 1, the first line */
  readonly level: 0 | 1
  /** how often it may be reached in one walk, and where it goes when it has been; null: freely */
  readonly tries: { readonly most: number; readonly spent: StepName } | null
  /** steps of one group may be taken in any order: the author says that none depends on another */
  readonly group?: string
}

export type Choice = { readonly name: string; readonly words: Wording; readonly to?: StepName }

/** What an answer may be. */
export type Asked =
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly unit?: string }
  | { readonly kind: 'date' | 'text' | 'photo' | 'serial' }

export const checkNames = ['entitlement', 'known_outage', 'device_history', 'case_value'] as const
export type CheckName = (typeof checkNames)[number]

/**
 * `otherwise`: where it goes on when the step was skipped, could not be done, or (a check) did not answer in
 * time.
 */
export type Ask = Common & {
  readonly kind: 'ask'
  /** to the agent */
  readonly question: Wording
  readonly why: Wording
  /** to the customer */
  readonly say: Wording
  readonly asked: Asked
  /** the name under which its answer is known beyond this walk, whoever asks; null: of this walk only */
  readonly fact: string | null
  /** how long the answer is still true, in minutes; null: as long as the case is open */
  readonly holdsMinutes: number | null
  readonly next: readonly Arrow[]
  readonly otherwise: StepName
}

export type Do = Common & {
  readonly kind: 'do'
  readonly instruction: Wording
  readonly why: Wording
  readonly say: Wording
  /** what is seen when it worked */
  readonly expect: Wording
  readonly worked: StepName
  readonly failed: StepName
  readonly otherwise: StepName
}

export type Check = Common & {
  readonly kind: 'check'
  readonly check: CheckName
  /** which value of the case, for `case_value`: `kind`, `severity`, `product`, `language` */
  readonly of?: string
  readonly why: Wording
  /** shown while it runs, and to the customer */
  readonly say: Wording
  readonly seconds: number
  readonly next: readonly Arrow[]
  readonly otherwise: StepName
}

export type Tell = Common & { readonly kind: 'tell'; readonly say: Wording; readonly next: StepName }

/** Another script on the way; `solved` and `unsolved` say where this one goes on when that one ends. */
export type SubScript = Common & {
  readonly kind: 'script'
  readonly script: string
  readonly solved: StepName
  readonly unsolved: StepName
}

export const endNames = ['solved', 'hand_off', 'visit', 'supplier', 'goodwill', 'article'] as const
export type EndName = (typeof endNames)[number]

export type End = Common & {
  readonly kind: 'end'
  readonly end: EndName
  /** what the customer is told */
  readonly say: Wording
  /** solved: what fixed it */
  readonly fixed?: Wording
  /** hand-off, visit, supplier: what the receiver is asked; goodwill: what for */
  readonly question?: Wording
  /** hand-off: to which level, and to which team if it matters */
  readonly toLevel?: number
  readonly team?: string
  /** article: which one */
  readonly article?: string
}

export type Step = Ask | Do | Check | Tell | SubScript | End

export type Script = {
  readonly slug: string
  readonly version: number
  /** every one of these must have every sentence */
  readonly languages: readonly Language[]
  readonly title: Wording
  /** what customers say when they need it: one way to say it a line */
  readonly says: Wording
  /** the knowledge article whoever walks it learns */
  readonly article: string
  readonly start: StepName
  readonly steps: readonly Step[]
}

/** A step of a script by its name; null: there is none. */
export const stepOf = (script: Script, name: StepName): Step | null => stepsByName(script).get(name) ?? null

// A script of two thousand steps is asked for one at every arrow. Scripts never change: the table may stay.
const tables = new WeakMap<Script, ReadonlyMap<StepName, Step>>()

function stepsByName(script: Script): ReadonlyMap<StepName, Step> {
  const known = tables.get(script)
  if (known) return known
  // Of two with one name the first counts, as it would be found reading down.
  const table = new Map(script.steps.toReversed().map(one => [one.name, one]))
  tables.set(script, table)
  return table
}

/** A way out of a step: where it leads, and where in the step it is written. */
export type WayOut = { readonly to: StepName; readonly at: string }

/** Every way out of a step, in the order in which they are tried; last, that of whoever came too often. */
export function waysOut(step: Step): readonly WayOut[] {
  const spent = step.tries ? [{ to: step.tries.spent, at: 'tries.spent' }] : []
  return [...waysOn(step), ...spent]
}

function waysOn(step: Step): readonly WayOut[] {
  const otherwise = (to: StepName) => ({ to, at: 'otherwise' })
  switch (step.kind) {
    case 'ask':
      return [...choicesOut(step.asked), ...arrowsOut(step.next), otherwise(step.otherwise)]
    case 'check':
      return [...arrowsOut(step.next), otherwise(step.otherwise)]
    case 'do':
      return [{ to: step.worked, at: 'worked' }, { to: step.failed, at: 'failed' }, otherwise(step.otherwise)]
    case 'tell':
      return [{ to: step.next, at: 'to' }]
    case 'script':
      return [
        { to: step.solved, at: 'solved' },
        { to: step.unsolved, at: 'unsolved' },
      ]
    case 'end':
      return []
  }
}

const choicesOut = (asked: Asked): readonly WayOut[] =>
  asked.kind === 'choice'
    ? asked.choices.flatMap(({ to }, index) => (to === undefined ? [] : [{ to, at: `choices.${index}.to` }]))
    : []

const arrowsOut = (next: readonly Arrow[]): readonly WayOut[] =>
  next.map(({ to }, index) => ({ to, at: `next.${index}.to` }))
