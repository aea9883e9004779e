// Who may read and who may change which setting: a table a manager can read. Screens hide by it, routes
// refuse by it. Not: who may do what with a case (may.ts).
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { AgentFacts, DeskFacts, Role } from '#core/people/desk-facts.ts'

type Rule = { readonly read: readonly Role[]; readonly change: readonly Role[] }

const staff = ['agent', 'lead', 'admin', 'editor', 'auditor', 'technician', 'partner'] as const
const house = ['lead', 'admin', 'auditor'] as const

/** What there is to set up, who reads it and who changes it. Whoever changes a thing reads it. */
export const setUpRules = {
  /** names, levels, teams and whether they are there: needed to hand a case to somebody */
  people: { read: staff, change: ['admin'] },
  /** roles, addresses of invitations, disabled people */
  rights: { read: house, change: ['admin'] },
  invitations: { read: house, change: ['admin', 'lead'] },
  teams: { read: staff, change: ['admin'] },
  levels: { read: staff, change: ['admin'] },
  products: { read: staff, change: ['admin'] },
  organisations: { read: staff, change: ['admin', 'lead'] },
  calendars: { read: staff, change: ['admin'] },
  policies: { read: staff, change: ['admin'] },
  contracts: { read: staff, change: ['admin', 'lead'] },
  waivers: { read: staff, change: ['lead'] },
  /** what may be given beyond what is owed: each version is kept */
  goodwill: { read: ['agent', ...house], change: ['lead', 'admin'] },
  /** what giving came to, and for whom often */
  goodwill_figures: { read: house, change: [] },
  /** what an hour costs: each version is kept */
  costs: { read: house, change: ['lead', 'admin'] },
  /** what help without a contract came to */
  waiver_report: { read: house, change: [] },
  addresses: { read: house, change: ['admin'] },
  /** mailboxes elsewhere that are read; their secrets nobody reads */
  mailboxes: { read: house, change: ['admin'] },
  /** trackers of engineering; their secrets nobody reads */
  trackers: { read: house, change: ['admin'] },
  desk: { read: staff, change: ['admin'] },
  desk_replies: { read: staff, change: ['admin', 'lead', 'editor'] },
  /** as whom mails leave, how they are signed, and what automatic ones say: words to customers */
  mail_words: { read: [...house, 'editor'], change: ['lead'] },
  /** what notes for the team ask */
  notes: { read: staff, change: ['admin', 'lead'] },
  /** what has to be known of cases, per kind and product */
  wanted: { read: staff, change: ['admin', 'lead'] },
  /** publishing one: walks begin with it from then on */
  scripts: { read: staff, change: ['admin', 'lead'] },
  /** articles that help to solve cases: what they are called, and where they are read */
  articles: { read: staff, change: ['admin', 'lead'] },
  script_drafts: { read: staff, change: ['admin', 'lead', 'editor'] },
  /** whom cases are taken to outside the house, and what was agreed with them */
  suppliers: { read: ['agent', ...house], change: ['admin', 'lead'] },
  /** what is out, as customers are told */
  outages: { read: staff, change: ['admin', 'lead'] },
  absences: { read: staff, change: ['admin', 'lead'] },
  /** when a person works, and who covers outside it; anybody reads his own as everybody's */
  working_weeks: { read: staff, change: ['admin', 'lead'] },
  /** when a team works, and who stands in when it does not */
  on_call: { read: staff, change: ['admin', 'lead'] },
  /** skills, what people and teams know, and where cases that come in go */
  routing: { read: staff, change: ['admin', 'lead'] },
  tokens: { read: ['admin', 'auditor'], change: ['admin'] },
  outbox: { read: house, change: ['admin', 'lead'] },
  /** by which keys what leaves is signed; the keys themselves nobody reads */
  signing: { read: house, change: ['admin'] },
  /** addresses that take no mail */
  suppressions: { read: house, change: ['admin', 'lead'] },
  /** files that are kept back; which they are, only leads and auditors see */
  quarantine: { read: house, change: ['lead'] },
  /** mail that belongs to no case; whoever changes it may see its codes, too */
  system_mail: { read: ['agent', ...house], change: ['lead'] },
  /** mail nobody could read by machine, which lies in cases */
  unreadable_mail: { read: house, change: ['lead'] },
  health: { read: house, change: ['admin'] },
  audit: { read: house, change: [] },
  board: { read: ['agent', 'lead', 'admin', 'auditor'], change: [] },
  /** links by which a screen shows numbers without a sign-in */
  walls: { read: house, change: ['lead'] },
  /** the measures of a period; of which parts, core/measure/scope.ts says */
  reports: { read: ['agent', 'lead', 'admin', 'auditor'], change: [] },
  /** how many people are needed when, and how many are planned */
  capacity: { read: house, change: ['lead'] },
} as const satisfies Readonly<Record<string, Rule>>

