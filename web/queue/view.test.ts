// A view is its address: what is read out of it is what is written into it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { questionOf, searchOf, viewOf, withFilter } from './view.ts'

test('an address names the list, its filters and its order', () => {
  const view = viewOf('level/2', '?f=severity:1+late&sort=age')
  assert.deepEqual(view, { list: 'level/2', filters: { severity: '1', late: '1' }, sort: 'age' })
  assert.deepEqual(searchOf(view), { f: 'severity:1 late', sort: 'age' })
})

test('writing a view and reading it again gives the same view', () => {
  const view = viewOf('team/tea_7', 'f=kind:security+waiting:0+worker:agt_9')
  const search = new URLSearchParams(searchOf(view)).toString()
  assert.deepEqual(viewOf('team/tea_7', search), view)
})

test('unknown lists, filters and values fall away instead of showing a wrong list', () => {
  assert.deepEqual(viewOf('secret/1', 'f=severity:9+colour:red+worker:bo&sort=random'), {
    list: 'mine',
    filters: {},
    sort: 'clock',
  })
})

test('a filter is set and taken off without touching the others', () => {
  const view = withFilter(viewOf('all', 'f=late'), 'severity', '2')
  assert.deepEqual(view.filters, { late: '1', severity: '2' })
  assert.deepEqual(withFilter(view, 'late', null).filters, { severity: '2' })
})

test('the server is asked in its own words', () => {
  assert.deepEqual(questionOf(viewOf('level/3', 'f=late+severity:1')), {
    view: 'level:3',
    sort: 'clock',
    severity: '1',
    late: 'true',
  })
})
