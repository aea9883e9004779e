// How well replies and reports are read, where the corpora lie beside the checkout: no figure falls below
// what it has reached; and every mail there is, however it is made, becomes an entry. Not: each miss of the
// MIME set (mail-mime.test.ts).
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { CaseId } from '#core/kit/id.ts'
import { type TestDesk, testDesk } from '#server/http/testing.ts'
import { takeIn } from '#server/intake.ts'
import type { Figure } from './figure.ts'
import { scoreBounces, scoreInbound, scoreReplies } from './mail.ts'
import { mimeMails } from './mail-mime.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const corpora = resolve(root, process.env.CORPORA_DIR ?? '../shared/corpora')
const folderOf = (name: string) => join(corpora, name)
const without = (...names: string[]) => {
  const missing = names.map(folderOf).find(folder => !existsSync(folder))
  return missing ? `there are no corpora at ${missing}` : false
}

/** In a hundred, as it was reached, to a tenth below; never less than 90. */
const floors: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'email-reply': { 'exact reply': 94, 'no new words lost': 98.5, 'attribution lines': 100 },
  'email-bounce': {
    kind: 99.2,
    'number of recipients': 99.4,
    'first digit of the status': 98.5,
    'address dead or not': 95.1,
  },
  'email-inbound': { 'bounce headers': 100, 'auto-reply headers': 100 },
}
const scorers: Readonly<Record<string, (folder: string) => Promise<Figure[]>>> = {
  'email-reply': scoreReplies,
  'email-bounce': scoreBounces,
  'email-inbound': scoreInbound,
}
for (const [name, score] of Object.entries(scorers))
  test(`no figure of ${name} falls below what it reached`, { skip: without(name) }, async () => {
    const figures = await score(folderOf(name))
    assert.deepEqual(
      figures.map(({ what }) => what),
      Object.keys(floors[name]!),
    )
    for (const { what, hits, of } of figures) {
      const floor = floors[name]![what]!
      assert.ok(floor >= 90, `${what}: 90 of 100 are asked for`)
      assert.ok(of > 0 && hits >= (floor / 100) * of, `${what}: ${hits} of ${of}, at least ${floor} of 100`)
    }
    const all = (part: 'hits' | 'of') => figures.reduce((sum, one) => sum + one[part], 0)
    assert.ok(all('hits') >= 0.9 * all('of'))
  })

type Named = { readonly name: string; readonly raw: Buffer }

const cases = <T>(folder: string, file: string): T[] =>
  JSON.parse(readFileSync(join(folder, file), 'utf8')).cases
const bounces = (folder: string): Named[] =>
  cases<{ file: string }>(folder, 'index.json').map(({ file }) => ({
    name: file,
    raw: readFileSync(join(folder, file)),
  }))
const replies = (folder: string): Named[] =>
  cases<{ id: string; input: string }>(folder, 'crisp.json').map(({ id, input }) => ({
    name: id,
    raw: Buffer.from(
      `From: a@example.org\r\nMessage-ID: <${id}@example.org>\r\n` +
        `Content-Type: text/plain; charset=utf-8\r\n\r\n${input.replace(/\r?\n/g, '\r\n')}\r\n`,
    ),
  }))

const sets = ['email-mime', 'email-bounce', 'email-reply']
/** Refused at the door, so that its sender hears of it: docs/mail-corpus.md says why. */
const refused = ['postal-mime-356: 554 5.6.0 The message is empty']

test('every mail of every set is in a case or kept aside', { skip: without(...sets) }, async t => {
  const desk = await testDesk()
  t.after(() => desk.close())
  const mails = [
    ...mimeMails(folderOf('email-mime')),
    ...bounces(folderOf('email-bounce')),
    ...replies(folderOf('email-reply')),
  ]
  assert.ok(mails.length > 900, `${mails.length} mails`)
  const found: { refused: string[]; lost: string[]; aside: Named[] } = { refused: [], lost: [], aside: [] }
  for (const [at, mail] of mails.entries()) {
    const envelope = { from: `writer${at}@example.org`, to: ['support@desk.example'] }
    const taken = await takeIn(desk.shell, envelope, mail.raw)
    if ('reply' in taken) found.refused.push(`${mail.name}: ${taken.reply}`)
    else if (taken.id === 'aside') found.aside.push(mail)
    else if (!(await desk.store.read(caseNamed(taken.id)))) found.lost.push(mail.name)
  }
  assert.deepEqual(found.refused, refused)
  const kept = await keptAside(desk)
  for (const { name, raw } of found.aside) if (!kept.has(hash('sha256', raw))) found.lost.push(name)
  assert.deepEqual(found.lost, [])
})

/** Intake names a case by its number or its id. */
const caseNamed = (said: string): CaseId | number => {
  const [, number] = /^case (\d+)$/.exec(said) ?? []
  return number ? Number(number) : (said as CaseId)
}

/** The bytes of all mails in the queue of what belongs to no case, as SHA-256. */
async function keptAside({ desk }: TestDesk): Promise<ReadonlySet<string>> {
  const listed = await desk.asideMails.list({ limit: 10_000 })
  const mails = await Promise.all(listed.map(({ id }) => desk.asideMails.one(id)))
  return new Set(mails.map(one => hash('sha256', one!.raw)))
}
