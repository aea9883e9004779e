// The open case put together: keys, acts, forms, the ledger and the two composers. Not: the parts themselves.
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useReducer, useRef, useState } from 'react'
import type { Card } from '#core/case/card.ts'
import { offerOf } from '#core/case/deed/hand-off-state.ts'
import { draftOf, keptDraft } from '#core/case/note-template.ts'
import { timeline } from '#core/case/timeline.ts'
import { useActs } from '#web/kit/acts-registry.ts'
import { Button } from '#web/kit/button.tsx'
import { Dock } from '#web/kit/composer.tsx'
import { Scroll, Tall } from '#web/kit/layout.tsx'
import { announce } from '#web/kit/live-region.ts'
import type { Panes } from '#web/kit/panes.ts'
import { Sheet } from '#web/kit/sheet.tsx'
import { toast } from '#web/kit/toast.ts'
import { type KeyMap, useKeys } from '#web/kit/use-keys.ts'
import { useSay } from '#web/words.ts'
import type { MenuItem } from '#web/kit/menu.tsx'
import { searchOf, type View } from '#web/queue/view.ts'
import { actsOf } from './case-acts.ts'
import { CaseContext, type OpenCaseView, type OpenSheet } from './case-context.ts'
import type { CaseAnswer } from './case-data.ts'
import { Bars } from './case-bars.tsx'
import { CaseHead } from './case-head.tsx'
import { CaseLedger, EntryKinds, useKind } from './case-ledger.tsx'
import b from './bars.module.css'
import s from './case.module.css'
import { Reply } from './reply.tsx'
import { CaseSheet } from './sheets.tsx'
import { type CaseAct, SidePanel } from './side-panel.tsx'
import { TeamNote } from './team-note.tsx'
import { afterLook, unread, unseenEntries } from './unseen.ts'
import type { Audience } from './drafts.ts'
import { useDraft } from './use-draft.ts'
import { useEnd } from './use-end.ts'
import { useOpenCase } from './use-open-case.ts'
import { useWished } from './use-wished.ts'
import { usePresenceNote } from './use-presence-note.ts'

type Props = {
  data: CaseAnswer
  from: View
  cards: readonly Card[]
  panes: Panes
  /** said above the case when it could not be renewed */
  old: ReactNode
}

export function CaseOpen({ data, from, cards, panes, old }: Props) {
  const [sheet, setSheet] = useState<OpenSheet | null>(null)
  useWished(setSheet)
  const replyField = useRef<HTMLTextAreaElement>(null)
  const [wish, setWish] = useState<Wish | null>(null)
  const [news, setNews] = useState<readonly string[]>([])
  const view = useOpenCase(data, {
    open: setSheet,
    toReply: (text, how) => {
      if (text) setWish({ to: 'customer', text, beside: how === 'beside' })
      replyField.current?.focus()
    },
    toNote: text => setWish({ to: 'team', text }),
    telling: { news, set: setNews },
  })
  if (!view) return null
  return (
    <CaseContext value={view}>
      <OpenParts
        view={view}
        from={from}
        cards={cards}
        panes={panes}
        old={old}
        replyField={replyField}
        wish={wish}
        onWished={() => setWish(null)}
      />
      <CaseSheet sheet={sheet} onClose={() => setSheet(null)} />
    </CaseContext>
  )
}

/** Words one of the two rooms is to begin with. */
type Wish = { readonly to: Audience; readonly text: string; readonly beside?: boolean }

/** What the writer has seen, kept while he writes. */
function useSeen(view: OpenCaseView, writing: boolean) {
  const last = view.data.seq
  const [seen, look] = useReducer(afterLook, { ...unread, seq: last })
  useEffect(() => look({ type: 'shown', seq: last }), [last])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the change between writing and not counts
  useEffect(() => look({ type: 'writing', on: writing, seq: last }), [writing])
  const unseen = writing ? unseenEntries(view.data.ledger, view.desk.actor, seen) : []
  return { seen, unseen, looked: () => look({ type: 'looked', seq: last }) }
}

type PartsProps = Omit<Props, 'data'> & {
  view: OpenCaseView
  replyField: React.RefObject<HTMLTextAreaElement | null>
  wish: Wish | null
  onWished: () => void
}

