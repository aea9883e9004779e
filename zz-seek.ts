import { planted } from '#sim/planted.ts'
import { run } from '#sim/run.ts'
const one = planted.find(b => b.bug.startsWith('two who judge by the same line'))!
const until = performance.now() + Number(process.argv[3]) * 1000
for (let seed = Number(process.argv[2]); performance.now() < until; seed++) {
  const t = performance.now()
  const { violations, steps } = await run({ ...one, seed, days: 4 })
  if (violations.some(({ rule }) => one.caughtBy.includes(rule))) { console.log('FOUND seed', seed, 'step', steps, Math.round(performance.now()-t), 'ms'); break }
}
console.log('end')
