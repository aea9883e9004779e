// Above the ledger: news the contact has to pass on, and whoever asks to speak with the customer or may.
import { untoldNews } from '#core/case/deed/pass-on.ts'
import { agreedWith, speechesAsked } from '#core/case/deed/speech.ts'
import type { Speech } from '#core/case/state.ts'
import type { SpeechId } from '#core/kit/id.ts'
import { Button } from '#web/kit/button.tsx'
import { nowMs } from '#web/kit/now.ts'
import { wallTime } from '#web/kit/times.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { useWords } from '#web/words.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import b from './bars.module.css'
import s from './case.module.css'
import { newsHead } from './news-text.ts'
import { preparedNews } from './prepared-news.ts'
import { useWordsIn } from './say-in.ts'

/** The titles of what stands there. */
export function rolesTitles(view: OpenCaseView): string[] {
  const { say, state } = view
  if (state.phase !== 'open') return []
  const agreed = agreedNow(view)
  return [
    ...(untoldNews(state).length > 0 ? [say('roles.news')] : []),
    ...askedOf(view).map(one => askedText(view, one)),
    ...(agreed ? [agreedText(view, agreed)] : []),
  ]
}

export function RolesBar() {
  const { state } = useCase()
  if (state.phase !== 'open') return null
  return (
    <>
      <NewsBar />
      <AskedBar />
      <AgreedBar />
    </>
  )
}

/** What others found out, with the words for the customer and the ways to tell him. */
function NewsBar() {
  const view = useCase()
  const { say, state } = view
  const words = useWords()
  const news = untoldNews(state)
  if (news.length === 0) return null
  return (
    <section className={b.offer} aria-label={say('roles.news')}>
      <div className={b.barHead}>
        <h2 className={b.barTitle}>{say('roles.news')}</h2>
        <NewsButtons />
      </div>
      <ul className={b.untold}>
        {news.map(([id, one]) => (
          <li key={id}>
            {one.tell && <span data-text="">{view.text(one.tell)} </span>}
            <span className="sm soft">
              {newsHead(view, one)} ·{' '}
              <span className={one.late ? s.refused : undefined}>
                {say(one.late ? 'roles.news_late' : 'roles.news_by', {
                  at: wallTime(one.dueAt, nowMs(), words),
                })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function NewsButtons() {
  const view = useCase()
  const { say, state, offWhy, open, toReply, telling, who } = view
  const news = untoldNews(state)
  const ids = news.map(([id]) => id)
  const isMine = offWhy('news.set_aside') === ''
  const theirs = useWordsIn(view.data.customer.language)
  const write = () => {
    telling.set(ids)
    toReply(
      preparedNews(
        view,
        news.map(([, one]) => one),
        theirs.say,
      ),
    )
  }
  const mayWrite = isMine || offWhy('message.queue') === ''
  useKeys(mayWrite ? { 'shift+r': { does: say('roles.write'), run: write } } : {})
  if (!isMine && offWhy('message.queue') !== '') {
    const agent = state.contact ? who({ kind: 'agent', id: state.contact }).name : ''
    return <p className="sm soft">{say('roles.news_others', { agent })}</p>
  }
  return (
    <div className="row">
      <Button kind="main" keys="shift+r" onClick={write}>
        {say('roles.write')}
      </Button>
      <Button
        onClick={() => {
          telling.set(ids)
          open({ name: 'contact' })
        }}
      >
        {say('roles.call')}
      </Button>
      {isMine && <Button onClick={() => open({ name: 'nothing-to-tell' })}>{say('roles.nothing')}</Button>}
    </div>
  )
}

type Asked = Speech & { readonly id: SpeechId }

/** Who asks to speak with the customer; the contact answers here. */
const AskedBar = () => askedOf(useCase()).map(one => <OneAsked key={one.id} one={one} />)

const askedOf = ({ state, desk, offWhy }: OpenCaseView): readonly Asked[] =>
  speechesAsked(state).filter(one => one.agent === desk.me.id || offWhy('speech.agree') === '')

function askedText({ say, state, who, text, desk, customerFirst }: OpenCaseView, one: Asked): string {
  const isMine = one.agent === desk.me.id
  const agent = isMine ? state.contact : one.agent
  const name = agent ? who({ kind: 'agent', id: agent }).name : say('case.nobody')
  const words = { agent: name, name: customerFirst, text: text(one.about) }
  return say(isMine ? 'roles.asked' : 'roles.asks', words)
}

function OneAsked({ one }: { one: Asked }) {
  const view = useCase()
  const { say, desk, open, act } = view
  const isMine = one.agent === desk.me.id
  const asks = askedText(view, one)
  return (
    <section className={`${b.offer} ${b.barHead}`} aria-label={asks}>
      <p>{asks}</p>
      <div className="row">
        {isMine ? (
          <Button onClick={() => void act('speech.withdraw', { speech: one.id })}>
            {say('roles.withdraw')}
          </Button>
        ) : (
          <>
            <Button kind="main" onClick={() => open({ name: 'speech-agree', id: one.id })}>
              {say('roles.agree')}
            </Button>
            <Button onClick={() => open({ name: 'speech-decline', id: one.id })}>
              {say('roles.decline')}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}

/** Who may speak beside the contact, about what and until when; taken back here. */
function AgreedBar() {
  const view = useCase()
  const { say, act, offWhy } = view
  const words = useWords()
  const one = agreedNow(view)
  if (!one) return null
  const howLong = one.until
    ? say('roles.until', { at: wallTime(one.until, nowMs(), words) })
    : say('roles.for_one')
  return (
    <p className={b.offer}>
      <span>
        {agreedText(view, one)} <span className="soft">· {howLong}</span>{' '}
        {offWhy('speech.withdraw') === '' && (
          <Button kind="quiet" onClick={() => void act('speech.withdraw', { speech: one.id })}>
            {say('roles.withdraw')}
          </Button>
        )}
      </span>
    </p>
  )
}

const agreedNow = ({ state }: OpenCaseView) => (state.worker && agreedWith(state, state.worker)) || null

const agreedText = ({ say, who, text, customerFirst }: OpenCaseView, one: Speech): string =>
  say('roles.may_speak', {
    agent: who({ kind: 'agent', id: one.agent }).name,
    name: customerFirst,
    text: text(one.about),
  })
