// What people wait for before they see anything stays light. It weighs the app as it is built now, which is
// built first where that has not been done.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { firstViewKb, portalKb, scriptsMostKb, webDir } from '#bench/weight.ts'
import { buildWeb } from '#bin/build-web.ts'

before(() => buildWeb())

test('the scripts of the agents’ first view weigh no more than is allowed', () => {
  const { scripts } = firstViewKb(webDir)
  assert.ok(scripts > 50, `an app of ${scripts} kB is none: they were not found`)
  assert.ok(scripts <= scriptsMostKb.firstView, `${scripts} kB gzipped of ${scriptsMostKb.firstView}`)
})

test('the scripts of the portal’s heaviest page weigh no more than is allowed', () => {
  const scripts = portalKb()
  assert.ok(scripts > 1, `what sends files ahead is not ${scripts} kB: it was not found`)
  assert.ok(scripts <= scriptsMostKb.portal, `${scripts} kB gzipped of ${scriptsMostKb.portal}`)
})

test('what a script imports at once counts, what it fetches later does not', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tierline-weight-'))
  const heavy = (kilobytes: number) => `/*${randomBytes(kilobytes * 512).toString('hex')}*/`
  try {
    writeFileSync(join(dir, 'index.html'), '<script type="module" src="/entry.js"></script>')
    writeFileSync(join(dir, 'entry.js'), 'import{a}from"./part.js";import("./later.js")')
    writeFileSync(join(dir, 'part.js'), heavy(100))
    writeFileSync(join(dir, 'later.js'), heavy(500))
    const { scripts } = firstViewKb(dir)
    assert.ok(scripts >= 50 && scripts < 100, `${scripts} kB`)
  } finally {
    rmSync(dir, { recursive: true })
  }
})