function OpenParts(props: PartsProps) {
  const { view, panes, replyField, wish, onWished, old } = props
  const say = useSay()
  const { data, desk } = view
  const [filter, setFilter] = useKind()
  const [panel, setPanel] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const draft = useDraft(data, desk.me.id, 'customer')
  const note = useNote(view, title)
  const acts = actsOf(view)
  const moves = useMoves(props, { r: () => replyField.current?.focus(), i: note.open })
  useCaseKeys(view, acts, moves)
  usePaletteActs(view, acts, moves)
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  const lastBy = view.ledger.at(-1)?.by
  useEnd(scroll, view.entries.length, lastBy !== undefined && view.who(lastBy).me)
  useWish(wish, { draft, note, onWished })
  const aside = <SidePanel acts={acts} />
  return (
    <>
      <Tall>
        {old}
        <CaseHead
          from={props.from}
          place={moves.place}
          titleRef={title}
          menu={menuOf(acts)}
          onCopy={moves.copy}
          onPanel={panes === 'three' ? null : () => setPanel(true)}
        />
        <EntryKinds filter={filter} onFilter={setFilter} />
        <div className={b.read}>
          <Bars key={data.id} />
          <Scroll scrollRef={scroll}>
            <CaseLedger filter={filter} />
          </Scroll>
        </div>
        <Rooms view={view} draft={draft} note={note} replyField={replyField} />
      </Tall>
      {panes === 'three' ? (
        aside
      ) : (
        <Sheet open={panel} onClose={() => setPanel(false)} title={say('case.panel')} width="small">
          {aside}
        </Sheet>
      )}
    </>
  )
}

type Wishing = Pick<PartsProps, 'onWished'> & {
  draft: ReturnType<typeof useDraft>
  note: ReturnType<typeof useNote>
}

/** Puts words into the room they are for; what somebody wrote there stays, and questions go beside it. */
function useWish(wish: Wish | null, { draft, note, onWished }: Wishing): void {
  useEffect(() => {
    if (wish === null) return
    if (wish.to === 'team') note.openWith(wish.text)
    else if (draft.text === '') draft.write(wish.text)
    else if (wish.beside) draft.write(`${draft.text.trimEnd()}\n\n${wish.text}`)
    onWished()
  }, [wish, draft, note, onWished])
}

/** The acts as lines of the menu; one that is not possible now says why. */
const menuOf = (acts: readonly CaseAct[]): MenuItem[] =>
  acts.map(act => ({
    text: act.offWhy === '' ? act.text : `${act.text} · ${act.offWhy}`,
    run: () => act.offWhy === '' && act.run(),
    keys: act.keys,
  }))

/** The team's box: open with a draft in it, or when it is called for. */
function useNote({ data, desk }: OpenCaseView, title: React.RefObject<HTMLHeadingElement | null>) {
  const [isOpen, setOpen] = useState(data.drafts.team !== undefined)
  const draft = useDraft(data, desk.me.id, 'team')
  const field = useRef<HTMLTextAreaElement>(null)
  const open = () => {
    setOpen(true)
    requestAnimationFrame(() => field.current?.focus())
  }
  return {
    isOpen,
    field,
    open,
    openWith: (text: string) => {
      const begun = draftOf(draft.text)
      const words = [begun.words.trim(), text].filter(Boolean).join('\n')
      draft.write(keptDraft({ ...begun, words }))
      open()
    },
    close: () => {
      setOpen(false)
      title.current?.focus()
    },
  }
}

type RoomsProps = {
  view: OpenCaseView
  draft: ReturnType<typeof useDraft>
  note: ReturnType<typeof useNote>
  replyField: React.RefObject<HTMLTextAreaElement | null>
}

/** The two rooms one writes in, under the ledger. */
function Rooms({ view, draft, note, replyField }: RoomsProps) {
  const { say, state, data } = view
  const typed = usePresenceNote(data.id)
  const { seen, unseen, looked } = useSeen(view, draft.text !== '')
  const talks = state.phase === 'open' || state.phase === 'solved'
  const news = unseen.length > 0 && <NewsLine view={view} unseen={unseen} onLooked={looked} />
  return (
    <Dock>
      {talks ? (
        <Reply field={replyField} draft={draft} seen={seen} onTyped={typed} onLooked={looked} news={news} />
      ) : (
        <Ended view={view} />
      )}
      {note.isOpen ? (
        <TeamNote field={note.field} onClose={note.close} />
      ) : (
        view.offWhy('note.add') === '' && (
          <p>
            <Button kind="quiet" glyph="note" keys="i" onClick={note.open}>
              {say('case.write_note')}
            </Button>
          </p>
        )
      )}
    </Dock>
  )
}

/** Where one can go from here: to the boxes, the neighbours in the list, and back to it. */
function useMoves({ view, from, cards }: PartsProps, boxes: Pick<Moves, 'r' | 'i'>): Moves {
  const { say, data } = view
  const navigate = useNavigate()
  const at = cards.findIndex(card => card.id === data.id)
  const step = (by: 1 | -1) => {
    const next = cards[at + by] ?? (at < 0 ? cards[0] : undefined)
    if (next) void navigate({ to: '/c/$number', params: { number: String(next.number) } })
    else announce(say(by > 0 ? 'case.last_of_list' : 'case.first_of_list'))
  }
  return {
    ...boxes,
    place: at < 0 ? null : { at: at + 1, of: cards.length },
    copy: () => {
      void navigator.clipboard?.writeText(String(data.number))
      toast({ text: say('case.copied', { number: String(data.number) }) })
    },
    next: () => step(1),
    previous: () => step(-1),
    back: () => void navigate({ to: '/q/$', params: { _splat: from.list }, search: searchOf(from) as never }),
  }
}

