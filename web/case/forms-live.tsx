// Asking another level at once, raising a hand, wanting a word by a time: what is sent is drafted from the
// ledger and can be changed. Not: what happens then (web/live-line).
import { useState } from 'react'
import { hourMs } from '#core/kit/time.ts'
import { type HouseLevel, houseLevels } from '#core/people/level.ts'
import { SelectField, TextArea, TextField } from '#web/kit/field.tsx'
import { nowMs } from '#web/kit/now.ts'
import { type LevelAsk, useLiveAsk } from '#web/live-line/live-line-api.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { fieldOf, instantOfField } from './wall-clock.ts'

const briefMax = 4000

/** What is known of the case already, a line each. */
function drafted({ entries, text, say, data }: OpenCaseView) {
  const claims = entries.flatMap(one => (one.kind === 'claim' ? [one] : []))
  const lines = (found: readonly string[]) => found.join('\n').slice(0, briefMax)
  return {
    problem: lines([data.card.subject]),
    known: lines(
      claims.map(
        one =>
          `${text(one.text)} – ${say(one.judged ? `kinds.verdict_${one.judged.verdict}` : 'kit.claim_unchecked')}`,
      ),
    ),
    tried: lines(
      entries.flatMap(one =>
        one.kind === 'step' ? [`${text(one.what)} – ${say(`kinds.outcome_${one.outcome}`)}`] : [],
      ),
    ),
  }
}

/** The level above; from the highest the one below. */
const firstLevel = (level: number): HouseLevel => houseLevels.find(one => one > level) ?? 2

export function AskLevelForm({ onClose }: SheetProps) {
  const view = useCase()
  const { say, act, state, data } = view
  const [level, setLevel] = useState<HouseLevel>(() => firstLevel(state.level))
  const [question, setQuestion] = useState('')
  const [brief, setBrief] = useState(() => drafted(view))
  const { data: ask } = useLiveAsk(data.card.id)
  const there = ask?.levels.find(one => one.level === level)
  const words = Object.fromEntries(Object.entries(brief).filter(([, one]) => one.trim() !== ''))
  return (
    <DeedDialog
      moment="handing_on"
      title={say('live.ask_title')}
      note={say('live.stays')}
      doText={say('live.ask_do', { n: level })}
      missing={question.trim() === '' ? say('live.question') : ''}
      aside={there && <WhoIsThere there={there} />}
      onDo={() => act('live_line.ask', { level, question: question.trim(), ...words })}
      onClose={onClose}
    >
      <SelectField
        label={say('live.whom')}
        value={String(level)}
        options={houseLevels.map(one => ({
          value: String(one),
          text: say('common.level', { n: one }),
        }))}
        onChange={event => setLevel(Number(event.currentTarget.value) as HouseLevel)}
      />
      <TextArea
        label={say('live.question')}
        value={question}
        maxLength={briefMax}
        needed
        autoFocus
        onChange={event => setQuestion(event.currentTarget.value)}
      />
      {(['problem', 'known', 'tried'] as const).map(part => (
        <TextArea
          key={part}
          label={say(`live.${part}`)}
          value={brief[part]}
          maxLength={briefMax}
          onChange={event => setBrief({ ...brief, [part]: event.currentTarget.value })}
        />
      ))}
    </DeedDialog>
  )
}

/** Who would be rung now, or that nobody is there, before one asks. */
function WhoIsThere({ there }: { there: LevelAsk }) {
  const { say, who } = useCase()
  const names = (ids: readonly string[]) =>
    ids.map(id => who({ kind: 'agent', id: id as never }).name).join(', ')
  if (there.ignored) return <>{say('live.ignored', { n: there.level })}</>
  if (there.free.length > 0) return <>{say('live.free', { agent: names(there.free) })}</>
  if (there.next) return <>{say(`live.only_${there.next.as}`, { agent: names(there.next.agents) })}</>
  return <>{say('live.nobody_there', { n: there.level, busy: there.busy })}</>
}

const swarmTimes = ['now', 'hour', 'day'] as const

export function RaiseHandForm({ onClose }: SheetProps) {
  const { say, act, data } = useCase()
  const [question, setQuestion] = useState('')
  const [time, setTime] = useState<(typeof swarmTimes)[number]>('now')
  const { data: ask } = useLiveAsk(data.card.id)
  const because = ask?.swarm ?? undefined
  const until = time === 'now' ? undefined : nowMs() + (time === 'hour' ? hourMs : 24 * hourMs)
  return (
    <DeedDialog
      moment="handing_on"
      title={say('live.raise')}
      note={because ? say(`live.proposed_${because}`) : say('live.raise_note')}
      doText={say('live.raise_do')}
      missing={question.trim() === '' ? say('live.question') : ''}
      onDo={() =>
        act('swarm.raise', {
          question: question.trim(),
          ...(until && { until }),
          ...(because && { because }),
        })
      }
      onClose={onClose}
    >
      <TextArea
        label={say('live.question')}
        value={question}
        maxLength={briefMax}
        needed
        autoFocus
        onChange={event => setQuestion(event.currentTarget.value)}
      />
      <SelectField
        label={say('live.time_box')}
        value={time}
        options={swarmTimes.map(one => ({ value: one as string, text: say(`live.time_${one}`) }))}
        onChange={event => setTime(event.currentTarget.value as (typeof swarmTimes)[number])}
      />
    </DeedDialog>
  )
}

export function WantWordForm({ onClose }: SheetProps) {
  const { say, act, state, desk } = useCase()
  const [level, setLevel] = useState<HouseLevel>(() => firstLevel(state.level))
  const [text, setText] = useState('')
  const [until, setUntil] = useState(() => fieldOf(nowMs() + hourMs, desk.zone))
  const dueAt = instantOfField(until, desk.zone)
  const isPast = dueAt === null || dueAt <= nowMs()
  const isIgnored = state.live?.ignored?.[level] !== undefined
  return (
    <DeedDialog
      moment="handing_on"
      title={say('live.want_call_back')}
      note={isIgnored ? say('live.ignored', { n: level }) : undefined}
      doText={say('live.want_do')}
      missing={isPast ? say('deeds.in_the_past') : text.trim() === '' ? say('live.question') : ''}
      onDo={() => act('call_back.want', { level, text: text.trim(), dueAt })}
      onClose={onClose}
    >
      <SelectField
        label={say('live.whom')}
        value={String(level)}
        options={houseLevels.map(one => ({ value: String(one), text: say('common.level', { n: one }) }))}
        onChange={event => setLevel(Number(event.currentTarget.value) as HouseLevel)}
      />
      <TextArea
        label={say('live.question')}
        value={text}
        maxLength={briefMax}
        needed
        autoFocus
        onChange={event => setText(event.currentTarget.value)}
      />
      <TextField
        label={say('live.wanted_by')}
        type="datetime-local"
        value={until}
        error={isPast ? say('deeds.in_the_past') : undefined}
        onChange={event => setUntil(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
