// The steps of a script as a list one walks by keys: number, what is asked or done, its kind. Not: the step
// itself (step-view.tsx).
import { memo, type ReactNode, useEffect, useRef } from 'react'
import { Glyph } from '../kit/glyph.tsx'
import type { useRoving } from '../kit/use-roving.ts'
import { useSay, useWords } from '../words.ts'
import type { Outline, OutlineStep } from './outline.ts'
import { inWords } from './scripts-list.ts'
import s from './scripts.module.css'
import { StandsHere } from './standing.tsx'

type Props = {
  outline: Outline
  at: number | null
  faultsAt: ReadonlyMap<number, number>
  rowProps: ReturnType<typeof useRoving>['rowProps']
  /** the step itself, under its row, where there is no room beside the list */
  open: ReactNode
}

export function OutlineList({ outline, at, faultsAt, rowProps, open }: Props) {
  const say = useSay()
  const list = useRef<HTMLElement>(null)
  const isUnder = open !== null
  // A step that was open above it has closed: the row has moved from where it took the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another row is the one
  useEffect(() => {
    if (isUnder) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'start' })
  }, [isUnder, at])
  return (
    <nav className={s.outline} aria-label={say('scripts.outline')} ref={list}>
      <ol>
        {outline.steps.map(step => (
          <li key={step.index}>
            <Row
              step={step}
              isAt={at === step.index}
              isStart={step.name !== '' && step.name === outline.start}
              faults={faultsAt.get(step.index) ?? 0}
              row={rowProps(String(step.index))}
            />
            {at === step.index && open}
          </li>
        ))}
      </ol>
    </nav>
  )
}

type RowProps = {
  step: OutlineStep
  isAt: boolean
  isStart: boolean
  faults: number
  row: ReturnType<Props['rowProps']>
}

/** Of two thousand rows only those are drawn anew that look otherwise; what a row does stays the same. */
const Row = memo(
  DrawnRow,
  (one, other) =>
    one.step === other.step &&
    one.isAt === other.isAt &&
    one.isStart === other.isStart &&
    one.faults === other.faults &&
    one.row.tabIndex === other.row.tabIndex,
)

function DrawnRow({ step, isAt, isStart, faults, row: { onKeyDown: _, ...row } }: RowProps) {
  const { say, language } = useWords()
  const head = inWords(step.head, language)
  return (
    <button type="button" className={s.step} aria-current={isAt ? 'step' : undefined} {...row}>
      <span className={s.n}>{step.index + 1}</span>
      <span className={s.head} data-clamp="2" lang={head?.language}>
        {head?.text.split('\n')[0] ?? step.name}
      </span>
      <span className={s.kind}>
        <StandsHere index={step.index} />
        {faults > 0 && (
          <span className={s.lacks}>
            <Glyph name="warn" size={12} />
            <span className="sr">{say('scripts.faults_here', { n: faults })}</span>
          </span>
        )}
        {say(`scripts.kind_${step.kind ?? 'none'}`)}
        {isStart && <span className="sr">{say('scripts.begins')}</span>}
      </span>
    </button>
  )
}
