import { run } from '#sim/run.ts'
const alone = process.argv[2] === 'core'
const n = Number(process.argv[3] ?? 12)
const rates: number[] = [],
  cpus: number[] = []
const trace: string[] = []
for (let seed = 1; seed <= n; seed++) {
  const t = performance.now(),
    c = process.cpuUsage()
  const {
    steps,
    trace: tr,
    played,
  } = await run({ seed, days: 7, ...(alone ? { alone: true } : { calm: true }) })
  const d = process.cpuUsage(c)
  trace.push(`${steps}:${String(tr).slice(0, 8)}`)
  rates.push(steps / ((performance.now() - t) / 1000))
  cpus.push(((d.user + d.system) / 1000 / steps) * 1000)
  if (process.argv[4])
    console.log(seed, steps, Math.round(rates.at(-1)!), cpus.at(-1)!.toFixed(1), JSON.stringify(played))
}
const mid = (x: number[]) => x.slice(1).sort((a, b) => a - b)[Math.floor((x.length - 1) / 2)]!
console.log(
  'steps/s mid',
  Math.round(mid(rates)),
  'max',
  Math.round(Math.max(...rates)),
  'CPU ms per 1000 steps',
  mid(cpus).toFixed(1),
  trace.slice(0, 3).join(' '),
)
