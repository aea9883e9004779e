// Fills a database with very many believable cases. Used by `tierline seed` and by the bench.
import { deskOf } from '#store/desk/desk.ts'
import { bulkLoad } from '#store/bulk.ts'
import type { PostgresStore } from '#store/postgres/store.ts'
import { languages } from '#core/people/language.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { firstTeams } from '#server/first-start.ts'
import { newId } from '#server/new-id.ts'
import { caseSource } from '#sim/seed.ts'

export type Seeding = {
  readonly url: string
  readonly store: PostgresStore
  readonly cases: number
  readonly seed: number
  readonly openShare: number
  readonly progress: (done: number, of: number) => void
  /** true ends the work early; what was stored stays */
  readonly isCancelled?: () => boolean
}

const agentsNamed = [
  'Ada Berg',
  'Bruno Costa',
  'Clara Vidal',
  'Dmitri Orlov',
  'Emma Lind',
  'Felix Braun',
  'Gemma Roca',
  'Hugo Ek',
  'Irina Belova',
  'Jan Maier',
]
const customersMax = 50_000
const casesPerCustomer = 10

/** Seeds people where there are too few, then customers and cases. Answers what was stored. */
export async function seedDesk({
  url,
  store,
  cases,
  seed,
  openShare,
  progress,
  isCancelled,
}: Seeding): Promise<{ cases: number; events: number }> {
  const desk = deskOf(store.pool)
  const now = await store.now()
  await firstTeams(desk, newId)
  const team = (await desk.teams.all()).find(one => one.level === 1)!
  const there = (await desk.agents.all()).filter(one => one.levels.includes(1))
  for (const [i, name] of (there.length >= agentsNamed.length ? [] : agentsNamed).entries())
    await desk.agents.add({
      id: newId('agt'),
      name,
      email: `seed-${seed}-${i}@desk.example`,
      roles: ['agent'],
      levels: [1],
      teams: [team.id],
      createdAt: now,
    })
  const bulk = bulkLoad({ url })
  const customers = Array.from(
    { length: Math.min(customersMax, Math.ceil(cases / casesPerCustomer)) },
    (_, i) => ({
      id: newId('cus'),
      name: `${agentsNamed[i % 10]!.split(' ')[0]} ${(i * 7919).toString(36)}`,
      language: languages[i % languages.length]!,
      email: `kund-${seed}-${i}@seed.example`,
      phones: [`+4670${String(1_000_000 + i)}`],
      createdAt: instant(now - 700 * dayMs),
    }),
  )
  await bulk.addCustomers(customers)
  const next = caseSource({ seed, now, openShare, facts: await desk.facts(now), newId, customers })
  for (let i = 0; i < cases && !isCancelled?.(); i++) {
    await bulk.add(next())
    if ((i + 1) % 1_000 === 0) progress(i + 1, cases)
  }
  return bulk.end()
}