/**
 * What somebody of another house reads of it: who is where and how the work is done, nothing of customers.
 */
export const partnerReads: ReadonlySet<SetUpThing> = new Set<SetUpThing>([
  'people',
  'teams',
  'levels',
  'products',
  'calendars',
  'policies',
  'desk',
  'desk_replies',
  'wanted',
  'scripts',
  'articles',
  'absences',
  'working_weeks',
  'on_call',
  'outages',
])

export type SetUpThing = keyof typeof setUpRules
export type SetUpDeed = 'read' | 'change'

/** Whether the roles suffice; a disabled agent may nothing. */
export const maySetUp = (
  agent: Pick<AgentFacts, 'roles' | 'active'>,
  thing: SetUpThing,
  deed: SetUpDeed,
): boolean => {
  const rule: Rule = setUpRules[thing]
  return agent.active && [...rule[deed], ...rule.change].some(role => agent.roles.includes(role))
}

/** Whether the agent sees the set-up pages at all: he may change something, or oversee. */
export const seesSetUp = (agent: Pick<AgentFacts, 'roles' | 'active'>): boolean =>
  agent.active && agent.roles.some(role => (house as readonly Role[]).includes(role) || role === 'editor')

/**
 * Roles one may hand out: an admin all, a lead only that of an agent. Customers' roles are not handed out
 * here.
 */
export const rolesGiven = (by: Pick<AgentFacts, 'roles'>): readonly Role[] => {
  if (by.roles.includes('admin')) return staff
  return by.roles.includes('lead') ? ['agent'] : []
}

/**
 * Whether an agent may enter an absence: his own always; a lead's and an admin's word counts for
 * everybody.
 */
export const maySetAbsence = (by: AgentFacts, whose: AgentId): boolean =>
  by.active && (by.id === whose || maySetUp(by, 'absences', 'change'))

/** Whose a ready-made reply is. */
export type ReplyScope =
  | { readonly kind: 'own'; readonly agent: AgentId }
  | { readonly kind: 'team'; readonly team: TeamId }
  | { readonly kind: 'desk' }

/**
 * Whether an agent sees a ready-made reply: his own, his teams' and the desk's; whoever keeps the desk's
 * sees all but others' own.
 */
export const mayReadReply = (by: AgentFacts, scope: ReplyScope): boolean => {
  if (!by.active) return false
  if (scope.kind === 'own') return scope.agent === by.id
  if (scope.kind === 'team') return by.teams.includes(scope.team) || maySetUp(by, 'desk_replies', 'change')
  return maySetUp(by, 'desk_replies', 'read')
}

/**
 * Whether an agent may write, change or remove a ready-made reply of this scope; a team's is written by
 * its members.
 */
export const mayChangeReply = (by: AgentFacts, scope: ReplyScope): boolean => {
  if (!by.active) return false
  if (scope.kind === 'own') return scope.agent === by.id
  if (maySetUp(by, 'desk_replies', 'change')) return true
  return scope.kind === 'team' && by.teams.includes(scope.team) && by.roles.includes('agent')
}

/** What stands against a change of somebody's rights; null: nothing. */
export type RightsRefusal = 'agent.last_admin' | 'agent.oneself' | 'access.denied'

/**
 * What stands against giving a person these roles or disabling him.
 * The desk always keeps one active administrator, and nobody takes the keys from himself.
 */
export function againstRights(
  by: AgentFacts,
  whose: AgentFacts,
  next: { readonly roles: readonly Role[]; readonly active: boolean },
  desk: Pick<DeskFacts, 'agents'>,
): RightsRefusal | null {
  const given = rolesGiven(by)
  const changed = [...next.roles, ...whose.roles].filter(
    role => next.roles.includes(role) !== whose.roles.includes(role),
  )
  if (!maySetUp(by, 'rights', 'change') || changed.some(role => !given.includes(role))) return 'access.denied'
  const wasAdmin = whose.active && whose.roles.includes('admin')
  const losesAdmin = wasAdmin && !(next.active && next.roles.includes('admin'))
  const others = Object.values(desk.agents).some(
    one => one.id !== whose.id && one.active && one.roles.includes('admin'),
  )
  if (losesAdmin && !others) return 'agent.last_admin'
  return by.id === whose.id && (losesAdmin || !next.active) ? 'agent.oneself' : null
}
