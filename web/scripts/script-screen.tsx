// One script: its outline, a step with its sentences in the languages chosen, what is wrong, its versions.
// Not: the list of them (scripts-screen.tsx).
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { LinkButton } from '../kit/button.tsx'
import { Panel, ScreenBar, Scroll, Split, Tall } from '../kit/layout.tsx'
import { usePanes } from '../kit/panes.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useRoving } from '../kit/use-roving.ts'
import { useSay, useWords } from '../words.ts'
import { LanguageChoice } from './language-choice.tsx'
import { type Outline, outlineOf, stepAt, withPicture, withSentence } from './outline.ts'
import { OutlineList } from './outline-list.tsx'
import { PublishActs } from './publish-acts.tsx'
import { FileActs, Problems, Versions } from './script-side.tsx'
import { type Fault, useScript, type Whole } from './scripts-api.ts'
import { inWords } from './scripts-list.ts'
import s from './scripts.module.css'
import type { SetPicture } from './step-picture.tsx'
import { StepView, type Write } from './step-view.tsx'
import { useBeside } from './use-beside.tsx'
import { useSave } from './use-save.ts'

/** `/scripts/no-internet?version=2` */
export default function ScriptScreen() {
  const say = useSay()
  const navigate = useNavigate()
  const { slug } = useParams({ strict: false }) as { slug: string }
  const { version = '' } = useSearch({ strict: false }) as { version?: string }
  const wanted = /^[1-9]\d{0,5}$/.test(version) ? Number(version) : 0
  const query = useScript(slug, wanted)
  useKeys({
    escape: {
      does: say('scripts.to_list'),
      run: () => void navigate({ to: '/scripts', search: {} as never }),
    },
  })
  return (
    <ScreenState query={query} rows={8} bones="list" failed={say('scripts.failed')}>
      {whole => {
        const form = wanted > 0 ? whole.shown?.form : (whole.draft ?? whole.shown)?.form
        return form === undefined ? (
          <Tall>
            <ScreenBar title={say('scripts.title')} note={slug} />
            <Empty why={say('scripts.gone')}>
              <LinkButton to="/scripts">{say('scripts.to_list')}</LinkButton>
            </Empty>
          </Tall>
        ) : (
          <TheScript key={`${slug}/${wanted}`} slug={slug} version={wanted} whole={whole} form={form} />
        )
      }}
    </ScreenState>
  )
}

const noFaults: readonly Fault[] = []

type Props = { slug: string; version: number; whole: Whole; form: unknown }

function TheScript({ slug, version, whole, form }: Props) {
  const { say, language } = useWords()
  const panes = usePanes()
  const outline = useMemo(() => outlineOf(form), [form])
  const isDraft = version === 0 && whole.draft !== null
  const faults = isDraft && whole.draft ? whole.draft.faults : noFaults
  const [chosen, setChosen] = useState<readonly Language[]>(() => firstChosen(outline, language))
  const ids = useMemo(() => outline.steps.map(one => String(one.index)), [outline])
  const { at, go, rowProps } = useRoving({ keys: ids, does: say('scripts.key_move') })
  const goTo = (index: number) => go(String(index))
  const { write, setPicture } = useWrite(slug, version, whole)
  const beside = useBeside({ slug, version, whole, form, outline, faults, goTo, chosen, setChosen })
  const step = outline.steps[Number(at ?? 0)] ?? null
  const view = step && <StepView key={step.index} {...{ step, outline, chosen, goTo, write, setPicture }} />
  const list = (
    <OutlineList
      outline={outline}
      at={step?.index ?? null}
      faultsAt={useFaultsAt(faults)}
      rowProps={rowProps}
      open={panes === 'one' && at !== null ? view : null}
    />
  )
  const side = (
    <>
      {isDraft && <Problems faults={faults} outline={outline} goTo={goTo} />}
      <Versions slug={slug} whole={whole} version={version} />
      <FileActs slug={slug} version={version} draft={isDraft ? whole.draft : null} />
    </>
  )
  return (
    <Tall>
      <ScreenBar
        title={inWords(outline.title, language)?.text ?? slug}
        note={<Standing whole={whole} version={version} />}
      >
        {beside.acts}
        {isDraft && whole.draft && <PublishActs draft={whole.draft} />}
      </ScreenBar>
      {version > 0 && <Older slug={slug} version={version} />}
      <LanguageChoice outline={outline} chosen={chosen} onChange={setChosen} />
      {beside.frame(<Frames list={beside.above(list)} view={view} side={beside.panel ?? side} />)}
    </Tall>
  )
}

/** How sentences are written: into the draft, or into a first one made of what is live. */
type Writing = { write: Write; setPicture: SetPicture }

function useWrite(slug: string, version: number, { draft, shown }: Whole): Writing {
  const { agent } = useSession()
  const me = { roles: agent.roles as readonly Role[], active: true }
  const from = draft
    ? { revision: draft.revision }
    : { revision: 0, ...(shown && { version: shown.version }) }
  const saved = useSave(slug, from)
  const form = (draft ?? shown)?.form
  if (version > 0 || !maySetUp(me, 'script_drafts', 'change')) return { write: null, setPicture: null }
  return {
    write: ({ index }, at, language, text) =>
      saved.mutateAsync(withSentence(form, { index, at, language }, text)),
    setPicture: ({ index }, file) => saved.mutateAsync(withPicture(form, index, file)),
  }
}

function Older({ slug, version }: { slug: string; version: number }) {
  const say = useSay()
  return (
    <Strip
      end={
        <LinkButton to="/scripts/$slug" params={{ slug }} search={{} as never}>
          {say('scripts.show_now')}
        </LinkButton>
      }
    >
      {say('scripts.shows_version', { n: version })}
    </Strip>
  )
}

type Parts = { list: ReactNode; view: ReactNode; side: ReactNode }

/** Three panes, two, or one below the other. */
function Frames({ list, view, side }: Parts) {
  const say = useSay()
  const panes = usePanes()
  if (panes === 'one')
    return (
      <Scroll>
        {list}
        <Panel label={say('scripts.versions')}>{side}</Panel>
      </Scroll>
    )
  return (
    <div className={s.body}>
      <Split columns={panes === 'three' ? 'list-panel' : 'list'}>
        {list}
        <div>
          {view}
          {panes === 'two' && <div className={s.under}>{side}</div>}
        </div>
        {panes === 'three' && <Panel label={say('scripts.versions')}>{side}</Panel>}
      </Split>
    </div>
  )
}

/** The reader's language first, where the script has it. */
const firstChosen = ({ languages }: Outline, own: Language): readonly Language[] =>
  languages.includes(own) ? [own] : languages.slice(0, 1)

/** How many faults each step has. */
function useFaultsAt(faults: readonly Fault[]): ReadonlyMap<number, number> {
  return useMemo(() => {
    const counts = new Map<number, number>()
    for (const fault of faults) {
      const index = stepAt(fault)
      if (index !== null) counts.set(index, (counts.get(index) ?? 0) + 1)
    }
    return counts
  }, [faults])
}

/** "draft 8 · version 7 is live" */
function Standing({ whole: { draft, past }, version }: { whole: Whole; version: number }) {
  const say = useSay()
  const live = past?.live ?? null
  const parts = [
    ...(draft && version === 0 ? [say('scripts.draft_of', { n: draft.revision })] : []),
    live === null ? say('scripts.not_published') : say('scripts.live_is', { n: live }),
  ]
  return <>{parts.join(' · ')}</>
}
