// Who may set up what: the whole table as a snapshot, and the rules that are more than a table.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  againstRights,
  mayChangeReply,
  mayReadReply,
  maySetAbsence,
  maySetUp,
  rolesGiven,
  type SetUpThing,
  seesSetUp,
  setUpRules,
} from '#core/access/set-up.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { type AgentFacts, type Role, roles } from '#core/people/desk-facts.ts'

const person = (id: string, has: readonly Role[], more: Partial<AgentFacts> = {}): AgentFacts => ({
  id: `agt_${id}`,
  name: id,
  roles: has,
  levels: [1],
  teams: ['tea_one'],
  active: true,
  absent: false,
  ...more,
})
const deskOf = (...people: AgentFacts[]) => ({
  agents: Object.fromEntries(people.map(one => [one.id, one])) as Record<AgentId, AgentFacts>,
})

const matrix = () =>
  (Object.keys(setUpRules) as SetUpThing[]).map(thing => {
    const cell = (role: Role) => {
      const one = person('x', [role])
      if (maySetUp(one, thing, 'change')) return 'change'
      return maySetUp(one, thing, 'read') ? 'read' : '-'
    }
    return [thing.padEnd(14), ...roles.map(role => cell(role).padEnd(7))].join('').trimEnd()
  })

test('the rights matrix of the settings is the one we agreed on', () => {
  //                 agent  lead   admin  editor auditor technic. partner customer org.-manager
  assert.deepEqual(matrix(), [
    'people        read   read   change read   read   read   read   -      -',
    'rights        -      read   change -      read   -      -      -      -',
    'invitations   -      change change -      read   -      -      -      -',
    'teams         read   read   change read   read   read   read   -      -',
    'levels        read   read   change read   read   read   read   -      -',
    'products      read   read   change read   read   read   read   -      -',
    'organisations read   change change read   read   read   read   -      -',
    'calendars     read   read   change read   read   read   read   -      -',
    'policies      read   read   change read   read   read   read   -      -',
    'contracts     read   change change read   read   read   read   -      -',
    'waivers       read   change read   read   read   read   read   -      -',
    'goodwill      read   change change -      read   -      -      -      -',
    'goodwill_figures-      read   read   -      read   -      -      -      -',
    'costs         -      change change -      read   -      -      -      -',
    'waiver_report -      read   read   -      read   -      -      -      -',
    'addresses     -      read   change -      read   -      -      -      -',
    'mailboxes     -      read   change -      read   -      -      -      -',
    'trackers      -      read   change -      read   -      -      -      -',
    'desk          read   read   change read   read   read   read   -      -',
    'desk_replies  read   change change change read   read   read   -      -',
    'mail_words    -      change read   read   read   -      -      -      -',
    'notes         read   change change read   read   read   read   -      -',
    'wanted        read   change change read   read   read   read   -      -',
    'scripts       read   change change read   read   read   read   -      -',
    'articles      read   change change read   read   read   read   -      -',
    'script_drafts read   change change change read   read   read   -      -',
    'suppliers     read   change change -      read   -      -      -      -',
    'outages       read   change change read   read   read   read   -      -',
    'absences      read   change change read   read   read   read   -      -',
    'working_weeks read   change change read   read   read   read   -      -',
    'on_call       read   change change read   read   read   read   -      -',
    'routing       read   change change read   read   read   read   -      -',
    'tokens        -      -      change -      read   -      -      -      -',
    'outbox        -      change change -      read   -      -      -      -',
    'signing       -      read   change -      read   -      -      -      -',
    'suppressions  -      change change -      read   -      -      -      -',
    'quarantine    -      change read   -      read   -      -      -      -',
    'system_mail   read   change read   -      read   -      -      -      -',
    'unreadable_mail-      change read   -      read   -      -      -      -',
    'health        -      read   change -      read   -      -      -      -',
    'audit         -      read   read   -      read   -      -      -      -',
    'board         read   read   read   -      read   -      -      -      -',
    'walls         -      change read   -      read   -      -      -      -',
    'reports       read   read   read   -      read   -      -      -      -',
    'capacity      -      change read   -      read   -      -      -      -',
  ])
})

test('a disabled agent may read and change nothing, whatever his roles', () => {
  const gone = person('gone', [...roles], { active: false })
  for (const thing of Object.keys(setUpRules) as SetUpThing[]) {
    assert.equal(maySetUp(gone, thing, 'read'), false, thing)
    assert.equal(maySetUp(gone, thing, 'change'), false, thing)
  }
  assert.equal(seesSetUp(gone), false)
  assert.equal(maySetAbsence(gone, gone.id), false)
  assert.equal(mayReadReply(gone, { kind: 'desk' }), false)
  assert.equal(mayChangeReply(gone, { kind: 'own', agent: gone.id }), false)
})

