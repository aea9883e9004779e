// At the bottom of every page: who asks me, whom I ask, with whom I talk. It stands until it is answered or
// ends; it neither blinks nor sounds, and does not take the focus. Not: all that goes on
// (live-line-screen.tsx).
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useState } from 'react'
import { liveOutcomes, type LiveOutcome } from '#core/case/live-fact.ts'
import { useSession } from '../api/session.ts'
import { type ActWish, useActGroups } from '../kit/acts-registry.ts'
import { Button, LinkButton } from '../kit/button.tsx'
import { SelectField, TextField } from '../kit/field.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { alarm } from '../kit/live-region.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useOfNow } from '../kit/use-now.ts'
import { useSay } from '../words.ts'
import { type OpenAtOnce, useLiveDeed, useMine } from './live-line-api.ts'
import s from './live-line.module.css'
import { CaseName } from './case-name.tsx'
import { LapsedRow, MissedRow } from './left-rows.tsx'
import { SaidLines, SayLine } from './said-lines.tsx'
import { talkChannel } from './talk-channel.ts'

/** How one of them stands to me. */
type Part = 'rung' | 'asking' | 'unanswered' | 'talking' | 'lapsed' | 'missed'
export type BarLine = OpenAtOnce & { readonly part: Part }

function partOf({ card }: OpenAtOnce, me: string): Part | null {
  const line = card.live.line
  if (!line) return null
  if (line.ringing?.agents.some(agent => agent === me)) return 'rung'
  if (line.standing === 'answered')
    return [line.asker, line.answeredBy, ...line.joined].some(one => one === me) ? 'talking' : null
  if (line.asker !== me) return null
  return line.standing === 'ringing' ? 'asking' : 'unanswered'
}
/** What I asked everybody, or a word I wanted, of which nothing came in time. */
function leftOf({ card: { live } }: OpenAtOnce, me: string): Part[] {
  const { swarm, callBack } = live
  return [
    ...(swarm?.standing === 'lapsed' && swarm.asker === me ? (['lapsed'] as const) : []),
    ...(callBack?.standing === 'missed' && callBack.asker === me ? (['missed'] as const) : []),
  ]
}
const order: readonly Part[] = ['rung', 'talking', 'asking', 'unanswered', 'lapsed', 'missed']

export function LiveBar() {
  const say = useSay()
  const me = useSession().agent.id
  const { data } = useMine()
  const names = data?.names ?? {}
  const lines = (data?.open ?? [])
    .flatMap(one => {
      const part = partOf(one, me)
      return [...(part ? [part] : []), ...leftOf(one, me)].map(each => ({ ...one, part: each }))
    })
    .sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part))
  const [first, ...more] = lines
  useRingSaid(lines, names)
  useBarKeys(first)
  if (!first) return null
  return (
    <section className={s.bar} aria-label={say('live.title')}>
      <BarRow key={first.card.id + first.part} one={first} names={names} />
      {more.length > 0 && (
        <p className={s.more}>
          <Link to="/live-line">{say('live.more', { n: more.length })}</Link>
        </p>
      )}
    </section>
  )
}

/** A ring is said aloud once, and stands in the title of the window. */
function useRingSaid(lines: readonly BarLine[], names: Readonly<Record<string, string>>): void {
  const say = useSay()
  const rung = lines.find(one => one.part === 'rung')
  const id = rung?.card.live.line?.id
  const sentence = rung
    ? say('live.asks_you', {
        agent: names[rung.card.live.line?.asker ?? ''] ?? '',
        question: rung.line?.question ?? '',
      })
    : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: one ring is said once, whatever else changes
  useEffect(() => {
    if (sentence === '') return
    alarm(sentence)
    const before = document.title
    document.title = `☎ ${before}`
    return () => {
      if (document.title.startsWith('☎ ')) document.title = document.title.slice(2)
    }
  }, [id])
}

const askAct = 'live-ask'

/** F9: answer what rings; go to what I am in; else ask from the case that is open, or see all. */
function useBarKeys(first: BarLine | undefined): void {
  const say = useSay()
  const navigate = useNavigate()
  const { act } = useLiveDeed()
  const groups = useActGroups()
  const ask = groups.flatMap(group => group.acts).find((one: ActWish) => one.id === askAct)
  const run = () => {
    const live = first?.card.live.line?.id
    if (first?.part === 'rung' && live) void act(first.card.id, 'live_line.answer', { live })
    else if (first) document.querySelector<HTMLElement>(`.${s.bar} input, .${s.bar} button`)?.focus()
    else if (ask) ask.run()
    else void navigate({ to: '/live-line' })
  }
  useKeys({ f9: { does: say('live.title'), run } }, 'everywhere')
}

