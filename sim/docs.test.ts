// The page docs/simulator.md says which rules and planted bugs there are, no more and no less.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { invariants } from '#sim/invariants.ts'
import { planted } from '#sim/planted.ts'

describe('docs/simulator.md', async () => {
  const page = await readFile(new URL('../docs/simulator.md', import.meta.url), 'utf8')
  const rows = (under: string) =>
    (page.split(`## ${under}`)[1] ?? '')
      .split('\n## ')[0]!
      .split('\n')
      .filter(line => /^\| (`|[^|a-z-])/.test(line) || /^\| [a-z“"]/.test(line))
      .map(line =>
        line
          .slice(1, -1)
          .split(' | ')
          .map(cell => cell.trim()),
      )
      .slice(1)
  it('lists every rule with its sentence, and no other', () => {
    const listed = rows('The rules').map(([name = '', says]) => [name.replaceAll('`', ''), says])
    const own = Object.entries(invariants).map(([name, { says }]) => [name, says])
    assert.deepEqual(listed.sort(), own.sort())
  })
  it('lists every planted bug with the rules that notice it, and no other', () => {
    const listed = rows('The planted bugs').map(([bug, caughtBy = '']) => [bug, caughtBy.replaceAll('`', '')])
    const own = planted.map(({ bug, caughtBy }) => [bug, caughtBy.join(', ')])
    assert.deepEqual(listed.sort(), own.sort())
  })
})
