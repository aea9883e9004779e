// The house rules that a machine can check. A complaint names the file, the rule and the remedy.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as boundaries from '#test/tidy/boundaries.ts'
import * as documents from '#test/tidy/documents.ts'
import * as measure from '#test/tidy/measure.ts'
import { type Complaint, code } from '#test/tidy/source.ts'
import * as words from '#test/tidy/words.ts'

const rules: Readonly<Record<string, () => Complaint[]>> = {
  'a folder imports only what the plan of the house allows': boundaries.imports,
  'core knows no clock, no dice and no waiting': boundaries.purity,
  'SQL lies in store/': boundaries.sqlPlace,
  'the environment is read in server/main.ts and by tools': boundaries.environment,
  'a file has at most 400 lines': measure.fileLength,
  'a line is at most 110 wide': measure.width,
  'a function has at most 50 lines': measure.functionLength,
  'nothing is left over to be done': measure.leftovers,
  'no folder of one machine is named': measure.machinePaths,
  'every file is used': measure.deadFiles,
  'core offers names from the glossary': words.coreNames,
  'tables and columns are named from the glossary': words.sqlNames,
  'people read words from the glossary': words.sentences,
  'one thing has one word in each language': words.translations,
  'what others said is quoted as each language does': words.quotes,
  'every dependency has a line that says what for': documents.dependencies,
  'the code map names the folders that are there': documents.codeMap,
}

test('the rules read the house', () => assert.ok(code.length > 50))

for (const [name, rule] of Object.entries(rules)) {
  test(name, () => {
    const complaints = rule()
    assert.ok(complaints.length === 0, `\n${complaints.join('\n')}`)
  })
}
