// Ledgers for the tests of what a customer sees: every fact there is, each internal text a canary word.
import assert from 'node:assert/strict'
import { fold } from '#core/case/case.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import { customerView } from '#core/case/customer-view.ts'
import type { Event, EventType, Recorded } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, TextId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { instant } from '#core/kit/time.ts'
import { type DeskFacts, defaultDesk } from '#core/people/desk-facts.ts'

export const bo = 'agt_bo' as AgentId
export const marta = 'agt_marta' as AgentId
export const anna = { kind: 'customer', id: 'cus_anna' } as const
const byBo = { kind: 'agent', id: bo } as const
export const byDesk = { kind: 'system', part: 'desk' } as const
const person = (id: AgentId, name: string, level: 1 | 2) =>
  ({ id, name, roles: ['agent'], levels: [level], teams: [], active: true, absent: false }) as const
export const desk = {
  ...defaultDesk,
  teams: {
    tea_1: { id: 'tea_1', name: 'First line', level: 1, setting: {}, active: true },
    tea_2: { id: 'tea_2', name: 'Canary team', level: 2, setting: {}, active: true },
  },
  agents: { [bo]: person(bo, 'Bo', 1), [marta]: person(marta, 'Marta', 2) },
} as unknown as DeskFacts

/** The words of a text are its own name: what is shown is seen at once. */
export const ref = (words: string): TextRef => ({ text: words as TextId, mac: '' })
export const text = ({ text }: TextRef): string | null => ((text as string) === 'erased' ? null : text)
export const noon = 1_000_000_000
export type Bare = { type: EventType; by?: Event['by']; at?: number } & Record<string, unknown>

export const ledgerOf = (...events: Bare[]): Recorded[] =>
  [opened, ...events].map(
    (event, i) => ({ by: byBo, at: noon + i * 1000, ...event, seq: i + 1 }) as unknown as Recorded,
  )
const opened: Bare = {
  type: 'case.opened',
  by: anna,
  channel: 'form',
  subject: ref('Router'),
  customer: 'cus_anna',
  language: 'en',
  team: 'tea_1',
  level: 1,
  verified: true,
}
export const reading = (now: number) => ({
  text,
  agentName: (id: AgentId) => desk.agents[id]?.name ?? null,
  now: instant(now),
})
export const read = (ledger: readonly Recorded[], now = noon + 3_600_000) =>
  customerTimeline(ledger, fold(ledger) as OpenedCase, reading(now))
export const view = (ledger: readonly Recorded[], now = noon + 3_600_000) => {
  const seen = customerView(ledger, { text, desk, now: instant(now) })
  assert.ok(seen)
  return seen
}
export const kinds = (ledger: readonly Recorded[], now?: number) => read(ledger, now).map(entry => entry.kind)

export const hour = 3_600_000
export const received: Bare = {
  type: 'message.received',
  by: anna,
  message: 'msg_1',
  channel: 'form',
  from: 'cus_anna',
  text: ref('It blinks'),
  attached: [],
  automatic: null,
}
export const made = (promise: string, topic: string | null, dueAt: number): Bare => ({
  type: 'promise.made',
  by: topic ? byBo : byDesk,
  promise,
  topic: topic && ref(topic),
  means: 'email',
  to: 'cus_anna',
  dueAt,
  keeper: topic ? bo : null,
})
export const queued = (more: Record<string, unknown> = {}): Bare => ({
  type: 'message.queued',
  message: 'msg_2',
  channel: 'email',
  to: 'cus_anna',
  text: ref('Which lights?'),
  attached: [],
  sendAt: noon + 60_000,
  keeps: [],
  ...more,
})
export const taken: Bare[] = [
  { type: 'contact.assigned', agent: bo },
  { type: 'worker.assigned', agent: bo, level: 1, team: 'tea_1' },
]
export const offered: Bare = {
  type: 'hand_off.offered',
  handOff: 'hnd_1',
  from: { level: 1, team: 'tea_1', agent: bo },
  to: { level: 2, team: 'tea_2' },
  question: ref('canary-question'),
  summary: {
    problem: ref('canary-problem'),
    claims: [],
    steps: [],
    promise: null,
    noStepsBecause: ref('canary-no-steps'),
    skill: ref('canary-skill'),
    guess: ref('canary-guess'),
    doNot: ref('canary-do-not'),
  },
  acceptBy: noon + hour,
}
export const accepted: Bare[] = [
  {
    type: 'hand_off.accepted',
    by: { kind: 'agent', id: marta },
    handOff: 'hnd_1',
    readBack: ref('canary-read-back'),
  },
  { type: 'worker.assigned', by: { kind: 'agent', id: marta }, agent: marta, level: 2, team: 'tea_2' },
]

