// Suggestions for a script: who answers for it, those that are open with what to do about them, what became
// of one's own, and the form to make one. Not: how they are kept (suggestions-api.ts).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Role } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import { useAgentName, useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { SelectField, TextArea } from '../kit/field.tsx'
import { PanelPart } from '../kit/layout.tsx'
import { Dialog } from '../kit/sheet.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { toast } from '../kit/toast.ts'
import { Machine } from '../kit/voices.tsx'
import { useSay } from '../words.ts'
import { type Outline, type OutlineStep, saidIn } from './outline.ts'
import { type Suggestion, useSuggesting, useSuggestions } from './suggestions-api.ts'
import s from './suggestions.module.css'

type Props = { slug: string; outline: Outline; at: number; language: Language; goTo: (index: number) => void }

export function SuggestionsPart({ slug, outline, at, language, goTo }: Props) {
  const say = useSay()
  const { agent } = useSession()
  const me = { roles: agent.roles as readonly Role[], active: true }
  const mayWrite = maySetUp(me, 'script_drafts', 'change')
  const { data } = useSuggestions(slug)
  if (!data) return null
  const shown = data.items.filter(one => one.state === 'open' || one.by === agent.id)
  const open = data.items.filter(one => one.state === 'open').length
  const step = outline.steps[at]
  return (
    <PanelPart title={say('suggestions.title')} end={open > 0 && open}>
      <Owner slug={slug} owner={data.owner} mayName={maySetUp(me, 'scripts', 'change')} />
      {!mayWrite && step && <Suggest key={at} slug={slug} step={step} language={language} />}
      {shown.length === 0 && <p className="soft">{say('suggestions.none')}</p>}
      <ul>
        {shown.map(one => (
          <li key={one.id} className={s.one}>
            <One suggestion={one} outline={outline} mayWrite={mayWrite} goTo={goTo} />
          </li>
        ))}
      </ul>
    </PanelPart>
  )
}

type OwnerProps = { slug: string; owner: AgentId | null; mayName: boolean }

function Owner({ slug, owner, mayName }: OwnerProps) {
  const say = useSay()
  const nameOf = useAgentName()
  const { desk } = useSession()
  const { mutate } = useSuggesting(slug)
  if (!mayName)
    return (
      <p>
        {owner === null
          ? say('suggestions.owned_by_none')
          : say('suggestions.owned_by', { agent: nameOf(owner) })}
      </p>
    )
  return (
    <SelectField
      label={say('suggestions.owner')}
      value={owner ?? ''}
      options={[
        { value: '', text: say('suggestions.nobody') },
        ...desk.agents
          .filter(one => one.active !== false || one.id === owner)
          .map(({ id, name }) => ({ value: id, text: name })),
      ]}
      onChange={event =>
        mutate({ kind: 'own', owner: (event.currentTarget.value || null) as AgentId | null })
      }
    />
  )
}

type OneProps = Pick<Props, 'outline' | 'goTo'> & { suggestion: Suggestion; mayWrite: boolean }

function One({ suggestion, outline, mayWrite, goTo }: OneProps) {
  const say = useSay()
  const nameOf = useAgentName()
  const { step, place, language, standing, before, now, says, because, by, at, state } = suggestion
  const index = outline.steps.find(one => one.name === step)?.index
  const isOpen = state === 'open'
  return (
    <>
      <p>
        {index === undefined ? (
          <Machine>{step ?? ''}</Machine>
        ) : (
          <Button kind="quiet" onClick={() => goTo(index)}>
            {say('scripts.step_n', { n: index + 1 })}
          </Button>
        )}{' '}
        <span className="soft">
          {place !== null && <Machine>{place}</Machine>} {language && say(`kinds.language_${language}`)}
        </span>
      </p>
      {isOpen && standing !== 'fits' && <p className={s.stale}>{say(`suggestions.${standing}`)}</p>}
      {before !== null && (
        <p>
          <span className="faint">{say('suggestions.then')}</span> {before}
        </p>
      )}
      {isOpen && standing === 'changed' && (
        <p>
          <span className="faint">{say('suggestions.now')}</span> {now ?? say('scripts.missing')}
        </p>
      )}
      <p lang={language ?? undefined}>
        <span className="faint">{say(place === null ? 'suggestions.note' : 'suggestions.wanted')}</span>{' '}
        {says}
      </p>
      <p className="soft">
        {say('suggestions.because')}: {because}
      </p>
      <p className="faint">
        {nameOf(by)} · <TimeText at={at} as="day" />
      </p>
      {isOpen && mayWrite ? <Answer suggestion={suggestion} /> : <Became suggestion={suggestion} />}
    </>
  )
}