type RowProps = { one: BarLine; names: Readonly<Record<string, string>> }

function BarRow({ one, names }: RowProps) {
  const parts = {
    ...{ rung: RungRow, asking: AskingRow, unanswered: UnansweredRow, talking: TalkingRow },
    ...{ lapsed: LapsedRow, missed: MissedRow },
  }
  const Row = parts[one.part]
  return <Row one={one} names={names} />
}

const seconds = (from: number) => (now: number) => Math.max(0, Math.floor((now - from) / 1000))
/** 0:07 */
function Since({ at }: { at: number }) {
  const n = useOfNow(seconds(at))
  return <span className="num">{`${Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')}`}</span>
}

/** What whoever is asked reads before he answers. */
export function Brief({ one }: { one: OpenAtOnce }) {
  const say = useSay()
  const { line } = one
  if (!line) return null
  const parts = [
    ['problem', line.problem],
    ['known', line.known],
    ['tried', line.tried],
    ['question', line.question],
  ] as const
  return (
    <dl className={s.brief}>
      {parts.map(([key, words]) =>
        words ? (
          <div key={key}>
            <dt>{say(`live.${key}`)}</dt>
            <dd>{words}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

function RungRow({ one, names }: RowProps) {
  const say = useSay()
  const { act, isDoing } = useLiveDeed()
  const [word, setWord] = useState<string | null>(null)
  const line = one.card.live.line!
  const live = line.id
  const asker = names[line.asker] ?? ''
  return (
    <>
      <div className={s.row}>
        <p className={s.what}>
          <Glyph name="phone" /> <b>{say('live.rings', { agent: asker })}</b> <Since at={line.at} />{' '}
          <CaseName one={one} />
        </p>
        <div className={s.acts}>
          <Button
            kind="main"
            keys="f9"
            offWhy={isDoing ? say('live.title') : ''}
            onClick={() => void act(one.card.id, 'live_line.answer', { live })}
          >
            {say('live.answer')}
          </Button>
          <Button onClick={() => setWord(word === null ? '' : null)} aria-expanded={word !== null}>
            {say('live.not_now')}
          </Button>
        </div>
      </div>
      {word !== null && (
        <form
          className={s.sayLine}
          onSubmit={event => {
            event.preventDefault()
            void act(one.card.id, 'live_line.decline', { live, ...(word.trim() && { text: word.trim() }) })
          }}
        >
          <TextField
            label={say('live.not_now_word')}
            value={word}
            maxLength={500}
            autoFocus
            onChange={event => setWord(event.currentTarget.value)}
          />
          <Button type="submit">{say('live.not_now_do')}</Button>
        </form>
      )}
      <Brief one={one} />
    </>
  )
}

function AskingRow({ one, names }: RowProps) {
  const say = useSay()
  const { act } = useLiveDeed()
  const line = one.card.live.line!
  const at = line.ringing?.agents.map(agent => names[agent] ?? '').join(', ') ?? ''
  const as = line.ringing?.as ?? 'level'
  return (
    <div className={s.row}>
      <p className={s.what}>
        <Glyph name="phone" /> <b>{say(`live.asking_${as}`, { n: line.level, agent: at })}</b>{' '}
        <Since at={line.at} /> <CaseName one={one} />{' '}
        {one.line?.declined.map(said => (
          <span key={said.at} className="soft sm">
            {say('live.declined', { agent: names[said.by ?? ''] ?? '', text: said.text })}{' '}
          </span>
        ))}
      </p>
      <div className={s.acts}>
        <Button onClick={() => void act(one.card.id, 'live_line.take_back', { live: line.id })}>
          {say('live.take_back')}
        </Button>
      </div>
    </div>
  )
}

/** Nobody is left to ring: what one can do instead. */
function UnansweredRow({ one }: RowProps) {
  const say = useSay()
  const { act } = useLiveDeed()
  const line = one.card.live.line!
  const again = { level: line.level, ...(line.team && { team: line.team }) }
  const brief = Object.fromEntries(
    (['question', 'problem', 'known', 'tried'] as const).flatMap(key => {
      const words = one.line?.[key]
      return words ? [[key, words]] : []
    }),
  )
  return (
    <div className={s.row}>
      <p className={s.what}>
        <Glyph name="missed" /> <b>{say('live.nobody', { n: line.level })}</b> <CaseName one={one} />
      </p>
      <div className={s.acts}>
        <Button kind="main" onClick={() => void act(one.card.id, 'live_line.ask', { ...again, ...brief })}>
          {say('live.ask_again')}
        </Button>
        <LinkButton
          to="/c/$number"
          params={{ number: String(one.card.number) } as never}
          search={{ do: 'want-word' } as never}
        >
          {say('live.want_call_back')}
        </LinkButton>
        <LinkButton
          to="/c/$number"
          params={{ number: String(one.card.number) } as never}
          search={{ do: 'hand-off' } as never}
        >
          {say('live.pass_on')}
        </LinkButton>
        <Button kind="quiet" onClick={() => void act(one.card.id, 'live_line.take_back', { live: line.id })}>
          {say('live.leave')}
        </Button>
      </div>
    </div>
  )
}

function TalkingRow({ one, names }: RowProps) {
  const say = useSay()
  const me = useSession().agent.id
  const { act } = useLiveDeed()
  const [isEnding, setEnding] = useState(false)
  const [isOpen, setOpen] = useState(true)
  const bodyId = useId()
  const line = one.card.live.line!
  const live = line.id
  const others = [line.asker, line.answeredBy, ...line.joined]
    .filter((agent, i, all) => agent !== null && agent !== me && all.indexOf(agent) === i)
    .map(agent => names[agent as string] ?? '')
  return (
    <>
      <div className={s.row}>
        <p className={s.what}>
          <Glyph name="chat" /> <b>{say('live.with', { agent: others.join(', ') })}</b>{' '}
          <Since at={one.line?.said[0]?.at ?? line.at} /> <CaseName one={one} />
        </p>
        <div className={s.acts}>
          <Button kind="quiet" aria-expanded={isOpen} aria-controls={bodyId} onClick={() => setOpen(!isOpen)}>
            {say(isOpen ? 'live.fold' : 'live.unfold')}
          </Button>
          {talkChannel && <Button onClick={() => void talkChannel?.join(live)}>{say('live.call_me')}</Button>}
          {line.asker === me && (
            <Button kind="quiet" onClick={() => void act(one.card.id, 'live_line.take_back', { live })}>
              {say('live.take_back')}
            </Button>
          )}
          <Button aria-expanded={isEnding} onClick={() => setEnding(!isEnding)}>
            {say('live.end')}
          </Button>
        </div>
      </div>
      <div id={bodyId} hidden={!isOpen} className={s.talk}>
        {line.asker !== me && <Brief one={one} />}
        <SaidLines said={one.line?.said ?? []} names={names} />
        {isEnding ? (
          <EndLine onEnd={body => act(one.card.id, 'live_line.end', { live, ...body })} />
        ) : (
          <SayLine onSay={text => act(one.card.id, 'live_line.say', { live, text })} />
        )}
      </div>
    </>
  )
}

/** What came of it; an answer and a test need words, as others read them afterwards. */
function EndLine({ onEnd }: { onEnd: (body: { outcome: LiveOutcome; text?: string }) => Promise<boolean> }) {
  const say = useSay()
  const [outcome, setOutcome] = useState<LiveOutcome>('answered')
  const [text, setText] = useState('')
  const needsWords = outcome === 'answered' || outcome === 'test'
  const isMissing = needsWords && text.trim() === ''
  const [tried, setTried] = useState(false)
  return (
    <form
      className={s.sayLine}
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (!isMissing) void onEnd({ outcome, ...(text.trim() && { text: text.trim() }) })
      }}
    >
      <SelectField
        label={say('live.outcome')}
        value={outcome}
        autoFocus
        options={liveOutcomes.map(one => ({ value: one as string, text: say(`live.outcome_${one}`) }))}
        onChange={event => setOutcome(event.currentTarget.value as LiveOutcome)}
      />
      <TextField
        label={say('live.outcome_words')}
        value={text}
        maxLength={4000}
        needed={needsWords}
        error={tried && isMissing ? say('refusal.live_line_words_missing') : undefined}
        onChange={event => setText(event.currentTarget.value)}
      />
      <Button kind="main" type="submit">
        {say('live.end_do')}
      </Button>
    </form>
  )
}
