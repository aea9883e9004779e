// How long what walks teach about a script takes to tell, over as many walks as there may ever be. Not: what
// they teach (script-order.ts).
import { client } from '#bench/http.ts'
import { percentile } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'
import { languages } from '#core/people/language.ts'
import { deskOf } from '#store/desk/desk.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

const slug = 'bench-walked'
const checks = ['outage', 'cable', 'power', 'filter', 'address', 'name-server', 'cabinet', 'line']
/** Different ways through it: people skip, cannot, and go back. */
const ways = 20_000
const atOnce = 50_000
const times = 7

/** Fills a script with walks and asks for its figures over HTTP, as a lead does. */
export async function walkFigures(
  { node, token }: Bench,
  store: PostgresStore,
  walks: number,
): Promise<Figure[]> {
  const filledAt = await fill(store, walks)
  const send = client(node.url, token, 1)
  const figure = async (what: string, query: string): Promise<Figure> => {
    const took: number[] = []
    for (let i = 0; i < times; i++) {
      const started = performance.now()
      const { status } = await send('GET', `/api/v1/scripts/${slug}/figures?${query}`)
      if (status !== 200) throw new Error(`figures answer ${status}`)
      took.push(performance.now() - started)
    }
    const ms = percentile(took, 0.5)
    const unit = `ms (longest ${Math.round(Math.max(...took))})`
    return { what, value: Math.round(ms), unit, target: '≤ 2000 ms', met: ms <= 2_000 }
  }
  const lately = filledAt - Math.floor(walks / 12)
  return [
    await figure(`figures of a script over ${walks} walks`, ''),
    await figure('the same with its two versions compared', 'version=2&against=1'),
    await figure(
      'the newest twelfth of them, as its page and the script show',
      `version=all&since=${lately}`,
    ),
  ]
}

async function fill({ pool, now }: PostgresStore, walks: number): Promise<number> {
  const at = await now()
  for (const version of [1, 2])
    await deskOf(pool).scripts.publish({ slug, version, form, at, by: null, shipped: `bench-${version}` })
  await pool.query(
    `insert into walk_course (digest, course)
    select md5('bench ' || n)::uuid, jsonb_build_object('slug', $1::text, 'version', 1 + n % 2,
      'end', case when n % 3 = 0 then 'hand_off' else 'solved' end, 'stands', 'fine', 'passed', (
        select jsonb_agg(jsonb_build_object('step', step, 'nowhere', false, 'undone', false, 'how',
          case when place = cardinality($2::text[]) and n % 3 > 0 then 'worked'
            when (n >> place::int) & 1 = 1 then 'failed' else 'skipped' end) order by place)
        from unnest($2::text[]) with ordinality as each(step, place)))
    from generate_series(0, $3::int - 1) n`,
    [slug, checks, ways],
  )
  for (let from = 0; from < walks; from += atOnce)
    // Some ways are taken much more often than others.
    await pool.query(
      `insert into walk_told (case_id, walk, part, slug, version, course, seconds, begun_at, changed_at, reopened,
        walker)
      select 'cas_01benchbenchbenchbench' || n, 'wlk_01benchbenchbenchbench' || n, 0, $1, 1 + way % 2,
        md5('bench ' || way)::uuid, array[30, 60, 20, 90, 120, 45, 10, 5], $2::bigint - n, $2::bigint - n, n % 20 = 0,
        (array['agent', 'agent', 'customer', 'both'])[1 + n % 4]
      from (select n, floor($3::int * power(random(), 3))::int as way
        from generate_series($4::int, $5::int - 1) n) each`,
      [slug, at, ways, from, Math.min(walks, from + atOnce)],
    )
  await pool.query('analyze walk_told')
  return at
}

const all = (words: string) => Object.fromEntries(languages.map(one => [one, words]))
const form = {
  slug,
  languages,
  title: all('Walked often'),
  says: all('It is down'),
  article: slug,
  start: checks[0],
  steps: [
    ...checks.map((name, i) => ({
      name,
      do: all(name),
      why: all('Why'),
      say: all('Say'),
      expect: all('It works'),
      worked: 'fine',
      failed: checks[i + 1] ?? 'bad',
      otherwise: checks[i + 1] ?? 'bad',
      group: 'checks',
    })),
    { name: 'fine', end: 'solved', say: all('Good'), fixed: all('It') },
    { name: 'bad', end: 'hand_off', toLevel: 2, question: all('The line?'), say: all('Wait') },
  ],
}
