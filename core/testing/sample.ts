// One well-formed wish of every kind, and a case in every phase: what the matrix and the laws are made of.
import type { Command, CommandType } from '#core/case/case.ts'
import { ask, doing, passOn, scriptOf, solved as solvedEnd } from '#core/testing/script-world.ts'
import {
  at,
  by,
  caseId,
  customer,
  openCommand,
  opened,
  play,
  taken,
  teamId,
  text,
  type Wished,
} from '#core/testing/world.ts'

const because = text('because')
export const summary = { problem: text('p'), claims: [], steps: [], promise: null, noStepsBecause: because }
/** Light, then a restart, then solved or passed on; a customer does not restart by himself. */
export const sampleScript = scriptOf([
  ask('light', 'restart', { fact: 'router.light', holdsMinutes: 30 }),
  doing('restart', { worked: 'fine', failed: 'level2' }, { level: 1 }),
  solvedEnd('fine'),
  passOn('level2'),
])
const using = { scripts: [sampleScript], checks: {} }
/** A minute that lies after everything the phases below record. */
export const later = 100

export const samples: { readonly [T in CommandType]: Extract<Command, { type: T }> } = {
  'case.open': openCommand,
  'case.classify': { type: 'case.classify', severity: 2 },
  'case.solve': { type: 'case.solve', fix: text('fix') },
  'case.close': { type: 'case.close', reason: 'confirmed' },
  'case.reopen': { type: 'case.reopen', reason: 'by_agent' },
  'case.link': { type: 'case.link', to: caseId('b'), how: 'related' },
  'case.merge': { type: 'case.merge', into: caseId('b'), itself: false },
  'question.add': { type: 'question.add', question: 'que_b', text: text('?') },
  'question.answer': { type: 'question.answer', question: 'que_a', text: text('!') },
  'question.decline': { type: 'question.decline', question: 'que_a', because },
  'question.split': { type: 'question.split', question: 'que_a', into: caseId('b') },
  'worker.take': { type: 'worker.take' },
  'worker.assign': { type: 'worker.assign', agent: 'agt_chiara' },
  'worker.queue': { type: 'worker.queue', team: teamId('other') },
  'contact.assign': {
    type: 'contact.assign',
    agent: 'agt_chiara',
    reason: 'shift_end',
    untold: because,
  },
  'contact.take_over': { type: 'contact.take_over', untold: because },
  'skill.need': { type: 'skill.need', skill: 'skl_radio', because },
  'skill.release': { type: 'skill.release', skill: 'skl_radio', because },
  'accountable.assign': { type: 'accountable.assign', agent: 'agt_chiara', because },
  'share.end': { type: 'share.end', team: teamId('partner'), because: 'team_rests' },
  'customer.look': { type: 'customer.look', because },
  'message.receive': {
    type: 'message.receive',
    message: 'msg_in2',
    channel: 'email',
    from: 'cus_anna',
    text: text('hi'),
    attached: [],
    automatic: null,
  },
  'message.confirm_sender': { type: 'message.confirm_sender', message: 'msg_in' },
  'message.queue': {
    type: 'message.queue',
    message: 'msg_b',
    channel: 'email',
    text: text('hi'),
    attached: [],
    undoSeconds: 0,
    keeps: [],
  },
  'message.withdraw': { type: 'message.withdraw', message: 'msg_a' },
  'message.note_sent': { type: 'message.note_sent', message: 'msg_a', relay: 'r' },
  'message.note_failed': { type: 'message.note_failed', message: 'msg_a', reason: 'r', final: true },
  'message.note_bounced': { type: 'message.note_bounced', message: 'msg_a', hard: true, status: '5.1.1' },
  'contact.hold': {
    type: 'contact.hold',
    contact: 'con_b',
    means: 'phone',
    direction: 'out',
    reach: 'reached',
    minutes: 1,
    keeps: [],
  },
  'news.set_aside': { type: 'news.set_aside', news: [], because },
  'speech.ask': { type: 'speech.ask', speech: 'spe_b', about: text('a') },
  'speech.agree': { type: 'speech.agree', speech: 'spe_c', agent: 'agt_marta', about: text('a') },
  'speech.decline': { type: 'speech.decline', speech: 'spe_a', because },
  'speech.withdraw': { type: 'speech.withdraw', speech: 'spe_a' },
  'note.add': { type: 'note.add', note: 'not_b', text: text('n'), mentions: [] },
  'note.strike': { type: 'note.strike', note: 'not_a', because },
  'note.flag': { type: 'note.flag', about: 'not_a', missing: 'which_device' },
  'note.mend': { type: 'note.mend', about: 'not_a', text: text('clearer') },
  'claim.make': { type: 'claim.make', claim: 'cla_b', text: text('c') },
  'claim.judge': { type: 'claim.judge', claim: 'cla_a', verdict: 'confirmed', because },
  'step.try': {
    type: 'step.try',
    step: 'stp_b',
    what: text('w'),
    why: text('y'),
    outcome: 'worked',
    doneBy: 'agent',
  },
  'promise.make': {
    type: 'promise.make',
    promise: 'prm_z',
    topic: text('t'),
    means: 'phone',
    dueAt: at(600),
  },
  'promise.keep': { type: 'promise.keep', promise: 'prm_a' },
  'promise.miss': { type: 'promise.miss', promise: 'prm_a', because },
  'promise.move': { type: 'promise.move', promise: 'prm_a', to: 'prm_y', dueAt: at(900), because },
  'promise.withdraw': { type: 'promise.withdraw', promise: 'prm_a', because },
  'promise.take_over': { type: 'promise.take_over', promise: 'prm_a' },
  'check_back.end': { type: 'check_back.end', how: 'holds' },
  'hand_off.offer': {
    type: 'hand_off.offer',
    handOff: 'hnd_b',
    team: teamId(2),
    question: text('q'),
    summary,
  },
  'hand_off.accept': { type: 'hand_off.accept', handOff: 'hnd_a' },
  'hand_off.correct': { type: 'hand_off.correct', handOff: 'hnd_a', text: text('not so') },
  'hand_off.return': {
    type: 'hand_off.return',
    handOff: 'hnd_a',
    reason: 'not_reproducible',
    nextAct: text('n'),
  },
  'hand_off.decide': { type: 'hand_off.decide', handOff: 'hnd_a', how: 'stays', text: text('d') },
  'hand_off.withdraw': { type: 'hand_off.withdraw', handOff: 'hnd_a' },
  'hand_off.answer': {
    type: 'hand_off.answer',
    handOff: 'hnd_a',
    result: text('r'),
    cause: text('c'),
    verified: text('v'),
    tell: text('t'),
  },
  'wait.start': { type: 'wait.start', turn: 'supplier', reason: 'part' },
  'wait.end': { type: 'wait.end' },
  'help.ask': { type: 'help.ask', reason: 'getting_worse' },
  'lead.note_alerted': { type: 'lead.note_alerted', because: 'late', since: at(0) },
  'stuck.answer': { type: 'stuck.answer', how: 'carry_on', until: at(160), because },
  'help.take_up': { type: 'help.take_up', help: 'hlp_a' },
  'help.pass_on': { type: 'help.pass_on', help: 'hlp_a', handOff: 'hnd_a' },
  'help.explain': { type: 'help.explain', help: 'hlp_a', evidence: 'msg_a' },
  'help.reply': { type: 'help.reply', help: 'hlp_a', reply: 'content' },
  'help.withdraw': { type: 'help.withdraw', help: 'hlp_a' },
  'severity.assess': {
    type: 'severity.assess',
    people: 'some',
    workaround: 'none',
    harm: 'none',
    because,
  },
  'entitlement.decide': { type: 'entitlement.decide', decision: { outcome: 'not_covered', steps: [] } },
  'walk.begin': { type: 'walk.begin', walk: 'wlk_a', script: 'sample', ...using },
  'walk.answer': {
    type: 'walk.answer',
    walk: 'wlk_a',
    step: 'light',
    answer: { kind: 'value', value: 'yes' },
    ...using,
  },
  'walk.send': { type: 'walk.send', walk: 'wlk_a', message: 'msg_a', ...using },
  'walk.reuse': { type: 'walk.reuse', walk: 'wlk_a', step: 'light', ...using },
  'walk.go_back': { type: 'walk.go_back', walk: 'wlk_a' },
  'walk.jump': { type: 'walk.jump', walk: 'wlk_a', to: 'restart', verified: because, ...using },
  'walk.pause': { type: 'walk.pause', walk: 'wlk_a' },
  'walk.resume': { type: 'walk.resume', walk: 'wlk_a' },
  'walk.give_up': { type: 'walk.give_up', walk: 'wlk_a', because },
  'clock.ring': { type: 'clock.ring' },
}

