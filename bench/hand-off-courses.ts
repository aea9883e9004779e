// What becomes of a case that is handed on, in the hands of people at two nodes: a course for each way it can
// go. Not: how many go each way, nor what is counted of it (hand-offs.ts).
import type { HandOffId, TeamId } from '#core/kit/id.ts'
import { newId } from '#server/new-id.ts'

export type Deed = (deed: string, body: object) => Promise<number>
/** One case, and who may do something with it, each at a node of his own. */
export type Course = {
  readonly giver: Deed
  readonly receiver: Deed
  readonly rival: Deed
  readonly lead: Deed
  /** where it belongs instead, and one who works there */
  readonly elsewhere: Deed
  readonly team: TeamId
  readonly right: TeamId
}

async function must(done: Promise<number>, what: string): Promise<void> {
  const status = await done
  if (status !== 200) throw new Error(`${what} was answered ${status}`)
}

async function offered({ giver, team }: Course, isFirst = true): Promise<HandOffId> {
  if (isFirst) await must(giver('worker/take', {}), 'taking')
  const handOff = newId('hnd')
  const sheet = { problem: 'The line drops each evening.', noStepsBecause: 'The customer did it all.' }
  const question = 'Which profile keeps this line up?'
  await must(giver('hand-off/offer', { handOff, team, question, ...sheet }), 'an offer')
  return handOff
}

const readBack = 'Find the profile that keeps the line up.'

/** Two press at the same instant, at two nodes: one has it. */
async function accepted(one: Deed, other: Deed, handOff: HandOffId): Promise<Deed> {
  const [first, second] = await Promise.all([
    one('hand-off/accept', { handOff, readBack }),
    other('hand-off/accept', { handOff, readBack }),
  ])
  if ((first === 200) === (second === 200)) throw new Error(`two accepted: ${first} and ${second}`)
  return first === 200 ? one : other
}

async function answered(worker: Deed, handOff: HandOffId): Promise<void> {
  const [cause, verified] = ['An old one.', 'Two evenings.']
  const said = { result: 'A new profile.', cause, verified, tell: 'It was us.' }
  await must(worker('hand-off/answer', { handOff, ...said }), 'an answer')
}

async function done({ receiver, rival }: Course, handOff: HandOffId): Promise<void> {
  await answered(await accepted(receiver, rival, handOff), handOff)
}

const returned = async ({ receiver }: Course, handOff: HandOffId): Promise<void> => {
  const why = { reason: 'customer_pending', nextAct: 'Send the log of one evening.' }
  await must(receiver('hand-off/return', { handOff, ...why }), 'a return')
}

/** Said no to twice: nobody else may until a lead has decided. */
async function decided(course: Course, how: 'stays' | 'must_take'): Promise<HandOffId> {
  await returned(course, await offered(course))
  const handOff = await offered(course, false)
  await returned(course, handOff)
  await must(course.lead('hand-off/decide', { handOff, how, text: 'Read the log first.' }), 'a decision')
  return handOff
}

/** From the first offer on; each answers how many hand-offs of the case ended. */
export const courses: readonly ((course: Course) => Promise<number>)[] = [
  async course => {
    await done(course, await offered(course))
    return 1
  },
  async course => {
    await returned(course, await offered(course))
    await done(course, await offered(course, false))
    return 2
  },
  async course => {
    await must(course.giver('hand-off/withdraw', { handOff: await offered(course) }), 'taking back')
    return 1
  },
  async course => {
    await decided(course, 'stays')
    return 2
  },
  async course => {
    await done(course, await decided(course, 'must_take'))
    return 2
  },
  async course => {
    const handOff = await offered(course)
    const why = { reason: 'wrong_team', team: course.right, nextAct: 'Ask who laid the line.' }
    await must(course.receiver('hand-off/return', { handOff, ...why }), 'sending it on')
    await must(course.elsewhere('hand-off/accept', { handOff, readBack }), 'accepting what was sent on')
    await answered(course.elsewhere, handOff)
    return 1
  },
  async course => {
    const handOff = await offered(course)
    const worker = await accepted(course.receiver, course.rival, handOff)
    const text = 'Not only the line, the box as well.'
    await must(course.giver('hand-off/correct', { handOff, text }), 'a correction')
    await answered(worker, handOff)
    return 1
  },
]

/** What becomes of an offer whose time to accept is over; one hand-off ends. */
export const lateCourses: readonly ((course: Course, handOff: HandOffId) => Promise<void>)[] = [
  done,
  async ({ lead, receiver }, handOff) => answered(await accepted(lead, receiver, handOff), handOff),
  async ({ giver }, handOff) => must(giver('hand-off/withdraw', { handOff }), 'taking back what expired'),
]
