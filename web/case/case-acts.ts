// What can be done with the open case next, in the order it is likely; each with its key and, when it
// cannot be done
// now, the reason. One list for the panel, the menu, the palette and the keys.
import { isPartner } from '#core/access/share.ts'
import type { CommandType } from '#core/case/case.ts'
import { answerOwed, offerOf } from '#core/case/deed/hand-off-state.ts'
import { speechesAsked } from '#core/case/deed/speech.ts'
import { waitOf } from '#core/case/deed/wait.ts'
import { houseLevels } from '#core/people/level.ts'
import type { OpenCaseView, OpenSheet, SheetName } from './case-context.ts'
import type { CaseAct } from './side-panel.tsx'

type Wish = Omit<CaseAct, 'offWhy' | 'run'> & { readonly sheet?: OpenSheet; readonly run?: () => void }

/** What is expected of this agent first: to take it, to accept it, to answer. */
function firstActs({ state, say, desk, act, data }: OpenCaseView): Wish[] {
  const owed = answerOwed(state)
  const offer = offerOf(state)
  const wishes: Wish[] = []
  if (state.worker === null) {
    const done = say('queue.taken', { n: 1, number: String(data.number) })
    const run = () => void act('worker.take', {}, done)
    wishes.push({ id: 'take', type: 'worker.take', text: say('deeds.act_take'), first: true, run })
  }
  if (owed && state.worker === desk.me.id) {
    const text = say('deeds.act_answer', { n: owed.from.level })
    const sheet = { name: 'answer', id: owed.id } as const
    wishes.push({ id: 'answer', type: 'hand_off.answer', text, first: true, sheet })
  }
  if (offer && offer.from.agent !== desk.me.id) {
    const sheet = { name: 'accept', id: offer.id } as const
    wishes.push({ id: 'accept', type: 'hand_off.accept', text: say('deeds.accept'), first: true, sheet })
  }
  return wishes
}

/** The sheet to pass it on with; of a case that is stuck it knows why. */
export function passSheet({ state, say }: Pick<OpenCaseView, 'state' | 'say'>): OpenSheet {
  const { noticed } = state.stuck
  if (!noticed) return { name: 'hand-off' }
  const why = noticed.signs.map(one => `${say(`stuck.sign_${one}`)}. `)
  return { name: 'hand-off', fill: { why: why.join('') } }
}

/** What its worker may answer when it is stuck, beside passing it on. */
function stuckActs({ state, say }: OpenCaseView): Wish[] {
  if (!state.stuck.noticed) return []
  const type = 'stuck.answer' as const
  return [
    { id: 'carry-on', type, text: say('stuck.carry_on'), sheet: { name: 'carry-on' } },
    { id: 'ask-colleague', type, text: say('stuck.ask'), sheet: { name: 'ask-colleague' } },
  ]
}

/** Passing on; while an offer waits, taking it back. */
function passAct(view: OpenCaseView): Wish {
  const { state, say, desk, act } = view
  const offer = offerOf(state)
  if (offer) {
    const run = () => void act('hand_off.withdraw', { handOff: offer.id })
    const rare = offer.from.agent !== desk.me.id
    return { id: 'withdraw', type: 'hand_off.withdraw', text: say('deeds.hand_off_withdraw'), run, rare }
  }
  const up = houseLevels.find(level => level > state.level)
  const text = up ? say('deeds.act_pass', { n: up }) : say('deeds.act_pass_on')
  const first = state.worker === desk.me.id && !answerOwed(state)
  return { id: 'hand-off', type: 'hand_off.offer', text, keys: 'e', first, sheet: passSheet(view) }
}

/** Waiting; and its end, which for a supplier is one of two: his word came, or we wait no longer. */
function waitActs({ state, say, act }: OpenCaseView): Wish[] {
  const wait = waitOf(state)
  if (!wait)
    return [
      { id: 'wait', type: 'wait.start', text: say('deeds.act_wait'), keys: 'w', sheet: { name: 'wait' } },
    ]
  const end = (body: { how?: 'answer' }) => ({
    type: 'wait.end' as const,
    run: () => void act('wait.end', body),
  })
  const ended: Wish = { id: 'wait-end', text: say('deeds.act_wait_end'), ...end({}) }
  if (wait.turn !== 'supplier') return [{ ...ended, keys: 'w' }]
  const text = say('deeds.act_supplier_answered')
  return [{ id: 'supplier-answered', text, keys: 'w', ...end({ how: 'answer' }) }, ended]
}

