// What can be done with the open case next, in the order it is likely; each with its key and, when it cannot be done
// now, the reason. One list for the panel, the menu, the palette and the keys.
import type { CommandType } from '#core/case/case.ts'
import { answerOwed, offerOf } from '#core/case/deed/hand-off.ts'
import { houseLevels } from '#core/people/level.ts'
import type { OpenCaseView, OpenSheet } from './case-context.ts'
import type { CaseAct } from './side-panel.tsx'

type Wish = Omit<CaseAct, 'offWhy' | 'run'> & { readonly sheet?: OpenSheet; readonly run?: () => void }

/** The acts of an open case. */
function openActs({ state, say, desk, act, data }: OpenCaseView): Wish[] {
  const owed = answerOwed(state)
  const up = houseLevels.find(level => level > state.level)
  const mine = state.worker === desk.me.id
  const waits = state.phase === 'open' && state.wait !== null
  const offer = offerOf(state)
  const gives = offer?.from.agent === desk.me.id
  return [
    ...(state.worker === null
      ? [
          {
            id: 'take',
            type: 'worker.take' as const,
            text: say('deeds.act_take'),
            first: true,
            run: () => void act('worker.take', {}, say('queue.taken', { n: 1, number: String(data.number) })),
          },
        ]
      : []),
    ...(owed && mine
      ? [
          {
            id: 'answer',
            type: 'hand_off.answer' as const,
            text: say('deeds.act_answer', { n: owed.from.level }),
            first: true,
            sheet: { name: 'answer', id: owed.id } as const,
          },
        ]
      : []),
    ...(offer && !gives
      ? [
          {
            id: 'accept',
            type: 'hand_off.accept' as const,
            text: say('deeds.accept'),
            first: true,
            sheet: { name: 'accept', id: offer.id } as const,
          },
        ]
      : []),
    offer
      ? {
          id: 'withdraw',
          type: 'hand_off.withdraw',
          text: say('deeds.hand_off_withdraw'),
          run: () => void act('hand_off.withdraw', { handOff: offer.id }),
          rare: !gives,
        }
      : {
          id: 'hand-off',
          type: 'hand_off.offer',
          text: up ? say('deeds.act_pass', { n: up }) : say('deeds.act_pass_on'),
          keys: 'e',
          first: mine && !owed,
          sheet: { name: 'hand-off' },
        },
    {
      id: 'contact',
      type: 'contact.hold',
      text: say('deeds.act_contact'),
      keys: 'o',
      sheet: { name: 'contact' },
    },
    waits
      ? {
          id: 'wait-end',
          type: 'wait.end',
          text: say('deeds.act_wait_end'),
          keys: 'w',
          run: () => void act('wait.end', {}),
        }
      : { id: 'wait', type: 'wait.start', text: say('deeds.act_wait'), keys: 'w', sheet: { name: 'wait' } },
    { id: 'give', type: 'worker.assign', text: say('deeds.act_give'), keys: 'a', sheet: { name: 'give' } },
    { id: 'solve', type: 'case.solve', text: say('deeds.act_solve'), keys: 'd', sheet: { name: 'solve' } },
    {
      id: 'classify',
      type: 'case.classify',
      text: say('deeds.act_classify'),
      sheet: { name: 'classify' },
      rare: true,
    },
    {
      id: 'question',
      type: 'question.add',
      text: say('deeds.act_question'),
      sheet: { name: 'question' },
      rare: true,
    },
    {
      id: 'person',
      type: 'contact.assign',
      text: say('deeds.act_person'),
      sheet: { name: 'contact-person' },
      rare: true,
    },
    { id: 'link', type: 'case.link', text: say('deeds.act_link'), sheet: { name: 'link' }, rare: true },
    { id: 'merge', type: 'case.merge', text: say('deeds.act_merge'), sheet: { name: 'merge' }, rare: true },
    {
      id: 'close',
      type: 'case.close',
      text: say('deeds.act_close_open'),
      sheet: { name: 'close' },
      rare: true,
    },
  ]
}

/** The acts of a case that has ended. */
const endedActs = ({ state, say }: OpenCaseView): Wish[] => [
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
      ]
    : []),
  { id: 'link', type: 'case.link', text: say('deeds.act_link'), sheet: { name: 'link' }, rare: true },
]

/** All acts with their reasons; a merged case has none. */
export function actsOf(view: OpenCaseView): CaseAct[] {
  const { state, open, offWhy } = view
  const wishes = state.phase === 'open' ? openActs(view) : state.phase === 'merged' ? [] : endedActs(view)
  return wishes.map(({ sheet, run, ...act }) => ({
    ...act,
    offWhy: offWhy(act.type),
    run: run ?? (() => sheet && open(sheet)),
  }))
}
