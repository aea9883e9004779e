// Passing a case on: what the receiver will read is the form. One question is asked of the giver; the rest is taken
// from the ledger. Not: accepting, returning and answering (forms-hand-off.tsx).
import { useState } from 'react'
import { openPromises } from '#core/case/deed/promise.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { minutesFor, type TeamFacts, workSetting } from '#core/people/desk-facts.ts'
import { Button } from '#web/kit/button.tsx'
import { Check } from '#web/kit/check.tsx'
import { ClockCell } from '#web/kit/clock.tsx'
import { Composer } from '#web/kit/composer.tsx'
import { TextArea, TextField } from '#web/kit/field.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { LevelSlots } from '#web/kit/level.tsx'
import { nowMs } from '#web/kit/now.ts'
import { Sheet, SheetRow, SheetRows } from '#web/kit/sheet.tsx'
import { Slot } from '#web/kit/slot.tsx'
import { ClaimTag } from '#web/kit/tag.tsx'
import { timeOf, wallTime } from '#web/kit/times.ts'
import { Said } from '#web/kit/voices.tsx'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import type { SheetProps } from './deed-dialog.tsx'
import { useWordsIn } from './say-in.ts'

/** Teams one can pass to: the next level up first, then the others, never the own queue. */
function receiversOf(teams: readonly TeamFacts[], level: number, own: TeamId, worker: boolean): TeamFacts[] {
  const rank = (team: TeamFacts) => (team.level > level ? team.level - level : 10 + level - team.level)
  return teams.filter(one => one.active && (one.id !== own || worker)).toSorted((a, b) => rank(a) - rank(b))
}

