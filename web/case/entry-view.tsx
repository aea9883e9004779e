// One entry of the ledger in its voice: serif what a person said, sans what we did, and at the right where
// it stands.
import type { ContactEntry } from '#core/case/contact-entry.ts'
import type { GivingEntry } from '#core/case/giving-entry.ts'
import type { RegressionEntry, VerificationEntry } from '#core/case/verification-entry.ts'
import type { SolvedEntry } from '#core/case/solved-entry.ts'
import type { ClaimEntry } from '#core/case/claim-entry.ts'
import type {
  ChangeEntry,
  Entry as LedgerEntry,
  NoteEntry,
  QuestionEntry,
  StepEntry,
} from '#core/case/timeline.ts'
import { Button } from '#web/kit/button.tsx'
import { Because, Entry } from '#web/kit/entry.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { nowMs } from '#web/kit/now.ts'
import { ClaimTag, Tag } from '#web/kit/tag.tsx'
import { Said } from '#web/kit/voices.tsx'
import { useWords } from '#web/words.ts'
import { ArticleLine } from '../articles/article-line.tsx'
import { Pinned } from '../policies/pinned.tsx'
import { Paragraphs } from './paragraphs.tsx'
import { useCase } from './case-context.ts'
import { changeReason, changeText } from './entry-words.ts'
import { FlagStand, Mended } from './flag-part.tsx'
import { FaultView } from './finding-view.tsx'
import { HandOffView } from './hand-off-view.tsx'
import { HelpView } from './help-view.tsx'
import { AtOnceView } from './live-view.tsx'
import { OpeningLine } from './opening-line.tsx'
import { MessageView } from './message-view.tsx'
import { OwnMark, StandActs } from './own-mark.tsx'
import { CheckBackView } from './check-back-view.tsx'
import { PromiseView } from './promise-view.tsx'
import { ProposalView } from './proposal-view.tsx'
import { PeopleView } from './abuse-view.tsx'
import { CostView } from './cost-view.tsx'
import { GoodwillView } from './goodwill-view.tsx'
import { RegressionView, VerificationView } from './verification-view.tsx'
import { WantedFactView } from './wanted-view.tsx'
import { SatisfactionView } from './satisfaction-view.tsx'
import { WalkView } from './walk-view.tsx'

export type ViewProps<E extends LedgerEntry = LedgerEntry> = { entry: E; now?: boolean }

/** What every entry shares: its anchor, its time, and whether it is still on its way. */
export function useFrame(entry: LedgerEntry) {
  const { own } = useCase()
  const deed = own.get(entry.seq)
  const state: 'sending' | 'refused' | undefined = deed
    ? deed.state === 'refused'
      ? 'refused'
      : 'sending'
    : undefined
  return { id: `e${entry.seq}`, at: entry.at, state, deed }
}

/** Draws any entry. */
export function EntryView({ entry, now = false }: ViewProps) {
  if (isGiving(entry)) return <GivingView entry={entry} now={now} />
  switch (entry.kind) {
    case 'message':
      return <MessageView entry={entry} now={now} />
    case 'contact':
      return <ContactView entry={entry} now={now} />
    case 'note':
      return <NoteView entry={entry} now={now} />
    case 'claim':
      return <ClaimView entry={entry} now={now} />
    case 'step':
      return <StepView entry={entry} now={now} />
    case 'reproduction':
    case 'hypothesis':
      return <FaultView entry={entry} now={now} />
    case 'wanted_fact':
      return <WantedFactView entry={entry} now={now} />
    case 'verification':
    case 'regression':
      return <CheckView entry={entry} now={now} />
    case 'thanks':
    case 'abuse':
      return <PeopleView entry={entry} now={now} />
    case 'promise':
      return <PromiseView entry={entry} now={now} />
    case 'check_back':
      return <CheckBackView entry={entry} now={now} />
    case 'satisfaction':
      return <SatisfactionView entry={entry} now={now} />
    case 'hand_off':
      return <HandOffView entry={entry} now={now} />
    case 'question':
      return <QuestionView entry={entry} now={now} />
    case 'solved':
      return <SolvedView entry={entry} now={now} />
    case 'help':
      return <HelpView entry={entry} now={now} />
    case 'live':
    case 'swarm':
    case 'call_back':
      return <AtOnceView entry={entry} now={now} />
    case 'walk':
      return <WalkView entry={entry} now={now} />
    case 'change':
      return <ChangeView entry={entry} now={now} />
  }
}

