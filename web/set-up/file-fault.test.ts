// What is wrong with a calendar file, in words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { icsFaultCodes } from '#channels/ics/content-lines.ts'
import { languages } from '#core/people/language.ts'
import { sayIn } from '#words/say-in.ts'
import { Problem } from '../api/problem.ts'
import { fileFault, takenText } from './file-fault.ts'

const thrown = (message: string, path = 'ics') =>
  new Problem({ status: 400, code: 'request.invalid', fields: [{ path, message }] })

test('line, cause and what stands there are said in each language, for everything that can be wrong', () => {
  for (const language of languages)
    for (const code of icsFaultCodes) {
      const told = fileFault(thrown(`line 47: ${code}, LUMP`), sayIn(language)) ?? ''
      assert.match(told, /47/)
      assert.ok(!told.includes('ics_') && !told.includes('{'), `${language}: ${told}`)
    }
})
test('a cause without words of the file is said without them', () => {
  assert.equal(
    fileFault(thrown('line 3: start_missing'), sayIn('en')),
    'Line 3 of the file: The event has no beginning. It needs a line like DTSTART;VALUE=DATE:20271224. Nothing was taken from it.',
  )
  assert.match(fileFault(thrown('line 4: time_unreadable, to\nmorrow'), sayIn('de')) ?? '', /„to\nmorrow“/)
})
test('a refusal about something else is left to others', () => {
  assert.equal(fileFault(thrown('line 3: x', 'version'), sayIn('en')), undefined)
  assert.equal(fileFault(new Error('x'), sayIn('en')), undefined)
})

test('what was taken is said, and what was not and why', () => {
  const say = sayIn('en')
  assert.deepEqual(takenText({ added: 12, kept: [], past: 0 }, 'Days', say), {
    first: 'Days: 12 days taken from the file.',
    more: '',
  })
  const kept = ['2027-12-24', '*-12-31']
  const { more } = takenText({ added: 1, kept, past: 1 }, 'Days', say)
  assert.match(more, /^2 days keep .*: 2027-12-24, \*-12-31\. 1 that has passed/)
})
