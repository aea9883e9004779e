// What counts as unset or broken, one rule after the other; a healthy desk has nothing on its list.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findings, type HealthCode, type HealthFacts, healthCodes, toFix } from '#core/measure/health.ts'

const healthy: HealthFacts = {
  hasRelay: true,
  keptMails: 0,
  addresses: 1,
  unreadMailboxes: [],
  isLocalAddress: false,
  isDemo: false,
  admins: 2,
  leads: 1,
  levels: { 1: { people: 2, there: 1 }, 2: { people: 1, there: 1 }, 3: { people: 1, there: 1 } },
  emptyTeams: [],
  offersToNobody: 0,
  languagesWithoutReplies: [],
  failedMails: 0,
  asideMails: 0,
  unreadableMails: 0,
  filesFault: null,
  damagedFiles: 0,
  unscannedFiles: 0,
  uncovered: [],
  clockOffsetMs: 40,
  diskFreeBytes: 50 * 1024 ** 3,
  diskBytes: 100 * 1024 ** 3,
}

test('a healthy desk has nothing to put right', () => assert.deepEqual(findings(healthy), []))

const levels = healthy.levels
const rules: readonly [string, Partial<HealthFacts>, [HealthCode, string, object][]][] = [
  ['no relay', { hasRelay: false, keptMails: 4 }, [['no_relay', 'unset', { n: 4 }]]],
  [
    'a mailbox that cannot be read',
    { unreadMailboxes: ['Support'] },
    [['mailbox_unread', 'broken', { name: 'Support' }]],
  ],
  ['no address', { addresses: 0 }, [['no_address', 'unset', {}]]],
  ['a desk only this machine reaches', { isLocalAddress: true }, [['local_address', 'unset', {}]]],
  ['demo passwords', { isDemo: true }, [['demo_passwords', 'note', {}]]],
  ['one administrator', { admins: 1 }, [['no_admin_spare', 'note', {}]]],
  ['no lead', { leads: 0 }, [['no_lead', 'unset', {}]]],
  [
    'nobody at level 1',
    { levels: { ...levels, 1: { people: 0, there: 0 } } },
    [['no_people_at_level', 'broken', { level: 1 }]],
  ],
  [
    'nobody at level 3',
    { levels: { ...levels, 3: { people: 0, there: 0 } } },
    [['no_people_at_level', 'unset', { level: 3 }]],
  ],
  [
    'nobody there now',
    { levels: { ...levels, 2: { people: 3, there: 0 } } },
    [['nobody_there', 'note', { level: 2 }]],
  ],
  [
    'two empty teams',
    { emptyTeams: ['Mail', 'Access'] },
    [
      ['empty_team', 'unset', { team: 'Mail' }],
      ['empty_team', 'unset', { team: 'Access' }],
    ],
  ],
  ['offers to nobody', { offersToNobody: 2 }, [['offers_to_nobody', 'broken', { n: 2 }]]],
  ['failed mails', { failedMails: 3 }, [['failed_mails', 'broken', { n: 3 }]]],
  ['a disk for files that is full', { filesFault: 'full' }, [['files_not_kept', 'broken', { why: 'full' }]]],
  ['bytes that are gone', { damagedFiles: 2 }, [['damaged_files', 'broken', { n: 2 }]]],
  ['a scanner that is away', { unscannedFiles: 1 }, [['unscanned_files', 'unset', { n: 1 }]]],
  ['mails nobody could read', { unreadableMails: 2 }, [['unreadable_mails', 'broken', { n: 2 }]]],
  ['mails kept aside', { asideMails: 3 }, [['aside_mails', 'note', { n: 3 }]]],
  ['absent without cover', { uncovered: ['Bo'] }, [['uncovered', 'unset', { name: 'Bo' }]]],
  [
    'a language without replies',
    { languagesWithoutReplies: ['sv', 'ca'] },
    [['no_replies', 'note', { languages: 'sv ca' }]],
  ],
  ['a clock ahead', { clockOffsetMs: 65_000 }, [['clock_wrong', 'broken', { seconds: 65 }]]],
  ['a clock behind', { clockOffsetMs: -65_000 }, [['clock_wrong', 'broken', { seconds: 65 }]]],
  ['little disk left', { diskFreeBytes: 1024 ** 3 }, [['disk_low', 'broken', { gb: 1 }]]],
  [
    'a small part of a large disk left',
    { diskFreeBytes: 30 * 1024 ** 3, diskBytes: 1000 * 1024 ** 3 },
    [['disk_low', 'broken', { gb: 30 }]],
  ],
  ['a disk of unknown size with room', { diskBytes: null }, []],
  ['a disk nobody can measure', { diskFreeBytes: null }, []],
]
for (const [rule, change, expected] of rules) {
  test(`on the list: ${rule}`, () => {
    const found = findings({ ...healthy, ...change })
    assert.deepEqual(
      found.map(one => [one.code, one.grade, one.values]),
      expected,
    )
  })
}

test('what is broken stands first, notes last and want no hand', () => {
  const found = findings({ ...healthy, isDemo: true, addresses: 0, failedMails: 1 })
  assert.deepEqual(
    found.map(one => one.grade),
    ['broken', 'unset', 'note'],
  )
  assert.equal(toFix(found), 2)
})

test('every check is tried by a rule above', () => {
  const tried = new Set(rules.flatMap(([, , expected]) => expected.map(([code]) => code)))
  assert.deepEqual(
    healthCodes.filter(code => !tried.has(code)),
    [],
  )
})
