// Every refusal in the product leads to the policies of the house about it: whoever shows its sentence shows
// them, too.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const web = fileURLToPath(new URL('..', import.meta.url))
/** They make the sentence and hand over the refusal with it; who draws it shows the policies. */
const handedOn = {
  'case/own-deeds.ts': 'case/own-mark.tsx',
  'case/use-send.ts': 'case/reply.tsx',
  'new-case/use-new-case.ts': 'new-case/new-case-screen.tsx',
}
/** Nobody is known yet at the door; whoever takes outside his hours is offered to do it anyway. */
const without = ['sign-in/door-errors.ts', 'shell/take-next.ts', 'api/refusal-text.ts']
const read = (file: string) => readFileSync(`${web}/${file}`, 'utf8')
const shows = (file: string) => /<Policies(Of|About)\b/.test(read(file))

test('whoever shows why something was refused shows the policies about it', () => {
  const saying = globSync('**/*.{ts,tsx}', { cwd: web, exclude: ['**/*.test.ts'] })
    .filter(file => /\brefusalText\(/.test(read(file)))
    .filter(file => !without.includes(file))
  assert.ok(saying.length > 10, 'it is looked for by its name')
  const silent = saying.filter(file => !shows(handedOn[file as keyof typeof handedOn] ?? file))
  assert.deepEqual(silent, [])
})