function Became({ suggestion: { state, decidedBy, reason } }: { suggestion: Suggestion }) {
  const say = useSay()
  const nameOf = useAgentName()
  const agent = decidedBy === null ? '' : nameOf(decidedBy)
  return <p>{say(`suggestions.state_${state}`, { agent, reason: reason ?? '' })}</p>
}

/** One whose place is gone can be declined only. */
function Answer({ suggestion: { id, slug, place, now, standing } }: { suggestion: Suggestion }) {
  const say = useSay()
  const { mutate, isPending } = useSuggesting(slug)
  const [reason, setReason] = useState<string | null>(null)
  if (reason !== null)
    return (
      <div className={s.form} data-form="">
        <TextArea
          label={say('suggestions.reason')}
          value={reason}
          maxLength={1_000}
          needed={reason.trim() === ''}
          autoFocus
          onChange={event => setReason(event.currentTarget.value)}
        />
        <div className="row">
          <Button
            kind="main"
            aria-busy={isPending}
            onClick={() => reason.trim() !== '' && mutate({ kind: 'decline', id, reason: reason.trim() })}
          >
            {say('suggestions.decline')}
          </Button>
          <Button kind="quiet" onClick={() => setReason(null)}>
            {say('kit.cancel')}
          </Button>
        </div>
      </div>
    )
  return (
    <div className="row">
      {(standing !== 'gone' || place === null) && (
        <Button aria-busy={isPending} onClick={() => mutate({ kind: 'accept', id, over: now })}>
          {say(place === null ? 'suggestions.dealt_with' : 'suggestions.accept')}
        </Button>
      )}
      <Button kind="quiet" onClick={() => setReason('')}>
        {say('suggestions.decline')}
      </Button>
    </div>
  )
}

type SuggestProps = { slug: string; step: OutlineStep; language: Language }

/** "Suggest a change": of the step that is looked at, in the language that is looked at. */
function Suggest({ slug, step, language }: SuggestProps) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <p>
        <Button onClick={() => setOpen(true)}>{say('suggestions.suggest')}</Button>
      </p>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={say('suggestions.for_step', { n: step.index + 1 })}
      >
        <SuggestForm slug={slug} step={step} language={language} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function SuggestForm({ slug, step, language, onDone }: SuggestProps & { onDone: () => void }) {
  const say = useSay()
  const { mutate, isPending } = useSuggesting(slug)
  const sentences = step.sentences.map(one => ({ place: one.at.join('.'), ...one }))
  const [place, setPlace] = useState(sentences[0]?.place ?? '')
  const about = sentences.find(one => one.place === place)
  const said = about ? (saidIn(about.wording, language) ?? '') : ''
  const [typed, setTyped] = useState<string | null>(null)
  const [because, setBecause] = useState('')
  const says = typed ?? said
  const isReady = says.trim() !== '' && because.trim() !== '' && says.trim() !== said
  const send = () => {
    if (!isReady || isPending) return
    const of = { step: step.name, because: because.trim() }
    const wish = about ? { ...of, place, language, says: says.trim() } : { ...of, note: says.trim() }
    mutate(
      { kind: 'suggest', wish },
      {
        onSuccess: () => {
          toast({ text: say('suggestions.sent') })
          onDone()
        },
      },
    )
  }
  return (
    <div className={s.form} data-form="">
      <SelectField
        label={say('suggestions.about')}
        value={place}
        options={[
          ...sentences.map(one => ({ value: one.place, text: say(`scripts.what_${one.what}`) })),
          { value: '', text: say('suggestions.a_note') },
        ]}
        onChange={event => {
          setPlace(event.currentTarget.value)
          setTyped(null)
        }}
      />
      <TextArea
        label={`${say(about ? 'suggestions.says' : 'suggestions.note')} · ${say(`kinds.language_${language}`)}`}
        value={says}
        maxLength={2_000}
        onChange={event => setTyped(event.currentTarget.value)}
      />
      <TextArea
        label={say('suggestions.because')}
        value={because}
        maxLength={1_000}
        needed={because.trim() === ''}
        onChange={event => setBecause(event.currentTarget.value)}
      />
      <div>
        <Button kind="main" keys="mod+enter" aria-busy={isPending} onClick={send}>
          {say('suggestions.send')}
        </Button>
      </div>
    </div>
  )
}
