// Forms for promises: made with one of five quick choices, moved before they are due, given up, withdrawn.
import { useState } from 'react'
import { type PromiseMeans, promiseMeans } from '#core/case/event.ts'
import type { AgentId, PromiseId } from '#core/kit/id.ts'
import { SelectField, TextField } from '#web/kit/field.tsx'
import { KeyHint } from '#web/kit/key-hint.tsx'
import { nowMs } from '#web/kit/now.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import type { CaseAnswer } from './case-data.ts'
import s from './case.module.css'
import { DeedDialog, type SheetProps } from './deed-dialog.tsx'
import { KeeperNote, KeptTime } from './keeper-part.tsx'
import { nextUpdateChoices } from './next-update.ts'
import { chosenText, choiceText } from './next-update.tsx'
import { type Chosen, isTurned, timesOf } from './own-time.ts'
import { OwnTime } from './own-time.tsx'
import { useWordsIn } from './say-in.ts'
import { CustomersTime } from './their-time.tsx'

/** The quick choices on the keys 1 to 4, and a time of one's own on 5. */
function DueChoice({
  value,
  onChange,
  first,
}: {
  value: Chosen
  onChange: (chosen: Chosen) => void
  first: boolean
}) {
  const words = useWords()
  const { say } = words
  const { desk } = useCase()
  const [now] = useState(nowMs)
  const choices = nextUpdateChoices(now, desk.zone)
  const [isOwnChosen, setOwn] = useState(false)
  // Another part of the form may have set a time that is none of the quick ones.
  const own = isOwnChosen || value.from !== undefined || !choices.some(one => one.at === value.at)
  const keysOf = Object.fromEntries([
    ...choices.map((one, i) => [
      String(i + 1),
      () => {
        setOwn(false)
        onChange({ at: one.at })
      },
    ]),
    ['5', () => setOwn(true)],
  ])
  useKeys(keysOf, 'screen')
  return (
    <fieldset>
      <legend className="sr">{say('deeds.promise_by')}</legend>
      <div className={s.choices}>
        {choices.map((one, i) => (
          <label key={one.name} className="row">
            <input
              type="radio"
              name="due"
              // biome-ignore lint/a11y/noAutofocus: the form was opened by a key to choose a time
              autoFocus={first && i === 0}
              checked={!own && value.at === one.at}
              onChange={() => {
                setOwn(false)
                onChange({ at: one.at })
              }}
            />
            <KeyHint keys={String(i + 1)} /> {choiceText(one, now, words)}
          </label>
        ))}
        <label className="row">
          <input type="radio" name="due" checked={own} onChange={() => setOwn(true)} />
          <KeyHint keys="5" /> {say('case.choice_own')}
        </label>
      </div>
      {own && <OwnTime value={value} onChange={onChange} />}
      <CustomersTime value={value} />
    </fieldset>
  )
}

/** What was chosen, what is wrong with it, and how it is written. */
function useDue() {
  const { say, desk } = useCase()
  const words = useWords()
  const [due, setDue] = useState<Chosen>(() => ({ at: nextUpdateChoices(nowMs(), desk.zone)[0]!.at }))
  const wrong = isTurned(due) ? say('case.window_turned') : due.at <= nowMs() ? say('deeds.in_the_past') : ''
  return { due, setDue, wrong, text: chosenText(due, nowMs(), words) }
}

/** The same, and who gives the word. */
function useGiven() {
  const { setDue, ...given } = useDue()
  const [keeper, setKeeper] = useState<AgentId>()
  const setTime = (time: Chosen) => {
    // Another time may be another's: what was chosen for this one does not go along.
    setKeeper(undefined)
    setDue(time)
  }
  return { ...given, setTime, keeper, setKeeper }
}

const usualMeans = ({ reached }: CaseAnswer): PromiseMeans => (reached === 'email' ? 'email' : 'phone')