test('only who may change or oversee something sees the set-up pages', () => {
  const sees = roles.filter(role => seesSetUp(person('x', [role])))
  assert.deepEqual(sees, ['lead', 'admin', 'editor', 'auditor'])
})

test('an absence is entered by oneself, a lead or an admin', () => {
  const bo = person('bo', ['agent'])
  assert.equal(maySetAbsence(bo, bo.id), true)
  assert.equal(maySetAbsence(bo, 'agt_marta'), false)
  assert.equal(maySetAbsence(person('karin', ['lead']), 'agt_marta'), true)
  assert.equal(maySetAbsence(person('root', ['admin']), 'agt_marta'), true)
})

test('a reply of one person is read and changed by nobody else, not even an admin', () => {
  const own = { kind: 'own', agent: 'agt_bo' as AgentId } as const
  assert.equal(mayReadReply(person('bo', ['agent']), own), true)
  assert.equal(mayChangeReply(person('bo', ['agent']), own), true)
  assert.equal(mayReadReply(person('root', ['admin']), own), false)
  assert.equal(mayChangeReply(person('root', ['admin']), own), false)
})

test('a reply of a team is kept by its agents and by whoever keeps the desk’s', () => {
  const scope = { kind: 'team', team: 'tea_one' as TeamId } as const
  const member = person('bo', ['agent'])
  const outsider = person('eva', ['agent'], { teams: [] })
  const editor = person('ed', ['editor'], { teams: [] })
  const auditor = person('au', ['auditor'])
  assert.deepEqual([mayReadReply(member, scope), mayChangeReply(member, scope)], [true, true])
  assert.deepEqual([mayReadReply(outsider, scope), mayChangeReply(outsider, scope)], [false, false])
  assert.deepEqual([mayReadReply(editor, scope), mayChangeReply(editor, scope)], [true, true])
  assert.deepEqual([mayReadReply(auditor, scope), mayChangeReply(auditor, scope)], [true, false])
})

test('a reply of the desk is read by all of the house and changed by lead, editor and admin', () => {
  const desk = { kind: 'desk' } as const
  assert.equal(mayReadReply(person('bo', ['agent']), desk), true)
  assert.equal(mayChangeReply(person('bo', ['agent']), desk), false)
  assert.equal(mayChangeReply(person('karin', ['lead']), desk), true)
})

test('a lead hands out the role of an agent only, an agent none, an admin those of the house', () => {
  assert.deepEqual(rolesGiven(person('karin', ['lead'])), ['agent'])
  assert.deepEqual(rolesGiven(person('bo', ['agent'])), [])
  const all = rolesGiven(person('root', ['admin']))
  assert.equal(all.includes('admin'), true)
  assert.equal(all.includes('customer'), false)
})

const root = person('root', ['admin', 'lead'])
const second = person('second', ['admin'])
const bo = person('bo', ['agent'])

test('rights are changed by an admin and by nobody below', () => {
  const to = { roles: ['agent', 'lead'], active: true } as const
  assert.equal(againstRights(root, bo, to, deskOf(root, bo)), null)
  assert.equal(againstRights(person('karin', ['lead']), bo, to, deskOf(root, bo)), 'access.denied')
  assert.equal(againstRights(bo, bo, { roles: ['admin'], active: true }, deskOf(root, bo)), 'access.denied')
})

test('a customer’s role is not handed out with the roles of the house', () => {
  const to = { roles: ['agent', 'customer'], active: true } as const
  assert.equal(againstRights(root, bo, to, deskOf(root, bo)), 'access.denied')
})

test('the last administrator stays one; with a second one somebody else may take his rights', () => {
  const less = { roles: ['lead'], active: true } as const
  assert.equal(againstRights(root, root, less, deskOf(root, bo)), 'agent.last_admin')
  const asleep = { ...second, active: false }
  assert.equal(againstRights(root, root, less, deskOf(root, asleep)), 'agent.last_admin')
  assert.equal(againstRights(second, root, less, deskOf(root, second)), null)
})

test('nobody disables himself or takes the administration from himself', () => {
  const desk = deskOf(root, second)
  assert.equal(againstRights(root, root, { roles: root.roles, active: false }, desk), 'agent.oneself')
  assert.equal(againstRights(root, root, { roles: ['lead'], active: true }, desk), 'agent.oneself')
  assert.equal(againstRights(root, root, { roles: ['admin'], active: true }, desk), null)
})

test('disabling an agent is a change of rights like another', () => {
  assert.equal(againstRights(root, bo, { roles: bo.roles, active: false }, deskOf(root, bo)), null)
})