const ends = ['asked', 'granted', 'lifted', 'refused'] as const
export const everything: Bare[] = [
  {
    ...received,
    subject: ref('canary-mail-subject'),
    full: ref('canary-full'),
    mail: 'canary-raw-hash',
    html: true,
    language: 'sv',
  },
  { ...received, message: 'msg_3', text: ref('canary-auto-reply'), automatic: 'auto-reply' },
  {
    type: 'case.classified',
    kind: 'malfunction',
    severity: 2,
    product: 'pro_canary',
    because: ref('canary-because'),
  },
  { type: 'case.linked', to: 'cas_canary', how: 'related' },
  ...taken.map(one => ({ ...one, because: ref('canary-assigned') })),
  { type: 'note.added', note: 'not_1', text: ref('canary-note'), mentions: [marta] },
  { type: 'note.struck', note: 'not_1', because: ref('canary-struck') },
  {
    type: 'note.flagged',
    about: 'not_1',
    author: 'agt_canary',
    missing: 'other',
    words: ref('canary-unclear'),
  },
  { type: 'note.mended', about: 'not_1', text: ref('canary-mended') },
  { type: 'claim.made', claim: 'cla_1', from: 'cus_anna', text: ref('Since Monday') },
  { type: 'claim.judged', claim: 'cla_1', verdict: 'does_not_match', because: ref('canary-judged') },
  {
    type: 'step.tried',
    step: 'stp_1',
    what: ref('Changed the splitter'),
    why: ref('A bad filter'),
    outcome: 'no_change',
    result: ref('Nothing changed'),
    doneBy: 'agent',
    repeats: 'stp_canary',
    repeatBecause: ref('canary-repeat'),
  },
  {
    type: 'wanted_fact.recorded',
    wantedFact: 'wfc_1',
    fact: 'canary.fact',
    text: ref('canary-wanted-fact'),
    source: 'supplier',
  },
  {
    type: 'reproduction.tried',
    reproduction: 'rpr_1',
    environment: ref('canary-environment'),
    steps: ref('canary-steps'),
    expected: ref('canary-expected'),
    actual: ref('canary-actual'),
    times: 3,
    seen: 1,
  },
  { type: 'reproduction.struck', reproduction: 'rpr_1', because: ref('canary-no-try') },
  { type: 'hypothesis.raised', hypothesis: 'hyp_1', text: ref('canary-guess'), confidence: 'low' },
  { type: 'hypothesis.ruled_out', hypothesis: 'hyp_1', how: ref('canary-ruled-out') },
  { type: 'hypothesis.taken_up', hypothesis: 'hyp_1', because: ref('canary-taken-up') },
  {
    type: 'cause.found',
    hypothesis: 'hyp_1',
    how: 'log',
    because: ref('canary-proof'),
    evidence: ['canary-evidence'],
  },
  { type: 'cause.withdrawn', hypothesis: 'hyp_1', because: ref('canary-no-cause') },
  {
    type: 'verification.made',
    verification: 'vrf_1',
    environment: ref('canary-test-lab'),
    recreated: ref('canary-recreated'),
    fix: ref('canary-checked-fix'),
    result: 'holds',
    because: ref('canary-seen-to-hold'),
  },
  { type: 'verification.struck', verification: 'vrf_1', because: ref('canary-no-check') },
  {
    ...{ type: 'regression.planned', regression: 'rgr_1', what: ref('canary-again') },
    ...{ dueAt: 600 * hour, checker: 'agt_canary', from: 'cas_canary' },
  } as Bare,
  { type: 'regression.due', regression: 'rgr_1', checker: 'agt_canary' },
  {
    ...{ type: 'regression.moved', regression: 'rgr_1', dueAt: 700 * hour, checker: 'agt_canary' },
    because: ref('canary-put-off'),
  } as Bare,
  {
    ...{ type: 'regression.checked', regression: 'rgr_1', result: 'came_back' },
    ...{ seen: ref('canary-seen-again'), next: ref('canary-next-act'), followUp: 'cas_canary' },
  } as Bare,
  {
    ...{ type: 'proposal.made', proposal: 'prp_1', kind: 'sale', what: ref('a second lamp'), asked: true },
    ...{ amountMinor: 1_000, currency: 'EUR' },
  } as Bare,
  { type: 'proposal.answered', proposal: 'prp_1', kind: 'sale', says: 'no', words: ref('canary-no-need') },
  { type: 'proposal.made', proposal: 'prp_2', kind: 'fix', what: ref('another cable') },
  { type: 'proposal.withdrawn', proposal: 'prp_2', because: ref('not at hand') },
  { type: 'hand_off.rated', handOff: 'hnd_1', missing: 'why', text: ref('canary-unclear') },
  { type: 'hand_off.checked', handOff: 'hnd_1', says: 'could', week: 'W', because: ref('canary-checked') },
  {
    ...{ type: 'cost.noted', cost: 'cst_1', kind: 'parts', amountMinor: 4_711, currency: 'EUR' },
    what: ref('canary-cost'),
  } as Bare,
  { type: 'cost.withdrawn', cost: 'cst_1', because: ref('canary-no-cost') },
  { type: 'thanks.given', thanks: 'thk_1', to: marta, text: ref('canary-thanks') },
  { type: 'abuse.marked', abuse: 'abu_1', kind: 'insult', said: ref('canary-insult') },
  { type: 'abuse.warned', abuse: 'abu_1', message: 'msg_calm' },
  ...ends.map(how => ({ type: `contact_end.${how}` as const, abuse: 'abu_1', because: ref('canary-end') })),
  {
    ...{ type: 'goodwill.asked', goodwill: 'gdw_1', kind: 'coupon', origin: 'agent', what: ref('10 off') },
    ...{ amountMinor: 1_000, currency: 'EUR', fault: 'ours', because: ref('canary-why-gift'), rules: 2 },
    dueAt: 800 * hour,
  } as Bare,
  { type: 'goodwill.late', goodwill: 'gdw_1', dueAt: 800 * hour },
  {
    ...{ type: 'goodwill.granted', goodwill: 'gdw_1', rules: 2, authority: 'lead', team: 'tea_2' },
    ...{ words: ref('sorry'), code: ref('ABCD-EFGH'), until: 9000 * hour },
  } as Bare,
  { type: 'goodwill.redeemed', goodwill: 'gdw_1', where: ref('canary-shop') },
  {
    ...{
      type: 'goodwill.asked',
      goodwill: 'gdw_2',
      kind: 'upgrade',
      origin: 'agent',
      what: ref('canary-idea'),
    },
    ...{ amountMinor: 1_000, currency: 'EUR', fault: 'ours', because: ref('canary-why-gift'), rules: 2 },
  } as Bare,
  { type: 'goodwill.refused', goodwill: 'gdw_2', rules: 2, words: ref('canary-no-gift') },
  {
    ...{
      type: 'goodwill.asked',
      goodwill: 'gdw_3',
      kind: 'upgrade',
      origin: 'agent',
      what: ref('canary-idea'),
    },
    ...{ amountMinor: 1_000, currency: 'EUR', fault: 'ours', because: ref('canary-why-gift'), rules: 2 },
  } as Bare,
  { type: 'goodwill.withdrawn', goodwill: 'gdw_3', because: ref('canary-back') },
  {
    ...{
      type: 'goodwill.asked',
      goodwill: 'gdw_4',
      kind: 'upgrade',
      origin: 'customer',
      what: ref('faster'),
    },
    ...{ amountMinor: 1_000, currency: 'EUR', fault: 'ours', because: ref('canary-why-gift'), rules: 2 },
  } as Bare,
  { type: 'goodwill.granted', goodwill: 'gdw_4', rules: 2, authority: 'level_1', team: 'tea_2' },
  { type: 'goodwill.revoked', goodwill: 'gdw_4', because: ref('it was a slip') },
  {
    type: 'contact.held',
    contact: 'con_1',
    means: 'phone',
    direction: 'out',
    with: 'cus_anna',
    reach: 'reached',
    startedAt: noon,
    minutes: 4,
    text: ref('canary-call'),
  },
  {
    ...received,
    message: 'msg_8',
    from: 'cus_eve',
    text: ref('canary-stranger'),
    cc: ref('canary-copy'),
    doubt: 'other_address',
    checked: {
      sender: 'unknown',
      dkim: 'none',
      spf: 'off',
      dmarc: 'none',
      arc: 'none',
      details: ref('canary-key'),
    },
  },
  queued({ noPromise: ref('canary-no-promise') }),
  { type: 'message.sent', message: 'msg_2', relay: 'canary-relay' },
  queued({ message: 'msg_4', text: ref('canary-taken-back') }),
  { type: 'message.withdrawn', message: 'msg_4' },
  queued({ message: 'msg_5', text: ref('canary-automatic'), automatic: 'confirmation' }),
  queued({ message: 'msg_6', text: ref('Failed words') }),
  { type: 'message.failed', message: 'msg_6', reason: 'canary-reason', final: true },
  queued({ message: 'msg_7', text: ref('Bounced words') }),
  { type: 'message.bounced', message: 'msg_7', hard: true, status: 'canary-5.1.1' },
  made('prm_1', 'Call back', noon + 2 * hour),
  { type: 'promise.moved', promise: 'prm_1', to: 'prm_2', because: ref('canary-moved') },
  made('prm_2', 'Call back', noon + 3 * hour),
  { type: 'promise.late', promise: 'prm_2' },
  { type: 'promise.missed', promise: 'prm_2', because: ref('canary-missed') },
  made('prm_3', 'Send a part', noon + 3 * hour),
  { type: 'promise.withdrawn', promise: 'prm_3', because: ref('canary-withdrawn') },
  made('prm_4', null, noon + 4 * hour),
  { type: 'promise.kept', promise: 'prm_4', how: 'message', late: false, evidence: 'canary-evidence' },
  offered,
  { type: 'hand_off.expired', handOff: 'hnd_1' },
  { type: 'hand_off.widened', handOff: 'hnd_1', because: 'receiver_away' },
  { type: 'hand_off.raised', handOff: 'hnd_1', to: 'lead', agent: marta },
  {
    type: 'hand_off.rerouted',
    handOff: 'hnd_1',
    to: { level: 2, team: 'tea_2' },
    nextAct: ref('canary-rerouted'),
  },
  {
    type: 'hand_off.disputed',
    handOff: 'hnd_1',
    reason: 'level_1_can',
    nextAct: ref('canary-disputed'),
    detail: { solution: ref('canary-solution') },
    lead: marta,
  },
  { type: 'hand_off.decided', handOff: 'hnd_1', how: 'must_take', text: ref('canary-decided') },
  { type: 'hand_off.returned', handOff: 'hnd_1', reason: 'level_1_can', nextAct: ref('canary-next-act') },
  { ...offered, handOff: 'hnd_2' },
  { type: 'hand_off.withdrawn', handOff: 'hnd_2' },
  { ...offered, handOff: 'hnd_3' },
  { ...accepted[0]!, handOff: 'hnd_3' },
  accepted[1]!,
  {
    type: 'hand_off.answered',
    handOff: 'hnd_3',
    result: ref('canary-result'),
    cause: ref('canary-cause'),
    verified: ref('canary-verified'),
    tell: ref('canary-tell'),
  },
  { type: 'worker.queued', team: 'tea_2', level: 2 },
  {
    type: 'wait.started',
    turn: 'supplier',
    reason: 'supplier_answer',
    text: ref('canary-wait'),
    until: noon + hour,
  },
  { type: 'wait.ended', how: 'agent' },
  { type: 'question.added', question: 'que_1', text: ref('And the TV?') },
  { type: 'question.answered', question: 'que_1', text: ref('It uses the same line') },
  { type: 'question.added', question: 'que_2', text: ref('And the radio?') },
  { type: 'question.declined', question: 'que_2', because: ref('canary-declined') },
  { type: 'question.added', question: 'que_3', text: ref('And the phone?') },
  { type: 'question.split', question: 'que_3', into: 'cas_canary' },
  { type: 'help.asked', by: anna, reason: 'getting_worse', text: ref('Worse today'), answerBy: noon + hour },
  {
    ...{ type: 'stuck.noticed', stuck: 'stk_1', leadAt: noon + hour },
    signs: [{ sign: 'held', since: noon, evidence: ['canary-stuck'] }],
  } as Bare,
  {
    ...{ type: 'stuck.answered', stuck: 'stk_1', how: 'carry_on', until: noon + hour },
    because: ref('canary-carry-on'),
  } as Bare,
  { type: 'lead.alerted', by: byDesk, because: 'stuck' },
  {
    type: 'case.solved',
    fix: ref('Moved the line'),
    ...{ step: 'stp_1', level: 2 },
    article: ref('canary-article'),
  },
  { type: 'case.reopened', reason: 'by_agent', text: ref('canary-reopened') },
  { type: 'case.closed', reason: 'withdrawn', because: ref('canary-closed') },
  { type: 'case.merged', into: 'cas_other' },
  { type: 'case.parted', from: 'cas_other', meanwhile: { waited: [] } },
]
