// What the form of a tracker holds, and what of it is sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOf, isWhole, ofKind, type TrackerView, usualApi, wishOf } from './tracker-form.ts'

const kept: TrackerView = {
  ...{ id: 'trk_a', name: 'Router', kind: 'github', apiUrl: 'https://git.example/api/v3', project: 'a/b' },
  ...{ labels: { bug_fix: 'bug' }, allowPrivate: true, active: true, pollSeconds: 60, open: 0, version: 3 },
  ...{ has: { token: true, webhookSecret: false }, webhookUrl: 'https://desk.example/x' },
  state: { code: 'connected', says: '', heardAt: null },
}

test('what is kept of secrets need not be typed again, and is not sent', () => {
  const form = formOf(kept)
  assert.ok(isWhole(form, kept))
  assert.ok(!isWhole(form, null))
  assert.ok(!('token' in wishOf(form)) && !('webhookSecret' in wishOf(form)))
  assert.equal(wishOf({ ...form, token: 'new' }).token, 'new')
})

test('labels left empty mean nothing', () => {
  const form = { ...formOf(kept), labels: { bug_fix: ' bug ', accepted: ' ' }, pollSeconds: 'x' }
  assert.deepEqual([wishOf(form).labels, wishOf(form).pollSeconds], [{ bug_fix: 'bug' }, 300])
})

test('the usual address goes with the kind, one that was typed stays', () => {
  assert.equal(ofKind(formOf(null), 'gitlab').apiUrl, usualApi.gitlab)
  assert.equal(ofKind(formOf(kept), 'gitlab').apiUrl, kept.apiUrl)
})
