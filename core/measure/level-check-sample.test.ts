// A week's sample of answered hand-offs: the same for whoever asks, another one each week, fair over people.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentId, CaseId, HandOffId } from '#core/kit/id.ts'
import { type AnsweredAbove, checkedAWeek, levelCheckSample } from '#core/measure/level-check-sample.ts'

const answered = (by: string, count: number): AnsweredAbove[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{
      caseId: `cas_${by}${i}` as CaseId,
      handOff: `hnd_${by}${i}` as HandOffId,
      by: `agt_${by}` as AgentId,
    },
  }))
const names = (all: readonly AnsweredAbove[]) => all.map(one => one.handOff)

test('the same ten of a week come whatever order they are read in; another week draws others', () => {
  const all = [...answered('marta', 30), ...answered('ivan', 30)]
  const one = names(levelCheckSample(all, '2026-W40'))
  assert.equal(one.length, checkedAWeek)
  assert.deepEqual(names(levelCheckSample(all.toReversed(), '2026-W40')).toSorted(), one.toSorted())
  assert.notDeepEqual(names(levelCheckSample(all, '2026-W41')).toSorted(), one.toSorted())
})

test('who answered much is drawn no oftener than who answered little, and of few all are', () => {
  const drawn = levelCheckSample([...answered('marta', 300), ...answered('ivan', 5)], '2026-W40')
  assert.equal(drawn.filter(one => one.by === 'agt_ivan').length, 5)
  assert.equal(levelCheckSample(answered('ivan', 3), '2026-W40').length, 3)
  assert.deepEqual(levelCheckSample([], '2026-W40'), [])
})
