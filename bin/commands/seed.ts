// `tierline seed`: very many believable cases, for measuring and trying out.
import { parseArgs } from 'node:util'
import { BadUsage, type Io } from '#bin/command.ts'
import { dataDirOf, openDesk } from '#bin/desk-on-data.ts'
import { seedDesk } from '#bin/seeding.ts'

export const summary = 'fill the desk with very many believable cases'
export const usage = `tierline seed [--cases N] [--open SHARE] [--seed N] [--data DIR]

Plays commands through the core at random times and stores the cases in bulk. Ctrl-C ends it early; what was stored stays.

  --cases N     how many (10000)
  --open SHARE  the share that stays open (0.1)
  --seed N      the same seed makes the same courses (1)
  --data DIR    the desk's data (DATA_DIR, .data in this checkout)`

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '10000' },
      open: { type: 'string', default: '0.1' },
      seed: { type: 'string', default: '1' },
      data: { type: 'string' },
    },
  })
  const cases = Number(values.cases)
  const openShare = Number(values.open)
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(cases) || cases < 1 || cases > 20_000_000)
    throw new BadUsage('--cases takes a number from 1 to 20000000.')
  if (!(openShare >= 0 && openShare <= 1)) throw new BadUsage('--open takes a share from 0 to 1.')
  if (!Number.isSafeInteger(seed) || seed < 0) throw new BadUsage('--seed takes a number.')
  const open = await openDesk(dataDirOf(values.data, io), io)
  let cancelled = false
  const cancel = () => {
    cancelled = true
  }
  process.once('SIGINT', cancel)
  const started = performance.now()
  let told = started
  const progress = (done: number, of: number) => {
    const now = performance.now()
    if (now - told < 2_000 && done < of) return
    told = now
    const perSecond = done / ((now - started) / 1000)
    io.err(
      `${done} of ${of} cases · ${Math.round((100 * done) / of)} % · about ${Math.ceil((of - done) / perSecond)} s`,
    )
  }
  try {
    const stored = await seedDesk({
      url: open.url,
      store: open.store,
      cases,
      seed,
      openShare,
      progress,
      isCancelled: () => cancelled,
    })
    const seconds = (performance.now() - started) / 1000
    io.out(
      `${stored.cases} cases with ${stored.events} facts in ${seconds.toFixed(1)} s${cancelled ? ' (ended early)' : ''}`,
    )
    return cancelled ? 1 : 0
  } finally {
    process.off('SIGINT', cancel)
    await open.close()
  }
}
