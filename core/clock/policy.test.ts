import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf, newestVersion, owed, type TargetRule, versionOf } from '#core/clock/policy.ts'
import { days, minutes, policies } from '#core/testing/clocked.ts'

const rule = (more: Partial<TargetRule> = {}): TargetRule => ({
  kind: 'resolution',
  within: [minutes(10), minutes(20), days(1), null],
  counts: 'working',
  ...more,
})
const faults = (...targets: TargetRule[]) => faultsOf({ targets }).map(({ path, code }) => `${path} ${code}`)

test('what is owed is read by kind and severity', () => {
  const version = { version: 1, calendar: 'cal_a' as const, targets: [rule()] }
  assert.deepEqual(owed(version, 'resolution', 3)?.length, days(1))
  assert.equal(owed(version, 'resolution', 4), null)
  assert.equal(owed(version, 'workaround', 1), null)
  assert.equal(newestVersion(policies.pol_slow!)?.version, 2)
  assert.equal(newestVersion({ ...policies.pol_slow!, versions: [] }), null)
  assert.equal(versionOf(policies.pol_slow, 1)?.version, 1)
  assert.equal(versionOf(policies.pol_slow, 9), null)
  assert.equal(versionOf(undefined, 1), null)
})

test('a version that could not be kept is refused at its field', () => {
  assert.deepEqual(faults(rule()), [])
  assert.deepEqual(faults(), ['targets targets.none'])
  assert.deepEqual(faults(rule(), rule()), ['targets.1.kind targets.twice'])
  assert.deepEqual(faults(rule({ within: [null, null, null, null] })), ['targets.0.within within.none'])
  assert.deepEqual(faults(rule({ within: [minutes(0), null, null, null] })), [
    'targets.0.within.0 within.range',
  ])
  assert.deepEqual(faults(rule({ within: [days(367), null, null, null] })), [
    'targets.0.within.0 within.range',
  ])
  assert.deepEqual(faults(rule({ within: [minutes(1.5), null, null, null] })), [
    'targets.0.within.0 within.range',
  ])
  assert.deepEqual(faults(rule({ within: [days(1), minutes(20), null, null] })), [
    'targets.0.within.1 within.order',
  ])
  assert.deepEqual(faults(rule({ warnMinutes: 10 })), ['targets.0.warnMinutes warn.longer'])
  assert.deepEqual(faults(rule({ warnMinutes: 0, warnPercent: 100 })), [
    'targets.0.warnPercent warn.range',
    'targets.0.warnMinutes warn.range',
  ])
  assert.deepEqual(faults(rule({ warnMinutes: 5, warnPercent: 50 })), [])
})