/** A fix that was checked, or is checked again. */
const CheckView = ({ entry, now = false }: ViewProps<VerificationEntry | RegressionEntry>) =>
  entry.kind === 'verification' ? (
    <VerificationView entry={entry} now={now} />
  ) : (
    <RegressionView entry={entry} now={now} />
  )

/** What was proposed to the customer, or given beyond what is owed. */
const isGiving = (entry: LedgerEntry): entry is GivingEntry =>
  entry.kind === 'proposal' || entry.kind === 'goodwill' || entry.kind === 'cost'

/** Something given, proposed or spent. */
function GivingView({ entry, now = false }: ViewProps<GivingEntry>) {
  if (entry.kind === 'cost') return <CostView entry={entry} now={now} />
  const isProposal = entry.kind === 'proposal'
  return isProposal ? <ProposalView entry={entry} now={now} /> : <GoodwillView entry={entry} now={now} />
}

function ContactView({ entry, now = false }: ViewProps<ContactEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const reached = entry.reach === 'reached'
  return (
    <Entry
      {...frame}
      now={now}
      kind={say('case.kind_contact')}
      by={`${say(`kinds.means_${entry.means}`)}, ${say(`kinds.direction_${entry.direction}`)} · ${who(entry.by).name}`}
      stand={
        <>
          <span className={reached ? undefined : 'soft'}>
            <Glyph name={reached ? 'kept' : 'missed'} /> {say(`kinds.reach_${entry.reach}`)}
          </span>
          {!entry.news && <Tag>{say('case.no_news')}</Tag>}
          {entry.joined && (
            <Tag>{say('roles.with', { agent: who({ kind: 'agent', id: entry.joined }).name })}</Tag>
          )}
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>
        {entry.minutes > 0 && say(reached ? 'case.talked' : 'case.tried_for', { n: entry.minutes })}
        {entry.minutes > 0 && entry.text && ' '}
        {text(entry.text)}
      </p>
      {entry.opening && <OpeningLine opening={entry.opening} />}
    </Entry>
  )
}

function NoteView({ entry, now = false }: ViewProps<NoteEntry>) {
  const { say, who, text, open, offWhy } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const mine = who(entry.by).me
  return (
    <Entry
      {...frame}
      team
      now={now}
      kind={
        entry.what ? say('notes.team_only', { kind: say(`notes.kind_${entry.what}`) }) : say('case.kind_note')
      }
      by={who(entry.by).name}
      stand={
        <>
          {entry.struck && <Tag>{say('case.struck_by', { agent: who(entry.struck.by).name })}</Tag>}
          {!entry.struck && mine && !deed && offWhy('note.strike') === '' && (
            <StandActs>
              <Button kind="quiet" onClick={() => open({ name: 'strike', id: entry.note })}>
                {say('case.strike')}
              </Button>
            </StandActs>
          )}
          {!entry.struck && <FlagStand entry={entry} about={entry.note} by={entry.by} />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <Mended entry={entry}>
        <Paragraphs words={text(entry.text)} struck={entry.struck !== null} />
      </Mended>
      {entry.shared && <p className="soft sm">{say('partner.note_shared')}</p>}
      {entry.minutes > 0 && <p className="soft sm">{say('case.note_worked', { n: entry.minutes })}</p>}
      {entry.struck && <Because>{text(entry.struck.because)}</Because>}
    </Entry>
  )
}

function ClaimView({ entry, now = false }: ViewProps<ClaimEntry>) {
  const { say, who, text, data, open, offWhy } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const judged = entry.judged
  return (
    <Entry
      {...frame}
      now={now}
      kind={say('case.kind_claim')}
      by={data.names.customers[entry.from] ?? data.customer.name}
      stand={
        <>
          <ClaimTag verdict={judged?.verdict ?? 'unchecked'} />
          {judged && (
            <span>
              {text(judged.because)} <span className="faint">· {who(judged.by).name}</span>
            </span>
          )}
          {!judged && !deed && offWhy('claim.judge') === '' && (
            <StandActs>
              <Button
                kind="quiet"
                keys={now ? 'y' : undefined}
                aria-label={say('case.judge_which', { text: text(entry.text).slice(0, 80) })}
                onClick={() => open({ name: 'judge', id: entry.claim })}
              >
                {say('case.judge')}
              </Button>
            </StandActs>
          )}
          <OwnMark deed={deed} />
        </>
      }
    >
      <Said lang={data.card.language}>{say('case.quoted', { text: text(entry.text) })}</Said>
    </Entry>
  )
}

function StepView({ entry, now = false }: ViewProps<StepEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const done =
    entry.doneBy === 'agent'
      ? who(entry.by).name
      : `${say(`kinds.doer_${entry.doneBy}`)} · ${who(entry.by).name}`
  return (
    <Entry
      {...frame}
      now={now}
      kind={say('case.kind_step')}
      by={done}
      stand={
        <>
          <b>
            {entry.outcome === 'worked' && <Glyph name="kept" />} {say(`kinds.outcome_${entry.outcome}`)}
          </b>
          {entry.result && <span>{text(entry.result)}</span>}
          <FlagStand entry={entry} about={entry.step} by={entry.by} />
          <OwnMark deed={deed} />
        </>
      }
    >
      <Mended entry={entry}>
        <p>{text(entry.what)}</p>
        <Because>{text(entry.why)}</Because>
      </Mended>
      {entry.repeatBecause && (
        <p className="soft">{say('case.again_because', { text: text(entry.repeatBecause) })}</p>
      )}
    </Entry>
  )
}

function QuestionView({ entry, now = false }: ViewProps<QuestionEntry>) {
  const { say, data, text, open, offWhy } = useCase()
  const { deed, ...frame } = useFrame(entry)
  const canSettle = entry.standing === 'open' && !deed && offWhy('question.answer') === ''
  return (
    <Entry
      {...frame}
      now={now}
      kind={say('case.kind_question')}
      by={data.customer.name}
      stand={
        <>
          <Tag kind={entry.standing === 'open' ? 'open' : entry.standing === 'answered' ? 'yes' : 'plain'}>
            {say(`case.question_${entry.standing}`)}
          </Tag>
          {canSettle && (
            <StandActs>
              <Button kind="quiet" onClick={() => open({ name: 'settle', id: entry.question })}>
                {say('case.question_settle')}
              </Button>
            </StandActs>
          )}
          <OwnMark deed={deed} />
        </>
      }
    >
      <Said lang={data.card.language}>{say('case.quoted', { text: text(entry.text) })}</Said>
      {entry.answer && <p>{text(entry.answer)}</p>}
    </Entry>
  )
}

function SolvedView({ entry, now = false }: ViewProps<SolvedEntry>) {
  const { say, who, text } = useCase()
  const { deed, ...frame } = useFrame(entry)
  return (
    <Entry
      {...frame}
      now={now}
      kind={say('case.kind_solved')}
      by={`${who(entry.by).name} · ${say('common.level', { n: entry.level })}`}
      stand={
        <>
          <Tag kind="yes" glyph="kept">
            {say('kinds.status_solved')}
          </Tag>
          <OwnMark deed={deed} />
        </>
      }
    >
      <Paragraphs words={text(entry.fix)} />
      <ArticleLine named={entry.named} words={text(entry.article)} />
    </Entry>
  )
}

function ChangeView({ entry, now = false }: ViewProps<ChangeEntry>) {
  const view = useCase()
  const words = useWords()
  const { deed, ...frame } = useFrame(entry)
  const reason = changeReason(entry, view)
  return (
    <Entry
      {...frame}
      now={now}
      kind={view.say('case.kind_change')}
      by={view.who(entry.by).name}
      stand={<OwnMark deed={deed} />}
    >
      <p className="soft">{changeText(entry, { view, words, now: nowMs() })}</p>
      {reason && <Because>{reason}</Because>}
      {'pinned' in entry.event && <Pinned pinned={entry.event.pinned} />}
    </Entry>
  )
}