/** p: what, by which way, by when. With nothing written it promises the next update. */
export function PromiseForm({ fill, onClose }: SheetProps) {
  const { say, act, data, customerFirst, state } = useCase()
  const theirs = useWordsIn(data.card.language)
  const [topic, setTopic] = useState('')
  const [means, setMeans] = useState<PromiseMeans>(fill?.means ?? usualMeans(data))
  const { due, setTime, keeper, setKeeper, wrong, text } = useGiven()
  const late = Object.entries(state.promises).find(([, one]) => one.standing === 'late' && one.topic !== null)
  const body = {
    topic: topic.trim() || theirs.say('case.topic_next'),
    means,
    ...timesOf(due),
    ...(late && { instead: late[0] }),
    ...(keeper && { keeper }),
  }
  return (
    <DeedDialog
      moment="promises"
      title={say('deeds.promise_title', { name: customerFirst })}
      note={late ? say('deeds.promise_instead') : undefined}
      doText={say(due.from === undefined ? 'deeds.promise_do' : 'deeds.promise_window_do', { at: text })}
      missing={wrong}
      onDo={() => void act('promise.make', body)}
      onClose={onClose}
    >
      <KeptTime
        number={String(data.number)}
        at={due.at}
        keeper={keeper}
        onKeeper={setKeeper}
        onTime={at => setTime({ at })}
      >
        <DueChoice value={due} onChange={setTime} first />
      </KeptTime>
      <TextField
        label={say('deeds.promise_topic')}
        hint={say('deeds.promise_topic_hint')}
        placeholder={theirs.say('case.topic_next')}
        lang={data.card.language}
        value={topic}
        onChange={event => setTopic(event.currentTarget.value)}
      />
      <SelectField
        label={say('deeds.promise_means')}
        value={means}
        options={promiseMeans.map(one => ({ value: one, text: say(`kinds.means_${one}`) }))}
        onChange={event => setMeans(event.currentTarget.value as PromiseMeans)}
      />
    </DeedDialog>
  )
}

/** Shift+Y: another time, before the first one has passed, and why. */
export function MoveForm({ id, onClose }: SheetProps) {
  const { say, act, state, text, customerFirst, toReply } = useCase()
  const one = state.promises[id as PromiseId]
  const { due, setDue, wrong, text: to } = useDue()
  const [because, setBecause] = useState('')
  const missing = because.trim() === '' ? say('deeds.needs_reason') : wrong
  const move = async () => {
    const done = await act('promise.move', { promise: id, ...timesOf(due), because: because.trim() })
    if (done) toReply()
  }
  return (
    <DeedDialog
      moment="promises"
      title={say('deeds.move_title', { text: text(one?.topic) })}
      note={say('deeds.move_note', { name: customerFirst })}
      doText={say('deeds.move_do', { at: to })}
      missing={missing}
      onDo={() => void move()}
      onClose={onClose}
    >
      <DueChoice value={due} onChange={setDue} first />
      {one?.keeper && <KeeperNote at={due.at} of={one.keeper} />}
      <TextField
        label={say('deeds.because')}
        needed={because.trim() === ''}
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}

/** A late promise given up (`miss`), or one that is not needed any more (`drop`), each with its reason. */
export function EndPromiseForm({ id, onClose, end }: SheetProps & { end: 'miss' | 'drop' }) {
  const { say, act, state, text } = useCase()
  const one = state.promises[id as PromiseId]
  const [because, setBecause] = useState('')
  const type = end === 'miss' ? 'promise.miss' : 'promise.withdraw'
  return (
    <DeedDialog
      moment="promises"
      title={say(`deeds.${end}_title`, { text: text(one?.topic) })}
      doText={say(`deeds.${end}_do`)}
      missing={because.trim() === '' ? say('deeds.needs_reason') : ''}
      onDo={() => void act(type, { promise: id, because: because.trim() })}
      onClose={onClose}
    >
      <TextField
        label={say('deeds.because')}
        needed={because.trim() === ''}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
