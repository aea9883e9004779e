// Cases as a customer meets them, made through the core on a test portal: on time, late, his turn, solved,
// closed.
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { after, hourMs, minuteMs } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { type TestPortal, thursday } from '#server/http/portal-testing.ts'

export const scenes = ['on-time', 'night', 'late', 'waiting', 'solved', 'closed', 'new'] as const
export type Scene = (typeof scenes)[number]
export type Shown = { readonly number: number; readonly secret: string; readonly caseId: CaseId }

type Cast = { readonly bo: AgentId; readonly marta: AgentId }

/** The people of the scenes. */
export const castOf = (portal: TestPortal): Cast => {
  const bo = portal.agent('Bo Nyström', 1)
  const marta = portal.agent('Marta Soler', 2)
  portal.agent('Karin Holm', 1, 'lead')
  return { bo, marta }
}

const story = 'The internet goes off every evening around eight. The light on the router turns red.'

/** Opens a case at 09:42 and plays it to the scene; the clock stands at 14:18 (late: 14:31) afterwards. */
export async function play(portal: TestPortal, cast: Cast, scene: Scene, language: Language): Promise<Shown> {
  const { shell } = portal
  const start = after(thursday, -(4 * hourMs + 36 * minuteMs))
  portal.at(start)
  const customer = await portal.customer('Anna Lindqvist', { language })
  const caseId = shell.newId('cas')
  const seal = shell.sealer()
  await shell.handle({
    caseId,
    by: { kind: 'customer', id: customer.id },
    commands: [
      {
        type: 'case.open',
        channel: 'form',
        subject: seal.text('Your router drops the connection every evening'),
        customer: customer.id,
        language,
        team: 'tea_first' as never,
        verified: true,
        severity: 2,
      },
      {
        type: 'message.receive',
        message: shell.newId('msg'),
        channel: 'form',
        from: customer.id,
        text: seal.text(story),
        attached: [],
        automatic: null,
      },
    ],
    texts: seal.texts,
    names: { customerName: customer.name, organisationName: null },
  })
  if (scene !== 'new') await work(portal, cast, caseId, start)
  portal.at(thursday)
  await endings[scene](portal, cast, caseId)
  const card = await shell.store.card(caseId)
  const secret = `follow-${caseId.slice(4)}`
  await shell.desk.followLinks.add({
    secret,
    caseId,
    customer: customer.id,
    at: thursday,
    expiresAt: after(thursday, 900 * hourMs),
  })
  return { number: card!.number, secret, caseId }
}

/** The day so far: Bo takes it, tries, hands to Marta, who promises an answer by 14:30. */
async function work({ shell, at, deed }: TestPortal, { bo, marta }: Cast, caseId: CaseId, start: number) {
  const minute = (n: number) => at(after(start as never, n * minuteMs))
  minute(4)
  await deed(caseId, bo, () => ({ type: 'worker.take' }))
  await deed(caseId, bo, seal => ({
    type: 'contact.hold',
    contact: shell.newId('con'),
    means: 'phone',
    direction: 'out',
    reach: 'reached',
    minutes: 7,
    text: seal.text('Sounded annoyed.'),
    keeps: [],
  }))
  minute(6)
  await deed(caseId, bo, seal => ({
    type: 'step.try',
    step: shell.newId('stp'),
    what: seal.text('Changed the splitter with you on the phone.'),
    why: seal.text('A bad filter shows the same signs as a bad line.'),
    outcome: 'no_change',
    doneBy: 'customer',
  }))
  minute(20)
  const handOff = shell.newId('hnd')
  await deed(caseId, bo, seal => ({
    type: 'hand_off.offer',
    handOff,
    team: 'tea_second' as never,
    question: seal.text('Is the line good?'),
    summary: { problem: seal.text('Drops at eight'), claims: [], steps: [], promise: null },
  }))
  minute(24)
  await deed(caseId, marta, seal => ({
    type: 'hand_off.accept',
    handOff,
    readBack: seal.text('It drops at eight, and the line is to be tested'),
  }))
  await deed(caseId, bo, seal => ({
    type: 'promise.make',
    promise: shell.newId('prm'),
    topic: seal.text('How the line test went'),
    means: 'email',
    dueAt: after(thursday, 12 * minuteMs),
  }))
}

type Ending = (portal: TestPortal, cast: Cast, caseId: CaseId) => Promise<void>

const sent =
  (words: string, wait: boolean): Ending =>
  async ({ shell, deed }, { bo }, caseId) => {
    const message = shell.newId('msg')
    await deed(caseId, bo, seal => ({
      type: 'message.queue',
      message,
      channel: 'email',
      text: seal.text(words),
      attached: [],
      undoSeconds: 0,
      keeps: [],
      ...(wait && { wait: { reason: 'answer' as const, until: after(thursday, 90 * hourMs) } }),
    }))
    await deed(caseId, 'relay', () => ({ type: 'message.note_sent', message, relay: 'test' }))
  }

const keepAll: Ending = async ({ shell, deed }, { bo }, caseId) => {
  const ledger = await shell.store.read(caseId)
  const topics = ledger!.events.filter(event => event.type === 'promise.made' && event.topic)
  for (const event of topics)
    if (event.type === 'promise.made')
      await deed(caseId, bo, seal => ({
        type: 'promise.withdraw',
        promise: event.promise,
        because: seal.text('told on the phone'),
      }))
}

const solved: Ending = async (portal, cast, caseId) => {
  await keepAll(portal, cast, caseId)
  await portal.deed(caseId, cast.bo, seal => ({
    type: 'case.solve',
    fix: seal.text(
      'Marta moved your line to another port, because the old one lost its signal when it got warm.',
    ),
  }))
}

const endings: Readonly<Record<Scene, Ending>> = {
  new: async () => {},
  'on-time': async () => {},
  // Moved to a window over midnight: tonight from 22:00 until 02:00.
  night: async ({ shell, deed }, { bo }, caseId) => {
    const ledger = await shell.store.read(caseId)
    const made = ledger!.events.findLast(event => event.type === 'promise.made')
    if (made?.type !== 'promise.made') throw new Error('nothing was promised')
    const from = after(thursday, 7 * hourMs + 42 * minuteMs)
    await deed(caseId, bo, seal => ({
      type: 'promise.move',
      promise: made.promise,
      to: shell.newId('prm'),
      from,
      dueAt: after(from, 4 * hourMs),
      because: seal.text('The part comes by the night train.'),
    }))
  },
  late: async (portal, _cast, caseId) => {
    portal.at(after(thursday, 13 * minuteMs))
    await portal.deed(caseId, 'clock', () => ({ type: 'clock.ring' }))
  },
  waiting: async (portal, cast, caseId) => {
    await keepAll(portal, cast, caseId)
    await sent(
      'The line to your home is good.\n\nWhich lights were on when it went off at 20:04 yesterday?',
      true,
    )(portal, cast, caseId)
  },
  solved,
  closed: async (portal, cast, caseId) => {
    await solved(portal, cast, caseId)
    await portal.deed(caseId, cast.bo, () => ({ type: 'case.close', reason: 'confirmed' }))
  },
}
