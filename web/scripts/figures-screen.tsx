// What walks teach about a script: a sentence first, then what could be better, its steps and ways. Not:
// how it is counted (core/measure), nor the script (script-screen.tsx).
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, type RefObject, useMemo, useRef, useState } from 'react'
import { urlOf } from '../api/client.ts'
import { Button, LinkButton } from '../kit/button.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Dialog } from '../kit/sheet.tsx'
import { Empty } from '../kit/states.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useSay, useWords } from '../words.ts'
import s from './figures.module.css'
import { type Figures, useFigures } from './figures-api.ts'
import { FiguresChoice } from './figures-choice.tsx'
import { FiguresCompared } from './figures-compared.tsx'
import { FiguresOrders } from './figures-orders.tsx'
import { FiguresPaths } from './figures-paths.tsx'
import { FiguresSentence } from './figures-sentence.tsx'
import { FiguresTable } from './figures-table.tsx'
import { askedOf, columns, ownZone, rowOf, searchOf, sorted, type View, viewOf } from './figures-view.ts'
import { outlineOf } from './outline.ts'
import { useScript } from './scripts-api.ts'
import { inWords } from './scripts-list.ts'

/** `/scripts/no-internet/figures?version=2&span=30&against=1&sort=-skipped` */
export default function FiguresScreen() {
  const { say, zone } = useWords()
  const navigate = useNavigate()
  const { slug } = useParams({ strict: false }) as { slug: string }
  const search = useSearch({ strict: false }) as Record<string, string>
  const view = viewOf(search)
  const asked = askedOf(view, { now: nowMs(), zone: zone ?? ownZone() })
  const query = useFigures(slug, asked)
  const onView = (next: View) =>
    void navigate({
      to: '/scripts/$slug/figures',
      params: { slug },
      search: searchOf(next) as never,
      replace: true,
    })
  const [isExplained, setExplained] = useState(false)
  useKeys({
    escape: {
      does: say('figures.to_script'),
      run: () => void navigate({ to: '/scripts/$slug', params: { slug }, search: {} as never }),
    },
    d: { does: say('figures.definitions'), run: () => setExplained(true) },
  })
  return (
    <ScreenState
      query={query}
      rows={8}
      failed={say('figures.failed')}
      gone={
        <Empty why={say('scripts.gone')}>
          <LinkButton to="/scripts">{say('scripts.to_list')}</LinkButton>
        </Empty>
      }
    >
      {figures => (
        <>
          <TheFigures slug={slug} view={view} figures={figures} asked={asked} onView={onView}>
            <Button kind="quiet" keys="d" onClick={() => setExplained(true)}>
              {say('figures.definitions')}
            </Button>
          </TheFigures>
          <Definitions open={isExplained} onClose={() => setExplained(false)} />
        </>
      )}
    </ScreenState>
  )
}

type Props = {
  slug: string
  view: View
  figures: Figures
  asked: ReturnType<typeof askedOf>
  onView: (view: View) => void
  children: ReactNode
}

function TheFigures({ slug, view, figures, asked, onView, children }: Props) {
  const { say } = useWords()
  const scroll = useRef<HTMLDivElement>(null)
  const steps = useSteps(slug, figures)
  const isEmpty = Object.values(figures.total.ends).every(n => n === 0)
  return (
    <Tall>
      <ScreenBar title={say('figures.of', { name: steps.title })}>
        {children}
        <LinkButton kind="quiet" to="/scripts/$slug" params={{ slug }} search={{} as never}>
          {say('figures.to_script')}
        </LinkButton>
      </ScreenBar>
      <FiguresChoice view={view} versions={figures.versions} onView={onView} />
      <Scroll label={say('figures.title')} scrollRef={scroll}>
        {isEmpty ? (
          <Empty why={say('figures.none')}>
            {view.span !== 'all' && (
              <Button onClick={() => onView({ ...view, span: 'all' })}>{say('figures.show_all')}</Button>
            )}
          </Empty>
        ) : (
          <>
            <FiguresSentence total={figures.total} view={view} />
            {figures.comparison && <FiguresCompared own={figures.version} compared={figures.comparison} />}
            <FiguresOrders slug={slug} orders={figures.orders} asked={asked} head={steps.head} />
            <Steps {...{ slug, view, figures, asked, onView, steps, scroll }} />
            <FiguresPaths paths={figures.paths} nth={steps.nth} />
          </>
        )}
      </Scroll>
    </Tall>
  )
}

type StepsProps = Omit<Props, 'children'> & {
  steps: ReturnType<typeof useSteps>
  scroll: RefObject<HTMLDivElement | null>
}

function Steps({ slug, view, figures, asked, onView, steps: { nth, ends, head }, scroll }: StepsProps) {
  const say = useSay()
  const rows = useMemo(
    () => figures.steps.map((one, i) => rowOf(one, nth.get(one.step) ?? i + 1, ends.has(one.step))),
    [figures.steps, nth, ends],
  )
  const shown = useMemo(() => sorted(rows, view.sort), [rows, view.sort])
  const { version, since, until } = asked
  const csv = urlOf(`/scripts/${slug}/figures.csv`, { version, since, until })
  return (
    <section className={s.part} aria-labelledby="figures-steps">
      <div className={s.bar}>
        <h2 id="figures-steps">{say('figures.steps')}</h2>
        <a href={csv} download="" data-inline="">
          {say('figures.csv')}
        </a>
      </div>
      <FiguresTable
        rows={shown}
        sort={view.sort}
        onSort={sort => onView({ ...view, sort })}
        head={head}
        scroll={scroll}
      />
    </section>
  )
}

/** The words of the steps as that version has them; of all versions together as the live one has them. */
function useSteps(slug: string, { version, versions }: Figures) {
  const { language } = useWords()
  const live = (versions.find(one => one.isLive) ?? versions[0])?.version ?? 0
  const { data } = useScript(slug, version ?? live)
  const form = data?.shown?.form
  return useMemo(() => {
    const { title, steps } = outlineOf(form)
    const ends = new Set(steps.flatMap(one => (one.kind === 'end' ? [one.name] : [])))
    const nth = new Map(steps.map(one => [one.name, one.index + 1]))
    const heads = new Map(steps.map(one => [one.name, inWords(one.head, language)]))
    const head = (step: string) => {
      const said = heads.get(step)
      return said ? (
        <span lang={said.language} data-clamp="2" className={s.head} title={step}>
          {said.text.split('\n')[0]}
        </span>
      ) : (
        <span className={s.name}>{step}</span>
      )
    }
    return { title: inWords(title, language)?.text ?? slug, head, nth, ends }
  }, [form, language, slug])
}

function Definitions({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useSay()
  return (
    <Dialog open={open} onClose={onClose} title={say('figures.definitions')}>
      <dl className={s.definitions}>
        {columns.map(one => (
          <div key={one}>
            <dt>{say(`figures.col_${one}`)}</dt>
            <dd>{say(`figures.def_${one}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{say('figures.bounds')}</p>
    </Dialog>
  )
}
