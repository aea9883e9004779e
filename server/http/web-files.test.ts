// Who is given the one page of the agents' app, and who is told that there is nothing.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type TestDesk, testDesk } from '#server/http/testing.ts'

let desk: TestDesk
before(async () => {
  desk = await testDesk()
  const { webDir } = desk.shell.config
  mkdirSync(webDir, { recursive: true })
  writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>The desk</title>')
})
after(() => desk.close())

const asked = async (path: string, accept: string) => {
  const { statusCode, body } = await desk.app.inject({ url: path, headers: { accept } })
  return { status: statusCode, isPage: body.includes('The desk') }
}

test('a browser gets the page wherever it asks, a program that takes anything at the front door', async () => {
  const browser = 'text/html,application/xhtml+xml,*/*;q=0.8'
  for (const path of ['/', '/queue', '/c/1024?tab=files'])
    assert.deepEqual(await asked(path, browser), { status: 200, isPage: true }, path)
  assert.deepEqual(await asked('/', '*/*'), { status: 200, isPage: true })
})

test('what is no page of ours is not found', async () => {
  for (const [path, accept] of [
    ['/queue', '*/*'],
    ['/', 'application/json'],
    ['/api/v1/nothing', 'text/html'],
    ['/assets/gone.js', 'text/html'],
  ] as const)
    assert.deepEqual(await asked(path, accept), { status: 404, isPage: false }, path)
})
