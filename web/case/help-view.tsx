// A request for more help in the ledger: what he asked, by when it is answered, what may be done about it.
// Not: its forms (forms-help.tsx).
import type { HelpEntry } from '#core/case/help-entry.ts'
import type { Help } from '#core/case/state.ts'
import { isHelpOpen } from '#core/case/deed/help-facts.ts'
import { Button } from '#web/kit/button.tsx'
import { ClockCell } from '#web/kit/clock.tsx'
import { Entry } from '#web/kit/entry.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { Said } from '#web/kit/voices.tsx'
import { Pinned } from '../policies/pinned.tsx'
import { useCase } from './case-context.ts'
import { useFrame, type ViewProps } from './entry-view.tsx'
import { OwnMark, StandActs } from './own-mark.tsx'

export function HelpView({ entry, now = false }: ViewProps<HelpEntry>) {
  const { say, data, text, state, who } = useCase()
  const { deed, ...frame } = useFrame(entry)
  // The newest request is what the case knows; of one from before names its instant is its name.
  const help =
    state.help && (entry.help ? state.help.id === entry.help : state.help.at === entry.at) ? state.help : null
  const isOpen = help !== null && isHelpOpen(help) && state.phase === 'open' && !entry.joins
  return (
    <Entry
      {...frame}
      now={now || isOpen}
      kind={say(entry.joins ? 'case.kind_help_again' : 'case.kind_help')}
      by={data.customer.name}
      stand={
        <>
          {isOpen && <ClockCell owed={{ dueAt: help.answerBy, fromAt: help.at, kind: 'help' }} under />}
          {isOpen && help.takenUpBy && (
            <Tag>{say('case.help_taken_up', { agent: who({ kind: 'agent', id: help.takenUpBy }).name })}</Tag>
          )}
          {!isOpen && !entry.joins && <Tag>{say(`case.help_${endOf(entry, help)}`)}</Tag>}
          {isOpen && help.answering && <span className="soft">{say('case.help_answering')}</span>}
          {isOpen && help.id && !deed && <Open id={help.id} help={help} />}
          {help?.standing === 'explained' && help.reply === null && !entry.joins && <Reported />}
          <OwnMark deed={deed} />
        </>
      }
    >
      <p>
        <b>{say(`kinds.help_${entry.reason}`)}</b>
      </p>
      {entry.text && <Said lang={data.card.language}>{say('case.quoted', { text: text(entry.text) })}</Said>}
      {isOpen && help.raised && <p className="soft">{say('case.help_is_raised')}</p>}
      <Pinned pinned={entry.pinned} />
    </Entry>
  )
}

/** How it ended: one of three; of an old one only that it did. */
function endOf({ ended, reply }: HelpEntry, help: Help | null): string {
  if (!ended) return help?.id || help === null ? 'open_no_more' : 'settled'
  return ended.how === 'explained' && reply !== null ? reply : ended.how
}

/** Take it up; then answer it by words or by passing on. */
function Open({ id, help }: { id: string; help: Help }) {
  const { say, act, open, offWhy } = useCase()
  const takes = help.takenUpBy === null && offWhy('help.take_up') === ''
  return (
    <StandActs>
      {takes && (
        <Button kind="quiet" onClick={() => void act('help.take_up', { help: id })}>
          {say('case.help_take_up')}
        </Button>
      )}
      {offWhy('hand_off.offer') === '' && (
        <Button kind="quiet" onClick={() => open({ name: 'hand-off' })}>
          {say('case.help_pass_on')}
        </Button>
      )}
      {offWhy('help.explain') === '' && (
        <Button kind="quiet" onClick={() => open({ name: 'help-answer' })}>
          {say('case.help_explain')}
        </Button>
      )}
    </StandActs>
  )
}

/** What he said to the answer in a mail or call is written down here. */
function Reported() {
  const { say, open, offWhy } = useCase()
  if (offWhy('help.reply') !== '') return null
  return (
    <StandActs>
      <Button kind="quiet" onClick={() => open({ name: 'help-reply' })}>
        {say('case.help_said')}
      </Button>
    </StandActs>
  )
}
