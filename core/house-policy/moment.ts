// The moments of the work at which a policy of the house matters, and which of them a refusal belongs to: so
// that whoever is told "no" is led to what the house has agreed about it. Not: which policies are shown at a
// moment (that is said of each, house-policy-fact.ts).

/** What somebody is about when a policy matters to him. */
export const policyMoments = [
  ...(['telling', 'promises', 'handing_on', 'solving', 'severity', 'scripts'] as const),
  ...(['cause', 'suppliers', 'goodwill', 'offers', 'referral', 'conduct'] as const),
  ...(['files', 'privacy', 'access', 'waivers'] as const),
] as const
export type PolicyMoment = (typeof policyMoments)[number]

/** Refusals by what stands before the dot of their code. */
const byNoun: Readonly<Record<string, PolicyMoment>> = {
  ...of('telling', 'may_tell', 'message', 'note', 'news', 'writer'),
  ...of('promises', 'promise', 'call_back', 'check_back', 'wait'),
  ...of('handing_on', 'hand_off', 'live_line', 'swarm', 'help', 'stuck', 'worker', 'contact', 'escalation'),
  ...of('solving', 'case', 'question', 'satisfaction', 'article'),
  ...of('severity', 'severity', 'policy'),
  ...of('scripts', 'script', 'walk', 'step', 'wanted_fact'),
  ...of('cause', 'reproduction', 'hypothesis', 'cause', 'verification', 'regression', 'problem', 'change'),
  ...of('suppliers', 'supplier', 'partner', 'cost'),
  ...of('goodwill', 'goodwill'),
  ...of('offers', 'proposal'),
  ...of('conduct', 'abuse', 'contact_end', 'speech', 'thanks'),
  ...of('files', 'file', 'upload'),
  ...of('privacy', 'customer'),
  ...of('access', 'access', 'role', 'accountable', 'skill', 'house_policy'),
}

/** Refusals that belong elsewhere than the others of their noun. */
const exactly: Readonly<Record<string, PolicyMoment>> = {
  'case.referral_words': 'referral',
  'case.served': 'referral',
  'access.may_not_look': 'privacy',
  'access.may_not_speak': 'telling',
  'supplier.pack_shows_person': 'privacy',
  'supplier.file_unlooked': 'privacy',
  'agent.pausing': 'conduct',
  'evidence.struck': 'cause',
  'contact.customer_untold': 'telling',
}

function of(moment: PolicyMoment, ...nouns: readonly string[]): Record<string, PolicyMoment> {
  return Object.fromEntries(nouns.map(noun => [noun, moment]))
}

const nothingToDoWithIt = /\.(not_found|changed|already|already_there)$/

/**
 * The moment a refusal belongs to, by its code. null: no agreement of the house is behind it — what was asked
 * for is not there, it is so already, somebody was faster, or the request itself was wrong.
 */
export function momentOfRefusal(code: string): PolicyMoment | null {
  if (nothingToDoWithIt.test(code)) return null
  const [noun = ''] = code.split('.')
  return exactly[code] ?? byNoun[noun] ?? null
}
