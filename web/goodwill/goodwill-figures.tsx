// What giving beyond what is owed came to in a year: sums, for whom it was asked often, and what became of
// customers. Facts alone: nobody is ranked by them.
import { money } from '#words/money.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { useSay, useWords } from '../words.ts'
import { type GivenFigures, useGivenFigures } from './goodwill-api.ts'
import s from './goodwill.module.css'

type Props = { readonly team: string; readonly onWhom: (whom: string) => void }

export function GoodwillFigures({ team, onWhom }: Props) {
  const say = useSay()
  const query = useGivenFigures(team, true)
  return (
    <ScreenState query={query} rows={6} bones="list">
      {read =>
        read.totals.length === 0 && read.often.length === 0 ? (
          <Empty why={say('goodwill_list.none_in_year')} />
        ) : (
          <>
            <Totals read={read} />
            {read.often.length > 0 && <Often read={read} onWhom={onWhom} />}
            {read.effect.some(one => one.given > 0) && <Effect read={read} />}
          </>
        )
      }
    </ScreenState>
  )
}

type ReadProps = { readonly read: GivenFigures }

function Totals({ read: { totals } }: ReadProps) {
  const say = useSay()
  const { language } = useWords()
  return (
    <section className={s.part}>
      <h2>{say('goodwill_list.year')}</h2>
      <Table
        caption={say('goodwill_list.year')}
        rows={totals}
        keyOf={one => `${one.kind} ${one.standing} ${one.currency}`}
        columns={[
          {
            key: 'kind',
            head: say('goodwill.field_kind'),
            cell: one => say('goodwill.kind', { kind: one.kind }),
          },
          {
            key: 'standing',
            head: say('goodwill_list.standing'),
            cell: one => say('goodwill.standing', { standing: one.standing }),
          },
          {
            key: 'count',
            head: say('goodwill_list.count'),
            end: true,
            cell: one => <span className="num">{one.count}</span>,
          },
          { key: 'worth', head: say('goodwill.field_amount'), end: true, cell: one => money(one, language) },
        ]}
      />
    </section>
  )
}

function Often({ read: { often, oftenDays }, onWhom }: ReadProps & Pick<Props, 'onWhom'>) {
  const say = useSay()
  const { language } = useWords()
  const title = say('goodwill_list.often', { days: oftenDays ?? 0 })
  return (
    <section className={s.part}>
      <h2>{title}</h2>
      <Table
        caption={title}
        rows={often}
        keyOf={one => one.customer ?? one.organisation ?? one.name}
        columns={[
          {
            key: 'name',
            head: say('goodwill_list.whom'),
            cell: one => (
              <Button kind="quiet" onClick={() => onWhom(one.customer ?? one.organisation ?? '')}>
                {one.name}
              </Button>
            ),
          },
          {
            key: 'count',
            head: say('goodwill_list.count'),
            end: true,
            cell: one => <span className="num">{one.count}</span>,
          },
          { key: 'worth', head: say('goodwill.field_amount'), end: true, cell: one => money(one, language) },
        ]}
      />
    </section>
  )
}

const effects = ['given', 'cameBack', 'still', 'gone'] as const

function Effect({ read: { effect } }: ReadProps) {
  const say = useSay()
  return (
    <section className={s.part}>
      <h2>{say('goodwill_list.effect')}</h2>
      <p className="soft">{say('goodwill_list.effect_note')}</p>
      <Table
        caption={say('goodwill_list.effect')}
        rows={effect.filter(one => one.given > 0)}
        keyOf={one => `${one.months} ${one.kind}`}
        columns={[
          {
            key: 'kind',
            head: say('goodwill.field_kind'),
            cell: one =>
              `${say('goodwill.kind', { kind: one.kind })} · ${say('goodwill_list.after', { n: one.months })}`,
          },
          ...effects.map(key => ({
            key,
            head: say(`goodwill_list.effect_${key}`),
            end: true,
            cell: (one: GivenFigures['effect'][number]) => <span className="num">{one[key]}</span>,
          })),
        ]}
      />
    </section>
  )
}
