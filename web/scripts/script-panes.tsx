// The panes of one script: the outline with its search and languages, the step that is looked at,
// what is wrong beside it. Three, two or one of them. Not: what stands in each.
import { type ReactNode, useMemo, useRef } from 'react'
import type { Language } from '#core/people/language.ts'
import type { Clash } from '#core/script/merge-drafts.ts'
import { Button } from '../kit/button.tsx'
import { Panel, Scroll, Split } from '../kit/layout.tsx'
import { usePanes } from '../kit/panes.ts'
import { useSay } from '../words.ts'
import { LanguageChoice } from './language-choice.tsx'
import { type Outline, outlineOf, titled } from './outline.ts'
import { OutlinePane } from './outline-pane.tsx'
import { wholeAt } from './outline-tree.tsx'
import { Clashes } from './saved-text.tsx'
import { ScriptForm } from './script-form.tsx'
import { FileActs, Problems, Versions } from './script-side.tsx'
import { type Fault, useScripts, type Whole } from './scripts-api.ts'
import s from './scripts.module.css'
import { nextToWrite, type Stale, staleIn } from './stale.ts'
import { DeleteDialog, KindDialog, StepMenu } from './step-acts.tsx'
import { StepForm } from './step-form.tsx'
import { StepView } from './step-view.tsx'
import { SuggestionsPart } from './suggestions.tsx'
import type { useBeside } from './use-beside.tsx'
import type { DraftKeeper } from './use-draft.ts'
import { useFaultsAt } from './use-faults.ts'
import { useOutlineKeys } from './use-outline-keys.ts'
import type { Selection } from './use-selection.ts'
import { type StepActs, useStepActs } from './use-step-acts.ts'

/** A script as it is looked at; `version` 0: what is current. */
export type ScriptAt = {
  readonly slug: string
  readonly version: number
  readonly whole: Whole
  readonly form: unknown
  readonly outline: Outline
  readonly faults: readonly Fault[]
  /** null: one reads only */
  readonly keeper: DraftKeeper | null
}
type Chosen = {
  readonly chosen: readonly Language[]
  readonly setChosen: (chosen: readonly Language[]) => void
}

/** Another script on the way is named by its title, live or a draft. */
export function useOutline(form: unknown): Outline {
  const { data } = useScripts()
  const titles = useMemo(() => {
    const lines = [...(data?.drafts ?? []), ...(data?.published ?? [])]
    return new Map(lines.map(({ slug, title }) => [slug, title]))
  }, [data])
  return useMemo(() => titled(outlineOf(form), slug => titles.get(slug)), [form, titles])
}

type Props = {
  at: ScriptAt
  clashes?: readonly Clash[]
  chosen: Chosen
  selection: Selection
  beside: ReturnType<typeof useBeside>
}

export function ScriptPanes({ at, clashes = [], chosen: { chosen, setChosen }, selection, beside }: Props) {
  const { outline, faults, keeper } = at
  const panes = usePanes()
  const mine = useStepActs(keeper, selection)
  const stale = useStale(at)
  const faultsAt = useFaultsAt(faults, outline)
  const search = useRef<HTMLInputElement>(null)
  useOutlineKeys({
    outline,
    selection,
    acts: mine,
    nextGap: () => nextToWrite(outline, selection.at, { languages: chosen, stale }),
    isRunning: beside.isRunning,
    toSearch: () => search.current?.focus(),
    toForm: () => {
      selection.setOpen(true)
      // On a phone it has to be drawn first.
      if (!toForm()) requestAnimationFrame(toForm)
    },
  })
  const view = (
    <Looked at={at} chosen={chosen} stale={stale} faultsAt={faultsAt} selection={selection} acts={mine} />
  )
  const outlinePane = (scrolls: boolean) =>
    beside.above(
      <OutlinePane
        outline={outline}
        selection={selection}
        acts={mine}
        faultsAt={faultsAt}
        search={search}
        scrolls={scrolls}
      />,
    )
  const side = beside.panel ?? <Beside at={at} clashes={clashes} selection={selection} chosen={chosen} />
  return (
    <>
      <LanguageChoice outline={outline} stale={stale} chosen={chosen} onChange={setChosen} />
      {beside.map ? (
        beside.map(view, faultsAt)
      ) : panes === 'one' ? (
        <OnePane selection={selection} outline={outlinePane(false)} view={view} side={side} />
      ) : (
        <div className={s.body}>
          <Split columns={panes === 'three' ? 'list-panel' : 'list'}>
            {outlinePane(true)}
            <div>
              {view}
              {panes === 'two' && <div className={s.under}>{side}</div>}
            </div>
            {panes === 'three' && <Side>{side}</Side>}
          </Split>
        </div>
      )}
      {mine && <KindDialog acts={mine} />}
      {mine && <DeleteDialog acts={mine} outline={outline} />}
    </>
  )
}