/** What the palette can do with this case. */
function usePaletteActs(view: OpenCaseView, acts: readonly CaseAct[], moves: Moves): void {
  const { say, data, customerFirst } = view
  const number = String(data.number)
  useActs(say('case.acts_title', { number }), [
    { id: 'case.reply', key: 'case.act_reply', values: { name: customerFirst }, keys: 'r', run: moves.r },
    { id: 'case.note', key: 'case.act_note', keys: 'i', run: moves.i },
    ...acts
      .filter(act => act.offWhy === '')
      .map(act => ({
        id: `case.${act.id}`,
        key: 'case.act_on',
        values: { act: act.text, number },
        ...(act.keys && { keys: act.keys }),
        run: act.run,
      })),
  ])
}

type Moves = {
  readonly place: { readonly at: number; readonly of: number } | null
  readonly r: () => void
  readonly i: () => void
  readonly copy: () => void
  readonly next: () => void
  readonly previous: () => void
  readonly back: () => void
}

/** What is added by a key, in words. */
function addText(say: OpenCaseView['say'], key: string, name: string): string {
  if (name === 'thanks') return say('thanks.give')
  if (name === 'abuse') return say('abuse.mark')
  if (name === 'cost') return say('costs.note')
  return say(key.startsWith('m ') ? `finding.add_${name}` : `case.add_${name}`)
}

/** The keys of a case: those of its acts, of adding to the ledger, and of moving on. */
function useCaseKeys(view: OpenCaseView, acts: readonly CaseAct[], moves: Moves): void {
  const { say, open, offWhy, state, desk } = view
  const adds = {
    q: ['claim', 'claim.make'],
    t: ['step', 'step.try'],
    p: ['promise', 'promise.make'],
    'm r': ['reproduction', 'reproduction.try'],
    'm h': ['hypothesis', 'hypothesis.raise'],
    'm c': ['cause', 'cause.find'],
    'm v': ['verification', 'verification.make'],
    'm g': ['regression', 'regression.plan'],
    'm k': ['wanted', 'wanted_fact.record'],
    'm e': ['cost', 'cost.note'],
    'm w': ['goodwill', 'goodwill.ask'],
    'm o': ['proposal', 'proposal.make'],
    'm d': ['thanks', 'thanks.give'],
    'm x': ['abuse', 'abuse.mark'],
  } as const
  const map: Record<string, KeyMap[string]> = {}
  for (const [key, [name, type]] of Object.entries(adds))
    map[key] = {
      does: addText(say, key, name),
      run: () => (offWhy(type) === '' ? open({ name }) : void toast({ text: offWhy(type) })),
    }
  for (const act of acts)
    if (act.keys)
      map[act.keys] = {
        does: act.text,
        run: () => (act.offWhy === '' ? act.run() : toast({ text: act.offWhy })),
      }
  const offer = offerOf(state)
  const accepts = offer && offer.from.agent !== desk.me.id && offWhy('hand_off.accept') === ''
  useKeys({
    ...map,
    r: { does: say('case.act_reply', { name: view.customerFirst }), run: moves.r },
    i: { does: say('case.act_note'), run: moves.i },
    '.': { does: say('case.copy', { number: String(view.data.number) }), run: moves.copy },
    'shift+j': { does: say('case.key_next_case'), run: moves.next },
    'shift+k': { does: say('case.key_previous_case'), run: moves.previous },
    escape: { does: say('case.key_back'), run: moves.back },
    ...(accepts && {
      enter: { does: say('deeds.accept'), run: () => open({ name: 'accept', id: offer.id }) },
    }),
  })
}

/** What arrived while one writes, with a way to it. */
function NewsLine({
  view,
  unseen,
  onLooked,
}: {
  view: OpenCaseView
  unseen: readonly number[]
  onLooked: () => void
}) {
  const { say, data } = view
  const first = timeline(data.ledger).find(entry => unseen.includes(entry.seq))
  const show = () => {
    if (first) document.getElementById(`e${first.seq}`)?.scrollIntoView({ block: 'center' })
    onLooked()
  }
  return (
    <div className={s.warn} role="status">
      {say('case.news', { n: unseen.length })}{' '}
      <Button kind="quiet" onClick={show}>
        {say('case.news_show')}
      </Button>
    </div>
  )
}

/** A closed or merged case takes no words to the customer; it says where it goes on. */
function Ended({ view }: { view: OpenCaseView }) {
  const { say, state, data, open, act, offWhy } = view
  const into = state.phase === 'merged' ? data.links.find(one => one.id === state.into) : undefined
  return (
    <p className={s.closed}>
      {say(`case.ended_${state.phase}`, { number: String(into?.number ?? '') })}
      {state.phase === 'closed' && offWhy('case.reopen') === '' && (
        <Button onClick={() => open({ name: 'reopen' })}>{say('deeds.act_reopen')}</Button>
      )}
      {state.phase === 'merged' && offWhy('case.part') === '' && (
        <Button onClick={() => void act('case.part', {}, say('deeds.parted'))}>
          {say('deeds.act_part')}
        </Button>
      )}
    </p>
  )
}
