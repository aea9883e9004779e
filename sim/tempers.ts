// The kinds of customers a support centre meets, as shares of what each does. A table; who acts on it is
// customers.ts.

/** Chances, from 0 to 1, of what somebody does at an occasion. */
export type Temper = {
  readonly name: string
  /** to a mail of ours: writes back */
  readonly answers: number
  /** to the mail that says it is solved: says thanks, which opens it again */
  readonly thanks: number
  /** …or says so on his page */
  readonly confirms: number
  /** …or says that it was not fixed */
  readonly reopens: number
  /** sends the same mail once more, again and again, until somebody speaks */
  readonly resends: number
  /** brings others in: in Cc, and they answer too */
  readonly copies: number
  /** answers an old mail of another case with something new */
  readonly wrongCase: number
  /** his machine answers every mail */
  readonly robot: number
  /** his address is dead: what we send comes back */
  readonly bounces: number
  /** asks for more help while he waits */
  readonly asksHelp: number
  /** calls instead of writing */
  readonly calls: number
  /** writes once more, days after the end */
  readonly afterwards: number
  /** guesses addresses, claims threads that are not his */
  readonly forges: number
  /** is no person: news, notices, sign-in codes */
  readonly machine: number
}

const plain: Omit<Temper, 'name'> = {
  answers: 0.6,
  thanks: 0.1,
  confirms: 0.3,
  reopens: 0.1,
  resends: 0,
  copies: 0,
  wrongCase: 0.02,
  robot: 0,
  bounces: 0,
  asksHelp: 0.05,
  calls: 0.1,
  afterwards: 0.05,
  forges: 0,
  machine: 0,
}

export const tempers: readonly Temper[] = [
  { ...plain, name: 'plain' },
  { ...plain, name: 'quick to answer', answers: 0.95, confirms: 0.5 },
  { ...plain, name: 'angry resender', resends: 0.8, asksHelp: 0.5, answers: 0.8 },
  { ...plain, name: 'collector of copies', copies: 0.7 },
  { ...plain, name: 'replier to the wrong case', wrongCase: 0.6 },
  { ...plain, name: 'robot', robot: 1, answers: 0.1 },
  { ...plain, name: 'dead address', bounces: 0.8, answers: 0.1 },
  { ...plain, name: 'thanker', thanks: 0.9, confirms: 0 },
  { ...plain, name: 'silent one', answers: 0.02, thanks: 0, confirms: 0 },
  { ...plain, name: 'one who writes after the end', afterwards: 0.8 },
  { ...plain, name: 'never content', reopens: 0.7, asksHelp: 0.3 },
  { ...plain, name: 'caller', calls: 0.9 },
  { ...plain, name: 'forger', forges: 0.6 },
  { ...plain, name: 'machine', machine: 1, answers: 0 },
]
