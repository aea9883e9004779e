// One script: its outline, a step as it is read or written, what is wrong, its versions. Not: the list of
// them (scripts-screen.tsx), nor its panes (script-panes.tsx).
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import { useSession } from '../api/session.ts'
import { LinkButton } from '../kit/button.tsx'
import { ScreenBar, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Strip } from '../kit/strip.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useSay, useWords } from '../words.ts'
import { isSaved } from './draft.ts'
import { FiguresLink, RecentFigures } from './figures-here.tsx'
import type { Outline } from './outline.ts'
import { PublishActs } from './publish-acts.tsx'
import { SavedText, UnsavedStrip } from './saved-text.tsx'
import { type ScriptAt, ScriptPanes, useOutline } from './script-panes.tsx'
import { type Fault, useScript, useToldFaults, type Whole } from './scripts-api.ts'
import { inWords } from './scripts-list.ts'
import { useDraft } from './use-draft.ts'
import { useBeside } from './use-beside.tsx'
import { useFaults } from './use-faults.ts'
import { useSelection } from './use-selection.ts'

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
        if (form === undefined) return <Gone slug={slug} />
        const key = `${slug}/${wanted}`
        return (
          <RecentFigures slug={slug}>
            {wanted > 0 ? (
              <AtVersion key={key} slug={slug} version={wanted} whole={whole} form={form} />
            ) : (
              <Current key={key} slug={slug} whole={whole} />
            )}
          </RecentFigures>
        )
      }}
    </ScreenState>
  )
}

function Gone({ slug }: { slug: string }) {
  const say = useSay()
  return (
    <Tall>
      <ScreenBar title={say('scripts.title')} note={slug} />
      <Empty why={say('scripts.gone')}>
        <LinkButton to="/scripts">{say('scripts.to_list')}</LinkButton>
      </Empty>
    </Tall>
  )
}

const noFaults: readonly Fault[] = []

/** A version as it was published: one reads it. */
function AtVersion({
  slug,
  version,
  whole,
  form,
}: {
  slug: string
  version: number
  whole: Whole
  form: unknown
}) {
  const outline = useOutline(form)
  const at: ScriptAt = { slug, version, whole, form, outline, faults: noFaults, keeper: null }
  const parts = useParts(at)
  return (
    <Tall>
      <Bar at={at}>{parts.beside.acts}</Bar>
      <Older slug={slug} version={version} />
      {parts.beside.frame(<ScriptPanes at={at} {...parts} />)}
    </Tall>
  )
}

/** What is current: a draft, or what is live, which becomes a draft with the first change. */
function Current({ slug, whole }: { slug: string; whole: Whole }) {
  const { agent } = useSession()
  const me = { roles: agent.roles as readonly Role[], active: true }
  const mayWrite = maySetUp(me, 'script_drafts', 'change')
  const { keeper, kept } = useDraft(slug, whole)
  const { form, kept: saved } = kept.draft
  const outline = useOutline(form)
  const isDraft = saved.from.revision > 0 || !isSaved(kept.draft)
  const told = (kept.answer ?? whole.draft)?.faults ?? null
  const asked = useToldFaults(slug, saved.from.revision, saved.from.revision > 0 && told === null)
  const faults = useFaults(form, told ?? asked.data?.faults ?? noFaults)
  const at: ScriptAt = {
    slug,
    version: 0,
    whole,
    form,
    outline,
    faults: isDraft ? faults : noFaults,
    keeper: mayWrite ? keeper : null,
  }
  const parts = useParts(at)
  return (
    <Tall>
      <Bar at={at} saved={mayWrite && isDraft && <SavedText kept={kept} />}>
        {parts.beside.acts}
        {isDraft && (
          <PublishActs
            slug={slug}
            form={form}
            faults={faults.length}
            ready={async () => {
              await keeper.save()
              const now = keeper.now()
              if (now.trouble !== null) throw now.trouble
              return now.draft.kept.from.revision
            }}
          />
        )}
      </Bar>
      {kept.trouble !== null && <UnsavedStrip trouble={kept.trouble} again={() => void keeper.save()} />}
      {parts.beside.frame(<ScriptPanes at={at} clashes={kept.draft.clashes} {...parts} />)}
    </Tall>
  )
}

/** Where one is in it, which languages stand there, and what stands beside it. */
function useParts({ slug, version, whole, form, outline, faults }: ScriptAt) {
  const chosen = useChosen(outline, whole)
  const selection = useSelection(outline)
  const of = { slug, version, whole, form, outline, faults, at: selection.at, goTo: selection.go, ...chosen }
  return { chosen, selection, beside: useBeside(of) }
}

type BarProps = { at: ScriptAt; saved?: ReactNode; children?: ReactNode }

function Bar({ at: { slug, outline, whole, version, keeper }, saved, children }: BarProps) {
  const { language } = useWords()
  const revision = keeper?.now().draft.kept.from.revision ?? whole.draft?.revision ?? 0
  return (
    <ScreenBar
      title={inWords(outline.title, language)?.text ?? slug}
      note={
        <>
          <Standing whole={whole} revision={version > 0 ? 0 : revision} />
          {saved && <> · {saved}</>}
        </>
      }
    >
      {whole.past && <FiguresLink slug={slug} />}
      {children}
    </ScreenBar>
  )
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

/**
 * The languages that stand side by side: the reader's, where the script has it; both of two while it is new.
 */
function useChosen({ languages }: Outline, { shown }: Whole) {
  const { language: own } = useWords()
  const [wished, setChosen] = useState<readonly Language[]>(() =>
    shown === null && languages.length <= 2 ? languages : [own],
  )
  const left = wished.filter(one => languages.includes(one))
  return { chosen: left.length > 0 ? left : languages.slice(0, 1), setChosen }
}

/** "draft 8 · version 7 is live" */
function Standing({ whole: { past }, revision }: { whole: Whole; revision: number }) {
  const say = useSay()
  const live = past?.live ?? null
  const parts = [
    ...(revision > 0 ? [say('scripts.draft_of', { n: revision })] : []),
    live === null ? say('scripts.not_published') : say('scripts.live_is', { n: live }),
  ]
  return <>{parts.join(' · ')}</>
}
