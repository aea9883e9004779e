// A problem: what it is and how it stands, what may be done, its cases, how far they were told, and what
// happened. Not: the cases as a list (problem-cases.tsx), nor the forms (problem-forms.tsx).
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { TextRef } from '#core/kit/text-ref.ts'
import { evolveProblem, type Problem, type ProblemState } from '#core/problem/state.ts'
import type { ProblemId } from '#core/kit/id.ts'
import { useDesk } from '../case/desk.ts'
import { AskForm } from '../changes/ask-form.tsx'
import { useActs } from '../kit/acts-registry.ts'
import { Button } from '../kit/button.tsx'
import { Fact, Facts } from '../kit/facts.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { Menu } from '../kit/menu.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useLookBeside } from '../notices/use-notices.ts'
import { useSay } from '../words.ts'
import { actsOn, type ProblemAct } from './problem-acts.ts'
import { ProblemCases } from './problem-cases.tsx'
import { ProblemCourse } from './problem-course.tsx'
import { type About, type FormName, ProblemForm } from './problem-forms.tsx'
import { KnownPart } from './problem-known.tsx'
import { type ProblemPage, useAct, useProblem } from './problems-api.ts'
import { casesText, Stands } from './problems-screen.tsx'
import s from './problem.module.css'

/** `/problems/{number}` */
export default function ProblemScreen() {
  const say = useSay()
  const { number } = useParams({ strict: false }) as { number: string }
  const query = useProblem(number)
  return (
    <Tall>
      <ScreenBar title={say('problem.page', { number })} ruled>
        <Link to="/problems">{say('problem.all')}</Link>
      </ScreenBar>
      <Scroll label={say('problem.page', { number })}>
        <ScreenState query={query} rows={5} bones="entries" gone={<Empty why={say('problem.gone')} />}>
          {page => <One page={page} />}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function One({ page }: { page: ProblemPage }) {
  const say = useSay()
  const { row, ledger, texts } = page
  useLookBeside(row.id, row.seq)
  const state = useMemo(() => ledger.reduce<ProblemState>(evolveProblem, null), [ledger])
  if (!state) return <Empty why={say('problem.gone')} />
  const text = (ref: TextRef | null | undefined) => (ref ? (texts[ref.text] ?? '') : '')
  const about: About = { state, text, number: row.number }
  return (
    <div className={s.page}>
      <h2 className={s.title}>{row.title || '–'}</h2>
      <Origin page={page} state={state} />
      <What page={page} state={state} />
      <Next about={about} />
      <Engineering id={row.id} about={about} />
      {state.alike && (
        <section className={s.part}>
          <h3>{say('problem.alike')}</h3>
          <p className={s.words}>{text(state.alike)}</p>
        </section>
      )}
      <KnownPart {...about} />
      <Progress page={page} state={state} />
      <ProblemCases page={page} about={about} />
      <ProblemCourse page={page} />
    </div>
  )
}

function Origin({ page: { from, names }, state }: { page: ProblemPage; state: Problem }) {
  const say = useSay()
  const into = state.into ? String(names.problems[state.into] ?? '') : ''
  return (
    <>
      {into !== '' && (
        <p>
          <Link to="/problems/$number" params={{ number: into }}>
            {say('problem.merged_into', { number: into })}
          </Link>
        </p>
      )}
      {from !== null && (
        <p className="soft">
          <Link to="/c/$number" params={{ number: String(from) }}>
            {say('problem.from_case', { number: String(from) })}
          </Link>
        </p>
      )}
    </>
  )
}

function What({ page: { row, names, unfit }, state }: { page: ProblemPage; state: Problem }) {
  const say = useSay()
  const hits =
    unfit > 0 ? `${casesText(row, say)} · ${say('problem.unfit_n', { n: unfit })}` : casesText(row, say)
  const { products } = useDesk()
  const product = products.find(({ id }) => id === state.product)
  const owner = state.owner ? names.agents[state.owner] : undefined
  return (
    <Facts>
      <Fact label={say('problem.head_standing')} small={hits}>
        <Stands one={row} />
      </Fact>
      <Fact label={say('problem.owner')} small={state.team ? names.teams[state.team] : undefined}>
        {owner ?? say('problem.nobody')}
      </Fact>
      <Fact
        label={say('problem.product')}
        small={`${say('problem.kind')}: ${say(`problem.kind_${state.kind}`)}`}
      >
        {product?.name ?? '–'}
      </Fact>
      <Fact label={say('problem.opened')}>
        <TimeText at={state.openedAt} as="wall" />
      </Fact>
    </Facts>
  )
}

/** What may be done next; the rare in a menu. */
function Next({ about }: { about: About }) {
  const say = useSay()
  const desk = useDesk()
  const { mutate, mutateAsync } = useAct(about.number)
  const [open, setOpen] = useState<FormName | null>(null)
  const acts = actsOn(about.state, desk)
  const run = ({ id }: ProblemAct) => (id === 'take' ? mutate({ deed: 'take', body: {} }) : setOpen(id))
  const keyed = acts.filter(one => one.keys !== undefined)
  useKeys(
    open === null
      ? Object.fromEntries(keyed.map(one => [one.keys, { does: say(one.key), run: () => run(one) }]))
      : {},
  )
  useActs(
    say('problem.page', { number: String(about.number) }),
    acts.map(one => ({
      ...{ id: one.key, key: one.key, run: () => run(one) },
      ...(one.keys && { keys: one.keys }),
    })),
  )
  const rare = acts.filter(one => one.rare)
  if (acts.length === 0) return null
  return (
    <>
      <div className={s.acts}>
        {acts
          .filter(one => !one.rare)
          .map((one, i) => (
            <Button
              key={one.key}
              kind={i === 0 ? 'main' : 'plain'}
              {...(one.keys && { keys: one.keys })}
              onClick={() => run(one)}
            >
              {say(one.key)}
            </Button>
          ))}
        {rare.length > 0 && (
          <Menu
            label={say('case.more')}
            items={rare.map(one => ({
              ...{ text: say(one.key), run: () => run(one) },
              ...(one.keys && { keys: one.keys }),
            }))}
          />
        )}
      </div>
      {open && <ProblemForm name={open} about={about} onDo={mutateAsync} onClose={() => setOpen(null)} />}
    </>
  )
}

/** Asking engineering for a change from here: what is known of the cause goes along. */
function Engineering({ id, about: { state, text } }: { id: ProblemId; about: About }) {
  const say = useSay()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const ask = () => setOpen(true)
  useKeys(isOpen ? {} : { u: { does: say('change.ask'), run: ask } })
  const of = {
    problem: id,
    title: text(state.title),
    product: state.product,
    cause: text(state.cause?.text),
  }
  return (
    <>
      <p className={s.acts}>
        <Button kind="quiet" keys="u" onClick={ask}>
          {say('change.ask')}
        </Button>
      </p>
      {isOpen && (
        <AskForm
          of={of}
          onClose={() => setOpen(false)}
          onDone={number => void navigate({ to: '/changes/$number', params: { number: String(number) } })}
        />
      )}
    </>
  )
}

/** How far the fix, or the last thing said, has come. */
function Progress({ page: { telling, stages }, state }: { page: ProblemPage; state: Problem }) {
  const say = useSay()
  const [last] = telling
  if (!last && !state.fix) return null
  return (
    <section className={s.part}>
      <h3>{say('problem.progress')}</h3>
      {last && !last.done && (
        <p>{say('problem.telling_now', { told: last.told, of: Math.max(stages.cases, last.told) })}</p>
      )}
      {state.fix && (
        <dl className={s.stages}>
          {(['told', 'asked', 'holds', 'came_back'] as const).map(stage => (
            <div key={stage}>
              <dt className="sm soft">{say(`problem.stage_${stage}`)}</dt>
              <dd className="num">{stages[stage]}</dd>
            </div>
          ))}
        </dl>
      )}
      {last?.done && !state.fix && (
        <p className="soft">{say('problem.telling_now', { told: last.told, of: last.told })}</p>
      )}
    </section>
  )
}