type BesideProps = {
  at: ScriptAt
  clashes: readonly Clash[]
  selection: Selection
  chosen: readonly Language[]
}

function Beside({
  at: { slug, version, whole, outline, faults, keeper },
  clashes,
  selection,
  chosen,
}: BesideProps) {
  const { at, go: goTo } = selection
  return (
    <>
      {keeper && <Clashes clashes={clashes} settle={keeper.settle} />}
      {version === 0 && (faults.length > 0 || whole.draft !== null) && (
        <Problems faults={faults} outline={outline} goTo={goTo} />
      )}
      <Versions slug={slug} whole={whole} version={version} />
      {version === 0 && <SuggestionsPart {...{ slug, outline, at, goTo }} language={chosen[0] ?? 'en'} />}
      <FileActs slug={slug} version={version} draft={version === 0 ? whole.draft : null} />
    </>
  )
}

function Side({ children }: { children: ReactNode }) {
  const say = useSay()
  return <Panel label={say('scripts.versions')}>{children}</Panel>
}

type OneProps = { selection: Selection; outline: ReactNode; view: ReactNode; side: ReactNode }

/** On a phone the outline, or the step it opened, with the way back. */
function OnePane({ selection: { isOpen, setOpen, setFocus }, outline, view, side }: OneProps) {
  const say = useSay()
  const back = () => {
    setOpen(false)
    setFocus(n => n + 1)
  }
  return (
    <Scroll>
      {isOpen ? (
        <>
          <div className={s.back}>
            <Button kind="quiet" glyph="left" onClick={back}>
              {say('scripts.outline')}
            </Button>
          </div>
          {view}
        </>
      ) : (
        outline
      )}
      <Side>{side}</Side>
    </Scroll>
  )
}

/** The form of a step as the keys find it. */
function toForm(): boolean {
  const fields = '[data-step-form] :is(textarea, select, input:not([data-step-name], [type=file]))'
  const first = document.querySelector<HTMLElement>(fields)
  first?.focus()
  return first !== null
}

/** What is stale beside the version that is live. */
function useStale({ version, whole: { shown, draft }, outline }: ScriptAt): Stale {
  const live = useMemo(() => (shown ? outlineOf(shown.form) : null), [shown])
  const isDraft = version === 0 && draft !== null
  return useMemo(() => staleIn(outline, isDraft ? live : null), [outline, isDraft, live])
}

type LookedProps = {
  at: ScriptAt
  chosen: readonly Language[]
  stale: Stale
  faultsAt: ReadonlyMap<number | null, readonly Fault[]>
  selection: Selection
  acts: StepActs | null
}

const none: readonly Fault[] = []

/** The step, or the script as a whole, read or written. */
function Looked({ at: { form, outline, keeper }, chosen, stale, faultsAt, selection, acts }: LookedProps) {
  const { at, go } = selection
  const leave = () => go(at)
  const step = outline.steps[at]
  if (at === wholeAt || !step)
    return (
      <ScriptForm
        outline={outline}
        form={form}
        chosen={chosen}
        stale={stale}
        faults={faultsAt.get(null) ?? none}
        change={
          keeper && ((change, of) => keeper.edit(change(keeper.now().draft.form), of && `script.${of}`))
        }
        goTo={go}
        leave={leave}
      />
    )
  if (!acts) return <StepView key={at} step={step} outline={outline} chosen={chosen} goTo={go} />
  return (
    <StepForm
      key={at}
      step={step}
      outline={outline}
      form={form}
      chosen={chosen}
      stale={stale}
      faults={faultsAt.get(at) ?? none}
      change={acts.change}
      rename={acts.rename}
      goTo={go}
      newAt={({ index, name }, place) => acts.ask(index, { step: name, place })}
      leave={leave}
      acts={<StepMenu index={at} acts={acts} />}
    />
  )
}
