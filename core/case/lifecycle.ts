// In which phase of a case what may be wished of it: the table a manager can read, the buttons ask and the
// tests draw.
import type { CommandType } from '#core/case/case.ts'
import type { Phase } from '#core/case/state.ts'

/** What goes on after a case ended as well: words arrive, mails bounce, notes are added. */
const afterwards = [
  'message.receive',
  'message.queue',
  'message.withdraw',
  'message.note_sent',
  'message.note_failed',
  'message.note_bounced',
  'note.add',
  'note.strike',
  'note.flag',
  'note.mend',
  'contact.hold',
  'contact.assign',
  'case.link',
  'case.classify',
  'entitlement.decide',
  'clock.ring',
] as const satisfies readonly CommandType[]

export const allowed = {
  unopened: ['case.open'],
  open: [
    ...afterwards,
    'case.solve',
    'case.close',
    'case.merge',
    'question.add',
    'question.answer',
    'question.decline',
    'question.split',
    'worker.take',
    'worker.assign',
    'worker.queue',
    'claim.make',
    'claim.judge',
    'step.try',
    'promise.make',
    'promise.keep',
    'promise.miss',
    'promise.move',
    'promise.withdraw',
    'promise.take_over',
    'check_back.end',
    'hand_off.offer',
    'hand_off.accept',
    'hand_off.return',
    'hand_off.withdraw',
    'hand_off.answer',
    'wait.start',
    'wait.end',
    'help.ask',
    'stuck.answer',
    'severity.assess',
    'walk.begin',
    'walk.answer',
    'walk.reuse',
    'walk.go_back',
    'walk.jump',
    'walk.pause',
    'walk.resume',
    'walk.give_up',
    'walk.send',
  ],
  solved: [
    ...afterwards,
    'case.close',
    'case.reopen',
    'case.merge',
    'claim.judge',
    'help.ask',
    'check_back.end',
  ],
  closed: [
    'message.withdraw',
    'message.note_sent',
    'message.note_failed',
    'message.note_bounced',
    'note.add',
    'note.strike',
    'note.flag',
    'note.mend',
    'case.link',
    'case.reopen',
    'clock.ring',
  ],
  merged: ['message.note_sent', 'message.note_failed', 'message.note_bounced', 'clock.ring'],
} as const satisfies Record<Phase, readonly CommandType[]>

const sets = new Map<Phase, ReadonlySet<CommandType>>(
  Object.entries(allowed).map(([phase, types]) => [phase as Phase, new Set(types)]),
)

/** Whether this may be wished of a case in this phase, whoever wishes it. */
export const isAllowed = (phase: Phase, type: CommandType): boolean => sets.get(phase)?.has(type) === true
