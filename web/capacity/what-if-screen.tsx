// /capacity/what-if: what would be otherwise with other people, better scripts or more work. The choice, then
// a sentence, then each figure beside now. All of it stands in the address. For leads and who oversees.
// Not: the playing (core/capacity/played-week.ts).
import { useNavigate, useSearch } from '@tanstack/react-router'
import { tooLittleText, whatIfSentences } from '#words/what-if-text.ts'
import { figureText, periodName } from '#words/measure-text.ts'
import { urlOf } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { useSession } from '../api/session.ts'
import { Button, LinkButton } from '../kit/button.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { Progress } from '../kit/progress.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Denied, Empty } from '../kit/states.tsx'
import { localeOf } from '../kit/times.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useSay, useWords } from '../words.ts'
import { useMayCapacity } from './overload-strip.tsx'
import { Unplanned } from './unplanned.tsx'
import { WhatIfBars, WhatIfTable } from './what-if-figures.tsx'
import { WhatIfChoice } from './what-if-choice.tsx'
import {
  isAsNow,
  useWhatIf,
  type WhatIf,
  type WhatIfView,
  whatIfAsked,
  whatIfSearchOf,
  whatIfViewOf,
} from './what-if-api.ts'
import s from './capacity.module.css'

export type OnWhatIf = (view: WhatIfView) => void

/** `/capacity/what-if?people=2:1` */
export default function WhatIfScreen() {
  const say = useSay()
  const navigate = useNavigate()
  const view = whatIfViewOf(useSearch({ strict: false }) as Record<string, string>)
  const onView: OnWhatIf = next =>
    void navigate({ to: '/capacity/what-if', search: whatIfSearchOf(next) as never, replace: true })
  const { mayRead } = useMayCapacity()
  const { query, isStopped, stop, goOn } = useWhatIf(view, mayRead)
  if (!mayRead) return <Denied isPage what={say('capacity.denied')} />
  const isWrong = isProblem(query.error) && query.error.code === 'request.invalid'
  return (
    <Tall>
      <Head view={view} onView={onView} week={query.data?.week} />
      {isWrong ? (
        <Empty why={say('what_if.wrong')}>
          <Button onClick={() => onView(whatIfViewOf({}))}>{say('what_if.anew')}</Button>
        </Empty>
      ) : (
        <Scroll label={say('what_if.title')}>
          <article className={s.paper}>
            <WhatIfChoice {...{ view, onView }} told={query.data} />
            <ScreenState query={query} rows={8} failed={say('what_if.failed')}>
              {whatIf => <Shown {...{ whatIf, view, isStopped, stop, goOn }} />}
            </ScreenState>
          </article>
        </Scroll>
      )}
    </Tall>
  )
}

type HeadProps = { view: WhatIfView; onView: OnWhatIf; week: string | undefined }

function Head({ view, onView, week }: HeadProps) {
  const words = useWords()
  const { say } = words
  const navigate = useNavigate()
  const other = view.as === 'table' ? 'bars' : 'table'
  const otherText = say(other === 'table' ? 'capacity.as_table' : 'what_if.as_bars')
  const turn = () => onView({ ...view, as: other })
  const print = () => window.print()
  const back = { of: view.of, week: view.week }
  useKeys({
    t: { does: otherText, run: turn },
    p: { does: say('reports.print'), run: print },
    escape: {
      does: say('what_if.to_capacity'),
      run: () => void navigate({ to: '/capacity', search: back as never }),
    },
  })
  return (
    <ScreenBar title={say('what_if.title')} note={week && periodName(week, words)}>
      <LinkButton kind="quiet" to="/capacity" search={back as never}>
        {say('what_if.to_capacity')}
      </LinkButton>
      <Button kind="quiet" keys="t" onClick={turn}>
        {otherText}
      </Button>
      <a href={urlOf('/capacity/what-if.csv', whatIfAsked(view))} download="" data-inline="">
        {say('reports.csv')}
      </a>
      <Button kind="quiet" keys="p" onClick={print}>
        {say('reports.print')}
      </Button>
    </ScreenBar>
  )
}

/** Of fewer weeks nothing is said. */
const playedLeast = 5

type ShownProps = {
  whatIf: WhatIf
  view: WhatIfView
  isStopped: boolean
  stop: () => void
  goOn: () => void
}

function Shown({ whatIf, view, isStopped, stop, goOn }: ShownProps) {
  const words = useWords()
  const { say } = words
  const { weeks, played, tooLittle } = whatIf
  if (tooLittle !== null)
    return (
      <>
        <Empty why={tooLittleText(tooLittle, words)} />
        <Unplanned n={whatIf.unplanned} />
      </>
    )
  const isRunning = played < weeks
  return (
    <>
      {isRunning && !isStopped && (
        <div className={s.playing}>
          <Progress label={say('what_if.playing', { n: weeks })} done={played} of={weeks} onCancel={stop} />
        </div>
      )}
      {isRunning && isStopped && (
        <p className={s.note}>
          {say('what_if.stopped', { n: played, of: weeks })}{' '}
          <Button kind="quiet" onClick={goOn}>
            {say('what_if.go_on')}
          </Button>
        </p>
      )}
      {(!isRunning || isStopped) && played >= playedLeast && <Figures {...{ whatIf, view }} />}
    </>
  )
}

function Figures({ whatIf, view }: Pick<ShownProps, 'whatIf' | 'view'>) {
  const words = useWords()
  const { say } = words
  const { desk } = useSession()
  const isNow = isAsNow(view)
  return (
    <>
      <p className={s.printed}>
        {desk.name} · {periodName(whatIf.week, words)}
      </p>
      <p className={s.sentence} data-sentence="" role="status">
        {whatIfSentences({ ...whatIf, isNow }, words).join(' ')}
      </p>
      {view.as === 'table' ? (
        <WhatIfTable {...{ whatIf, isNow }} />
      ) : (
        <WhatIfBars {...{ whatIf, isNow }} caption={say('what_if.grid')} />
      )}
      <Unplanned n={whatIf.unplanned} />
      <Basis whatIf={whatIf} />
    </>
  )
}

/** What is played, and what it does not say. */
function Basis({ whatIf }: { whatIf: WhatIf }) {
  const words = useWords()
  const { say, language } = words
  const { from, until, zone, played, levels } = whatIf
  const day = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: zone })
  const number = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 0 })
  return (
    <div className={s.basis}>
      <p>{say('what_if.basis', { from: day.format(from), until: day.format(until - 1), n: played })}</p>
      {levels
        .filter(one => one.contacts + one.handedOn > 0)
        .map(({ level, contacts, handedOn, handleS, isNoted, peopleHours }) => (
          <p key={level}>
            {say('what_if.basis_level', {
              ...{ level, contacts, handed: handedOn, hours: number.format(peopleHours) },
              time: figureText('seconds', Math.round(handleS), words),
            })}{' '}
            {!isNoted && say('what_if.assumed')}
          </p>
        ))}
      <p>{say('what_if.caveat')}</p>
    </div>
  )
}
