// The cases that belong to a problem, how each stands with its customer, and taking out several at once.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { useSay } from '../words.ts'
import { type About, ProblemForm } from './problem-forms.tsx'
import { type CaseOf, type ProblemPage, useAct, useCasesOf } from './problems-api.ts'
import s from './problem.module.css'

export function ProblemCases({ page, about }: { page: ProblemPage; about: About }) {
  const say = useSay()
  const query = useCasesOf(about.number)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isLeaving, setLeaving] = useState(false)
  const { mutateAsync } = useAct(about.number)
  const { cases } = page.stages
  return (
    <section className={s.part} aria-labelledby="cases">
      <h3 id="cases">{say('problem.cases')}</h3>
      <ScreenState query={query} rows={3} bones="list">
        {({ pages }) => {
          const items = pages.flatMap(one => one.items)
          if (cases === 0) return <p className="soft">{say('problem.cases_none')}</p>
          return (
            <>
              {items.length > 0 && <Rows items={items} chosen={chosen} onChoose={setChosen} />}
              {!query.hasNextPage && items.length < cases && (
                <p className="sm soft">{say('problem.cases_hidden', { n: items.length, of: cases })}</p>
              )}
              <div className={s.acts}>
                {chosen.length > 0 && (
                  <Button onClick={() => setLeaving(true)}>{say('problem.act_leave')}</Button>
                )}
                {query.hasNextPage && (
                  <Button kind="quiet" onClick={() => void query.fetchNextPage()}>
                    {say('problem.more')}
                  </Button>
                )}
              </div>
            </>
          )
        }}
      </ScreenState>
      {isLeaving && (
        <ProblemForm
          name="leave"
          about={about}
          more={{ cases: chosen }}
          onDo={deed => mutateAsync(deed).then(() => setChosen([]))}
          onClose={() => setLeaving(false)}
        />
      )}
    </section>
  )
}

const kinds = { told: 'open', asked: 'wait', holds: 'yes', came_back: 'late' } as const

type RowsProps = {
  items: readonly CaseOf[]
  chosen: readonly string[]
  onChoose: (chosen: readonly string[]) => void
}
function Rows({ items, chosen, onChoose }: RowsProps) {
  const say = useSay()
  const { nameOf } = useDesk()
  const toggle = (number: string, on: boolean) =>
    onChoose(on ? [...chosen, number] : chosen.filter(one => one !== number))
  return (
    <Table
      caption={say('problem.cases')}
      rows={items}
      keyOf={one => one.id}
      columns={[
        {
          key: 'case',
          head: say('problem.case'),
          cell: one => (
            <>
              <label>
                <input
                  type="checkbox"
                  aria-label={say('problem.choose_case', { number: String(one.number) })}
                  checked={chosen.includes(String(one.number))}
                  onChange={event => toggle(String(one.number), event.currentTarget.checked)}
                />{' '}
              </label>
              <Link to="/c/$number" params={{ number: String(one.number) }}>
                <span className="num">{one.number}</span> {one.subject}
              </Link>
              <span className={s.line}>{one.customerName}</span>
            </>
          ),
        },
        {
          key: 'phase',
          head: say('problem.head_standing'),
          cell: one => say(`kinds.phase_${one.phase}`),
        },
        { key: 'contact', head: say('problem.contact'), cell: one => nameOf(one.contact) ?? '–' },
        {
          key: 'fix',
          head: say('problem.came_of_it'),
          cell: one => (one.fix ? <Tag kind={kinds[one.fix]}>{say(`problem.stage_${one.fix}`)}</Tag> : '–'),
        },
      ]}
    />
  )
}
