// What only the server knows stands in no ledger of the page before it has answered: a form that asks for
// such a thing waits for the answer and keeps its words until then. Not: how it waits (deed-dialog.tsx).
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isForeseen } from './foresee.ts'

const thrownAway = /onDo=\{\(\) =>\s*void act\(\s*(?:[a-z]+ [=?][^']*)?['`]([a-z_]+\.[a-z_]*)/g

test('no form closes before the server has answered what only it knows', () => {
  const early = globSync('web/**/forms-*.tsx').flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(thrownAway)]
      .filter(([, type]) => !isForeseen(type as never))
      .map(([, type]) => `${file}: ${type}`),
  )
  assert.deepEqual(early, [])
})
