// /reports: a sentence about a period, its measures beside what keeps them honest, and one of them with its
// cases. All of it stands in the address. Nobody is measured alone. Not: what a measure is (core/measure).
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { periodName, reportSentences } from '#words/measure-text.ts'
import { urlOf } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Denied, Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { toast } from '../kit/toast.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useSay } from '../words.ts'
import { useMeasureWords } from './measure-words.ts'
import { ReportChoice, useScopeName } from './report-choice.tsx'
import { ReportFigures } from './report-figures.tsx'
import { ReportOne } from './report-one.tsx'
import { type Report, useCourse, useReport } from './reports-api.ts'
import { againstOf, lastWeekAt, searchOf, type View, viewOf } from './reports-view.ts'
import s from './reports.module.css'

/** `/reports?of=2026-W40&scope=level:1&against=year&as=table&m=reopened_7d` */
export default function ReportsScreen() {
  const say = useSay()
  const { agent } = useSession()
  const mayRead = maySetUp({ roles: agent.roles as readonly Role[], active: true }, 'reports', 'read')
  const [view, onView] = useView()
  const against = againstOf(view)
  const asked = { of: view.of, scope: view.scope, ...(against !== undefined && { against }) }
  const query = useReport(asked, mayRead)
  if (!mayRead) return <Denied isPage what={say('reports.denied')} />
  const anew = () => onView({ ...view, of: lastWeekAt(nowMs(), undefined), scope: 'desk', measure: '' })
  const isWrong = isProblem(query.error) && query.error.code === 'request.invalid'
  return (
    <Tall>
      <Head view={view} onView={onView} against={against} />
      {isWrong ? (
        <Empty why={say('reports.wrong')}>
          <Button onClick={anew}>{say('reports.start_anew')}</Button>
        </Empty>
      ) : (
        <ScreenState query={query} rows={8} failed={say('reports.failed')}>
          {report => <Shown {...{ report, view, onView }} />}
        </ScreenState>
      )}
    </Tall>
  )
}

export type OnView = (view: View) => void

function useView(): readonly [View, OnView] {
  const navigate = useNavigate()
  const { desk } = useSession()
  const search = useSearch({ strict: false }) as Record<string, string>
  const view = viewOf(search, lastWeekAt(nowMs(), desk.timeZone))
  // Looking at one measure is a step one can go back from; what is shown of it is none.
  const onView = (next: View) =>
    void navigate({
      to: '/reports',
      search: searchOf(next) as never,
      replace: next.measure === view.measure,
    })
  return [view, onView]
}

type HeadProps = { view: View; onView: OnView; against: string | undefined }

function Head({ view, onView, against }: HeadProps) {
  const words = useMeasureWords()
  const { say } = words
  const isTable = view.as === 'table'
  const turn = () => onView({ ...view, as: isTable ? 'charts' : 'table' })
  const print = () => window.print()
  const link = () => void copyLink(`${location.origin}/reports?${new URLSearchParams(searchOf(view))}`, say)
  useKeys({
    t: { does: say(isTable ? 'reports.as_charts' : 'reports.as_table'), run: turn },
    p: { does: say('reports.print'), run: print },
    y: { does: say('reports.link'), run: link },
    ...(view.measure !== '' && {
      escape: { does: say('reports.to_all'), run: () => onView({ ...view, measure: '', within: '' }) },
    }),
  })
  const csv = urlOf('/measures.csv', { of: view.of, scope: view.scope, against })
  return (
    <ScreenBar title={say('reports.title')} note={periodName(view.of, words)}>
      <Button kind="quiet" keys="t" onClick={turn}>
        {say(isTable ? 'reports.as_charts' : 'reports.as_table')}
      </Button>
      <a href={csv} download="" data-inline="">
        {say('reports.csv')}
      </a>
      <Button kind="quiet" keys="y" onClick={link}>
        {say('reports.link')}
      </Button>
      <Button kind="quiet" keys="p" onClick={print}>
        {say('reports.print')}
      </Button>
    </ScreenBar>
  )
}

async function copyLink(link: string, say: ReturnType<typeof useSay>): Promise<void> {
  try {
    await navigator.clipboard.writeText(link)
    toast({ text: say('reports.link_copied') })
  } catch {
    toast({ text: say('reports.link_not') })
  }
}

type ShownProps = { report: Report; view: View; onView: OnView }

function Shown({ report, view, onView }: ShownProps) {
  const words = useMeasureWords()
  const { say } = words
  const { desk } = useSession()
  const scopeName = useScopeName()
  const course = useCourse({ of: report.of, scope: report.scope }, true)
  const top = useRef<HTMLDivElement>(null)
  // Another measure begins at its head.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what it follows
  useEffect(() => void top.current?.scrollTo({ top: 0 }), [view.measure, view.within])
  const one = report.items.find(
    each => each.measure === view.measure && (view.within === '' || each.scope === view.within),
  )
  return (
    <>
      <ReportChoice {...{ report, view, onView }} />
      {!report.isOver && (
        <Strip glyph="soon">
          <GoesOn until={report.until} />
        </Strip>
      )}
      {report.scope.startsWith('channel:') && <Strip>{say('reports.by_channel')}</Strip>}
      <Scroll label={say('reports.title')} scrollRef={top}>
        <article className={s.paper}>
          <p className={s.printed}>
            <b>{periodName(report.of, words)}</b> ·{' '}
            {say('reports.printed', { desk: desk.name, scope: scopeName(report.scope), zone: report.zone })}
          </p>
          {view.measure === '' ? (
            <>
              <Sentence report={report} />
              <ReportFigures {...{ report, view, onView, course }} />
            </>
          ) : one ? (
            <ReportOne key={`${one.measure} ${one.scope}`} {...{ one, report, view, onView, course }} />
          ) : (
            <Empty why={say('reports.gone')}>
              <Button onClick={() => onView({ ...view, measure: '', within: '' })}>
                {say('reports.to_all')}
              </Button>
            </Empty>
          )}
        </article>
      </Scroll>
    </>
  )
}

function GoesOn({ until }: { until: number }) {
  const say = useSay()
  const [before, after] = say('reports.goes_on', { until: '\u0000' }).split('\u0000')
  return (
    <>
      {before}
      <TimeText at={until} as="wall" />
      {after}
    </>
  )
}

/** What a report says before it shows anything. */
function Sentence({ report }: { report: Report }) {
  const words = useMeasureWords()
  const named = { of: periodName(report.of, words), before: periodName(report.against, words) }
  return (
    <p className={s.sentence} data-sentence="">
      {reportSentences(report.items, named, words).join(' ')}
    </p>
  )
}