/** Acts that open a form: name of the form, deed, words, key; those without a key stand in the menu only. */
const formActs = [
  ['contact', 'contact.hold', 'deeds.act_contact', 'o'],
  ['give', 'worker.assign', 'deeds.act_give', 'a'],
  ['walk', 'walk.begin', 'walk.act', 'f'],
  ['walk-send', 'walk.send', 'walk.send', ''],
  ['solve', 'case.solve', 'deeds.act_solve', 'd'],
  ['impact', 'severity.assess', 'deeds.act_assess', ''],
  ['classify', 'case.classify', 'deeds.act_classify', ''],
  ['need', 'skill.need', 'roles.need', ''],
  ['live-ask', 'live_line.ask', 'live.ask_act', 'h'],
  ['raise-hand', 'swarm.raise', 'live.raise', ''],
  ['want-word', 'call_back.want', 'live.want_call_back', ''],
  ['help-ask', 'help.ask', 'deeds.act_help', ''],
  ['question', 'question.add', 'deeds.act_question', ''],
  ['supplier', 'matter.join', 'supplier.case_act', 'u'],
  ['matter-join', 'matter.join', 'problem.case_join', 'm p'],
  ['contact-person', 'contact.assign', 'deeds.act_person', ''],
  ['contact-over', 'contact.take_over', 'roles.take_over', ''],
  ['link', 'case.link', 'deeds.act_link', ''],
  ['change', 'matter.join', 'change.ask', 'v'],
  ['may-tell', 'matter.join', 'may_tell.ask', 'm t'],
  ['policy-search', 'matter.join', 'house_policy.look_up', 'm y'],
  ['merge', 'case.merge', 'deeds.act_merge', ''],
  ['close', 'case.close', 'deeds.act_close_open', ''],
] as const satisfies readonly (readonly [SheetName, CommandType, string, string])[]

/** What is settled in our own house. */
const ofHouse: ReadonlySet<string> = new Set(['change', 'may-tell', 'policy-search'])

/** The acts of an open case. */
function openActs(view: OpenCaseView): Wish[] {
  const forms = formActs.map(
    ([name, type, key, keys]): Wish => ({
      id: name,
      type,
      text: view.say(key),
      sheet: { name },
      ...(keys === '' ? { rare: true } : { keys }),
    }),
  )
  const isTheirs = isPartner(view.desk.me, view.desk.facts)
  const shown = forms.filter(
    one => (one.id !== 'contact-over' || mayTakeOver(view)) && !(isTheirs && ofHouse.has(one.id)),
  )
  return [
    ...firstActs(view),
    ...askAct(view),
    passAct(view),
    ...stuckActs(view),
    ...shown.slice(0, 1),
    ...waitActs(view),
    ...shown.slice(1),
  ]
}

const mayTakeOver = ({ state, desk }: OpenCaseView): boolean =>
  state.contact !== null && state.contact !== desk.me.id

/** Whoever works on it and may not speak with the customer asks the contact, in one key. */
export function askAct({ state, say, desk, who, offWhy }: OpenCaseView): Wish[] {
  if (state.contact === null || state.worker !== desk.me.id || offWhy('message.queue') === '') return []
  if (speechesAsked(state).some(one => one.agent === desk.me.id)) return []
  const agent = who({ kind: 'agent', id: state.contact }).name
  const text = say('roles.ask', { agent })
  return [
    { id: 'speech-ask', type: 'speech.ask', text, keys: 'b', first: true, sheet: { name: 'speech-ask' } },
  ]
}

/** The acts of a case that has ended. */
const endedActs = ({ state, say }: OpenCaseView): Wish[] => [
  ...(state.phase === 'solved' && state.checkBack
    ? [
        {
          id: 'check-back',
          type: 'check_back.end' as CommandType,
          text: say('deeds.act_check_back'),
          first: true,
          sheet: { name: 'contact' as const },
        },
      ]
    : []),
  {
    id: 'reopen',
    type: 'case.reopen',
    text: say('deeds.act_reopen'),
    first: true,
    sheet: { name: 'reopen' },
  },
  ...(state.phase === 'solved'
    ? [
        {
          id: 'close',
          type: 'case.close' as CommandType,
          text: say('deeds.act_close'),
          keys: 'd',
          sheet: { name: 'close' as const },
        },
        {
          id: 'contact',
          type: 'contact.hold' as CommandType,
          text: say('deeds.act_contact'),
          keys: 'o',
          sheet: { name: 'contact' as const },
        },
        {
          id: 'help-ask',
          type: 'help.ask' as CommandType,
          text: say('deeds.act_help'),
          sheet: { name: 'help-ask' as const },
        },
      ]
    : []),
  { id: 'link', type: 'case.link', text: say('deeds.act_link'), sheet: { name: 'link' }, rare: true },
  {
    ...{ id: 'matter-join', type: 'matter.join', text: say('problem.case_join'), keys: 'm p' },
    ...{ sheet: { name: 'matter-join' }, rare: true },
  },
]

/** All acts with their reasons; a merged case has only the way back (case-open.tsx). */
export function actsOf(view: OpenCaseView): CaseAct[] {
  const { state, open, offWhy } = view
  const wishes = state.phase === 'open' ? openActs(view) : state.phase === 'merged' ? [] : endedActs(view)
  return wishes.map(({ sheet, run, ...act }) => ({
    ...act,
    offWhy: offWhy(act.type),
    run: run ?? (() => sheet && open(sheet)),
  }))
}
