// ?view=map: the steps of a script as a picture one moves about in, beside the step that is chosen. Loaded
// when it is asked for. Every step and way is in the outline too. Not: where steps stand (map-layout.ts).
import '@xyflow/react/dist/base.css'
import {
  type Node,
  Panel as Corner,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  ViewportPortal,
} from '@xyflow/react'
import { type KeyboardEvent, memo, type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { Language } from '#core/people/language.ts'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/cx.ts'
import { Glyph } from '../kit/glyph.tsx'
import { Split } from '../kit/layout.tsx'
import { usePanes } from '../kit/panes.ts'
import { Progress } from '../kit/progress.tsx'
import { useSay } from '../words.ts'
import { type Laid, nodeHeight, nodeWidth, pathOf } from './map-layout.ts'
import { neighbourOf } from './map-moves.ts'
import { headOf, labelOf, toldOf } from './map-words.ts'
import type { Outline, OutlineStep } from './outline.ts'
import { labelAt } from './picture.ts'
import { useLayout } from './use-layout.ts'
import s from './map.module.css'

/** What is wrong, by step. */
export type FaultsAt = ReadonlyMap<number | null, readonly unknown[]>

type Props = {
  outline: Outline
  /** the step that is chosen; less than 0: the script as a whole */
  at: number
  faultsAt: FaultsAt
  language: Language
  goTo: (index: number) => void
  /** the step itself */
  view: ReactNode
}

export default function MapView({ view, ...props }: Props) {
  const say = useSay()
  const panes = usePanes()
  const layout = useLayout(props.outline)
  const { laid } = layout
  const map = (
    <section className={cx(s.map, panes === 'one' && s.low)} aria-label={say('script_view.map')}>
      {laid && (
        <ReactFlowProvider>
          <Canvas {...props} laid={laid} />
        </ReactFlowProvider>
      )}
      {!laid && !layout.isCancelled && (
        <div className={s.coming}>
          <Progress
            label={say('script_map.laying_out', { n: props.outline.steps.length })}
            done={layout.done}
            of={1}
            onCancel={layout.cancel}
          />
        </div>
      )}
      {!laid && layout.isCancelled && (
        <div className={s.coming}>
          <Button onClick={layout.again}>{say('script_map.draw')}</Button>
        </div>
      )}
    </section>
  )
  if (panes === 'one')
    return (
      <div className={s.stacked}>
        {map}
        {view}
      </div>
    )
  return (
    <div className={s.beside}>
      <Split columns="panel">
        {map}
        <div className={s.view}>{view}</div>
      </Split>
    </div>
  )
}

type StepNode = Node<{
  step: OutlineStep
  text: string
  told: string
  faults: number
  isAt: boolean
  isStart: boolean
  isFirst: boolean
  choose: (index: number) => void
}>
const nodeTypes = { step: memo(DrawnStep) }
/** Above so many, seeing all of them at once would draw too much; one moves about in it. */
const wholeMax = 300

function Canvas({ laid, outline, at, faultsAt, language, goTo }: Omit<Props, 'view'> & { laid: Laid }) {
  const choose = useRef(goTo)
  choose.current = goTo
  const nodes = useMemo(
    () =>
      laid.nodes.map(({ index, x, y }): StepNode => {
        const step = outline.steps[index]!
        return {
          ...{ id: String(index), type: 'step', position: { x, y }, width: nodeWidth, height: nodeHeight },
          data: {
            ...{ step, text: headOf(step, language), told: toldOf(laid.told, index) },
            ...{
              faults: faultsAt.get(index)?.length ?? 0,
              isAt: index === at,
              isFirst: index === 0 && at < 0,
            },
            isStart: step.name !== '' && step.name === outline.start,
            choose: one => choose.current(one),
          },
        }
      }),
    [laid, outline, at, faultsAt, language],
  )
  const isSmall = laid.nodes.length <= wholeMax
  return (
    <ReactFlow
      nodes={nodes}
      edges={[]}
      nodeTypes={nodeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      elementsSelectable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      onlyRenderVisibleElements
      minZoom={isSmall ? 0.1 : 0.3}
      maxZoom={1.5}
    >
      <ViewportPortal>
        <Arrows laid={laid} language={language} />
      </ViewportPortal>
      <Corner position="top-right">
        <Zoom isSmall={isSmall} />
      </Corner>
      <Follow laid={laid} at={at} goTo={goTo} />
    </ReactFlow>
  )
}

function DrawnStep({ data }: { data: StepNode['data'] }) {
  const say = useSay()
  const { step, text, told, faults, isAt, isStart, isFirst, choose } = data
  return (
    <button
      type="button"
      className={cx('nopan', s.node, step.kind === 'end' && s.end, isStart && s.start)}
      data-step={step.index}
      tabIndex={isAt || isFirst ? 0 : -1}
      aria-current={isAt ? 'step' : undefined}
      onClick={() => choose(step.index)}
    >
      <span className={s.top}>
        <b>{step.index + 1}</b>
        {faults > 0 && (
          <span className={s.lacks}>
            <Glyph name="warn" size={12} />
            <span className="sr">{say('scripts.faults_here', { n: faults })}</span>
          </span>
        )}
        <span className={s.kind}>{say(`scripts.kind_${step.kind ?? 'none'}`)}</span>
      </span>
      <span className={s.text} data-clamp="2">
        {text}
      </span>
      {told !== '' && (
        <span className={s.told} data-clamp="1">
          {told}
        </span>
      )}
    </button>
  )
}

/** Every arrow with its answers. They are told with each step; here they are for eyes. */
const Arrows = memo(function Arrows({ laid, language }: { laid: Laid; language: Language }) {
  const say = useSay()
  const nth = new Map<number, number>()
  return (
    <svg className={s.arrows} width={laid.width} height={laid.height} aria-hidden="true">
      {laid.edges.map(({ edge, points }) => {
        const n = nth.get(edge.from) ?? 0
        nth.set(edge.from, n + 1)
        const { x, y } = points.at(-1)!
        const label = labelAt(points, n)
        return (
          <g key={`${edge.from} ${edge.to}`}>
            <path d={pathOf(points)} className={s.line} />
            <path d={`M${x} ${y}l-4 -7h8z`} className={s.tip} />
            <text x={label.x} y={label.y} className={s.label}>
              {labelOf(edge, say, language)}
            </text>
          </g>
        )
      })}
    </svg>
  )
})

function Zoom({ isSmall }: { isSmall: boolean }) {
  const say = useSay()
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  return (
    <div className={s.zoom}>
      <Button aria-label={say('script_map.nearer')} onClick={() => void zoomIn()}>
        +
      </Button>
      <Button aria-label={say('script_map.farther')} onClick={() => void zoomOut()}>
        −
      </Button>
      {isSmall && <Button onClick={() => void fitView({ padding: 0.05 })}>{say('script_map.all')}</Button>}
    </div>
  )
}

/** Brings the step that is chosen into sight; arrow keys on a step go along the arrows of the script. */
function Follow({ laid, at, goTo }: Pick<Props, 'at' | 'goTo'> & { laid: Laid }) {
  const { setCenter, getZoom } = useReactFlow()
  const isFirst = useRef(true)
  useEffect(() => {
    const node = laid.nodes[Math.max(at, 0)]
    if (!node) return
    const isOpening = isFirst.current
    isFirst.current = false
    const zoom = isOpening ? 0.9 : Math.max(getZoom(), 0.6)
    // Opened, it begins with the first step above, and what follows it below.
    const ahead = isOpening && at <= 0 ? 200 : 0
    void setCenter(node.x + nodeWidth / 2, node.y + nodeHeight / 2 + ahead, { zoom })
    if (at < 0) return
    // Drawn once it is in sight; what one types elsewhere keeps the focus.
    const frame = requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (document.activeElement?.closest('input,textarea,select')) return
        document.querySelector<HTMLElement>(`[data-step="${at}"]`)?.focus({ preventScroll: true })
      }),
    )
    return () => cancelAnimationFrame(frame)
  }, [laid, at, setCenter, getZoom])
  useEffect(() => {
    const onKey = (event: KeyboardEvent | globalThis.KeyboardEvent) => {
      const from = (event.target as Element | null)?.closest?.('[data-step]')?.getAttribute('data-step')
      if (from == null || !event.key.startsWith('Arrow') || event.altKey) return
      // An arrow that leads nowhere does not go through the outline instead.
      event.preventDefault()
      event.stopPropagation()
      const to = neighbourOf(laid, Number(from), event.key)
      if (to !== null) goTo(to)
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [laid, goTo])
  return null
}