export function HandOffSheet({ onClose }: SheetProps) {
  const { say, act, data, desk, state, text, customerFirst, entries, ledger, offWhy } = useCase()
  const words = useWords()
  const theirs = useWordsIn(data.card.language)
  const teams = receiversOf(Object.values(desk.facts.teams), state.level, state.team, true)
  const [team, setTeam] = useState<TeamId>(teams.find(one => one.id !== state.team)?.id ?? state.team)
  const [agent, setAgent] = useState<AgentId | ''>('')
  const [question, setQuestion] = useState('')
  const [problem, setProblem] = useState(() => firstWords(entries, text) || text(state.subject))
  const [editing, setEditing] = useState(false)
  const [noSteps, setNoSteps] = useState('')
  const mute = data.reached === 'none' || offWhy('message.queue') !== ''
  const [tells, setTells] = useState(!mute)
  const [tell, setTell] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [isPassing, setPassing] = useState(false)
  const facts = desk.facts.teams[team]
  const level = facts?.level ?? state.level
  const minutes = minutesFor(workSetting(desk.facts, team).acceptMinutes, state.severity)
  const steps = entries.filter(one => one.kind === 'step')
  const claims = entries.filter(one => one.kind === 'claim' && one.judged !== null)
  const mustSteps =
    workSetting(desk.facts, state.team).stepsBeforeHandOff && level > state.level && steps.length === 0
  const promise = openPromises(state).toSorted(([, a], [, b]) => a.dueAt - b.dueAt)[0]
  const people = Object.values(desk.facts.agents).filter(
    one =>
      one.active &&
      one.id !== desk.me.id &&
      (one.teams.includes(team) || one.levels.some(each => each === level)),
  )
  // A time that has passed is not promised once more.
  const by = promise && promise[1].dueAt > nowMs() ? wallTime(promise[1].dueAt, nowMs(), theirs) : null
  const offeredTell = theirs.say(by ? 'case.tell_by' : 'case.tell', {
    name: customerFirst,
    ...(by && { at: by }),
  })
  const tellText = tell ?? offeredTell
  const missing =
    question.trim() === ''
      ? say('deeds.hand_off_needs')
      : mustSteps && noSteps.trim() === ''
        ? say('deeds.hand_off_needs_steps')
        : ''
  const go = async () => {
    setTried(true)
    if (missing !== '' || isPassing) return
    setPassing(true)
    const passed = await act(
      'hand_off.offer',
      {
        team,
        ...(agent !== '' && { agent }),
        question: question.trim(),
        problem: problem.trim() || text(state.subject),
        ...(mustSteps && { noStepsBecause: noSteps.trim() }),
        ...(promise && { promise: promise[0] }),
        ...(tells &&
          tellText.trim() !== '' && { tellCustomer: tellText.trim(), seenSeq: ledger.at(-1)?.seq ?? 0 }),
      },
      say('deeds.hand_off_done', { n: level }),
    )
    setPassing(false)
    if (passed) onClose()
  }
  const done = <Glyph name="kept" />
  const needed = (
    <span className={s.needs}>
      <Glyph name="warn" />
    </span>
  )
  return (
    <Sheet
      open
      onClose={onClose}
      closeText={say('deeds.hand_off_keep')}
      title={
        level === state.level
          ? say('deeds.hand_off_title_team', { number: String(data.number) })
          : say('deeds.hand_off_title', { number: String(data.number), n: level })
      }
      note={
        <span className={s.next}>
          {say('deeds.hand_off_to')}
          <Slot
            label={say('deeds.hand_off_team')}
            value={team as string}
            options={teams.map(one => ({
              value: one.id as string,
              text: say('deeds.hand_off_team_level', { team: one.name, n: one.level }),
            }))}
            onChange={value => {
              setTeam(value as TeamId)
              setAgent('')
            }}
          />
          <Slot
            label={say('deeds.hand_off_person')}
            value={agent as string}
            options={[
              { value: '', text: say('deeds.hand_off_anybody') },
              ...people.map(one => ({
                value: one.id as string,
                text: one.absent ? say('queue.give_absent', { name: one.name }) : one.name,
              })),
            ]}
            onChange={value => setAgent(value as AgentId | '')}
          />
          <LevelSlots level={level} quiet />
          <span>{say('deeds.hand_off_accept', { n: minutes })}</span>
        </span>
      }
      onSubmit={() => void go()}
      foot={
        <>
          <span className="soft sm">
            {tried && missing !== '' ? (
              <b className={s.refused} role="alert">
                {missing}
              </b>
            ) : (
              say('deeds.hand_off_stays', { name: customerFirst })
            )}
          </span>
          <Button kind="main" type="submit" keys="mod+enter" offWhy={isPassing ? say('case.sending') : ''}>
            {level === state.level ? say('deeds.hand_off_do_team') : say('deeds.hand_off_do', { n: level })}
          </Button>
        </>
      }
    >
      <p className="faint">{say('deeds.hand_off_reads')}</p>
      <SheetRows>
        <SheetRow
          mark={done}
          name={say('deeds.hand_off_problem')}
          end={
            <Button kind="quiet" onClick={() => setEditing(!editing)}>
              {say(editing ? 'deeds.done' : 'case.change')}
            </Button>
          }
        >
          {editing ? (
            <TextArea
              said
              label={say('deeds.hand_off_problem')}
              labelHidden
              lang={data.card.language}
              value={problem}
              onChange={event => setProblem(event.currentTarget.value)}
            />
          ) : (
            <Said lang={data.card.language}>{say('case.quoted', { text: problem })}</Said>
          )}
        </SheetRow>
        <SheetRow mark={claims.length > 0 ? done : <Glyph name="open" />} name={say('deeds.hand_off_known')}>
          {claims.length === 0 && <p className="soft">{say('deeds.hand_off_nothing_checked')}</p>}
          {claims.map(
            one =>
              one.kind === 'claim' && (
                <p key={one.seq}>
                  <ClaimTag verdict={one.judged?.verdict ?? 'unchecked'} />{' '}
                  {say('case.quoted', { text: text(one.text) })} · {text(one.judged?.because)}
                </p>
              ),
          )}
        </SheetRow>
        <SheetRow
          mark={steps.length > 0 ? done : needed}
          name={say('deeds.hand_off_tried')}
          end={steps.length > 0 ? say('deeds.hand_off_steps', { n: steps.length }) : undefined}
        >
          {steps.length > 0 ? (
            <table className={s.steps}>
              <tbody>
                {steps.map(
                  one =>
                    one.kind === 'step' && (
                      <tr key={one.seq}>
                        <td>{timeOf(one.at, words)}</td>
                        <td>{text(one.what)}</td>
                        <td className="soft">{text(one.why)}</td>
                        <td>{say(`kinds.outcome_${one.outcome}`)}</td>
                      </tr>
                    ),
                )}
              </tbody>
            </table>
          ) : mustSteps ? (
            <TextField
              label={say('deeds.hand_off_no_steps')}
              hint={say('deeds.hand_off_no_steps_hint')}
              needed={noSteps.trim() === ''}
              value={noSteps}
              onChange={event => setNoSteps(event.currentTarget.value)}
            />
          ) : (
            <p className="soft">{say('deeds.hand_off_nothing_tried')}</p>
          )}
        </SheetRow>
        <SheetRow
          mark={question.trim() === '' ? needed : done}
          name={say('deeds.hand_off_question')}
          end={say('deeds.hand_off_question_hint')}
        >
          <TextArea
            label={say('deeds.hand_off_question')}
            labelHidden
            needed={question.trim() === ''}
            autoFocus
            value={question}
            onChange={event => setQuestion(event.currentTarget.value)}
          />
        </SheetRow>
        <SheetRow mark={done} name={say('deeds.hand_off_promise')}>
          {promise ? (
            <>
              <ClockCell owed={{ dueAt: promise[1].dueAt, kind: 'promise' }} />{' '}
              {promise[1].topic ? text(promise[1].topic) : say('case.house_promise')}
              <p className="soft sm">{say('deeds.hand_off_promise_note')}</p>
            </>
          ) : (
            <p className="soft">{say('case.none_owed')}</p>
          )}
        </SheetRow>
      </SheetRows>
      <div className={s.tell}>
        <Check checked={tells} disabled={mute} onChange={event => setTells(event.currentTarget.checked)}>
          {say('deeds.hand_off_tell', { name: customerFirst })}
        </Check>
        {tells && (
          <Composer
            audience="customer"
            label={say('deeds.hand_off_tell', { name: customerFirst })}
            to={say('case.reply_to', {
              name: customerFirst,
              channel: say(`kinds.channel_${data.reached === 'email' ? 'email' : 'portal'}`),
              language: say(`kinds.language_${data.card.language}`),
            })}
            language={data.card.language}
            value={tellText}
            onChange={setTell}
          />
        )}
      </div>
    </Sheet>
  )
}

/** The first words of the customer in the ledger: his claim, else his first message. */
function firstWords(
  entries: ReturnType<typeof useCase>['entries'],
  text: ReturnType<typeof useCase>['text'],
): string {
  const claim = entries.find(one => one.kind === 'claim')
  if (claim?.kind === 'claim') return text(claim.text)
  const message = entries.find(one => one.kind === 'message' && one.way === 'in' && !one.automatic)
  return message?.kind === 'message' ? text(message.text).slice(0, 600) : ''
}
