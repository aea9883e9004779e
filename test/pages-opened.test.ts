// Every screen the agents' app has is on the list of those a browser opens and looks at. Not: the looking
// (journeys/pages.test.ts).
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { places } from '#test/journeys/pages-list.ts'
import { pages } from '#web/set-up/pages.ts'

const addresses = places.flatMap(({ path }) => (typeof path === 'string' ? [path.replace(/\?.*$/, '')] : []))

/** The first page is another one by its address; the gallery has a journey of its own. */
const elsewhere = ['/', '/gallery']

/** What an address of the router means: `/c/$number` is one part, `/q/$` whatever follows. */
const patternOf = (route: string): RegExp =>
  new RegExp(`^${route.replace(/\$\w+/g, '[^/]+').replace(/\/\$$/, '/.+')}$`)

test('every page of the set-up is looked at in a browser', () => {
  const missing = pages.filter(({ id }) => !addresses.includes(`/admin/${id}`))
  assert.deepEqual(missing, [])
})

test('every address of the app is looked at in a browser', async () => {
  const source = await readFile(new URL('../web/shell/routes.tsx', import.meta.url), 'utf8')
  const routes = [...source.matchAll(/\bpath: '([^']+)'/g)].map(([, route = '']) => route)
  assert.ok(
    routes.includes('/admin/$') && routes.includes('/c/$number'),
    'the routes are read from their file',
  )
  const open = routes.filter(route => !elsewhere.includes(route))
  assert.deepEqual(
    open.filter(route => !addresses.some(one => patternOf(route).test(one))),
    [],
  )
})

test('no two looks have the same name', () => {
  const names = places.map(one => one.name)
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  )
})