export const commandTypes = Object.keys(samples) as CommandType[]

const bo = by('bo')
const filled: readonly Wished[] = [
  ...taken,
  [
    2,
    customer,
    {
      type: 'message.receive',
      message: 'msg_in',
      channel: 'email',
      from: 'cus_anna',
      text: text('hi'),
      attached: [],
      automatic: null,
    },
  ],
  [3, bo, { type: 'question.add', question: 'que_a', text: text('?') }],
  [3, bo, { type: 'note.add', note: 'not_a', text: text('n'), mentions: [] }],
  [3, bo, { type: 'claim.make', claim: 'cla_a', text: text('c') }],
  [
    4,
    bo,
    {
      type: 'step.try',
      step: 'stp_a',
      what: text('w'),
      why: text('y'),
      outcome: 'no_change',
      doneBy: 'agent',
    },
  ],
  [5, bo, { type: 'promise.make', promise: 'prm_a', topic: text('t'), means: 'phone', dueAt: at(500) }],
  [6, bo, { ...samples['message.queue'], message: 'msg_a', undoSeconds: 30 }],
]
const settled: readonly Wished[] = [
  ...filled,
  [8, bo, { type: 'question.answer', question: 'que_a', text: text('!') }],
  [9, bo, { type: 'promise.withdraw', promise: 'prm_a', because }],
]
const offered: readonly Wished[] = [...filled, [7, bo, { ...samples['hand_off.offer'], handOff: 'hnd_a' }]]
const solved: readonly Wished[] = [...settled, [10, bo, { type: 'case.solve', fix: text('f') }]]

/** A case in every phase, and the open one in its postures. */
export const worlds = {
  unopened: [],
  'open, queued': [opened],
  'open, worked on': filled,
  'open, offered': offered,
  'open, accepted': [...offered, [8, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a' }]],
  'open, answered': [
    ...offered,
    [8, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a' }],
    [8, by('marta'), { type: 'speech.ask', speech: 'spe_a', about: because }],
    [9, by('marta'), samples['hand_off.answer']],
  ],
  'open, walked through': [...filled, [8, bo, samples['walk.begin']]],
  'open, waiting': [...filled, [8, bo, { type: 'wait.start', turn: 'supplier', reason: 'part' }]],
  solved,
  closed: [...solved, [11, bo, { type: 'case.close', reason: 'confirmed' }]],
  merged: [...settled, [10, bo, { type: 'case.merge', into: caseId('b'), itself: false }]],
} as const satisfies Record<string, readonly Wished[]>

export const worldNames = Object.keys(worlds) as (keyof typeof worlds)[]
export const caseIn = (name: keyof typeof worlds) => play(worlds[name])
