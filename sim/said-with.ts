// What a reason to return a hand-off needs beside the next act, for agents of a simulated centre.
import type { ReturnDetail } from '#core/case/hand-off-facts.ts'
import type { Pen } from '#sim/hand.ts'
import { innerMark } from '#sim/known.ts'

const inner = (words: string) => `${words} ${innerMark}`

/** What any reason to return may need; the one that is given takes its own. */
export const saidWith = (pen: Pen): ReturnDetail => ({
  missing: ['claims'],
  notDone: pen.write(inner('The splitter')),
  knownIn: pen.write(inner('KB 12')),
  duplicateOf: 'cas_elsewhere',
  team: 'tea_third',
  solution: pen.write(inner('Restart it twice')),
})
