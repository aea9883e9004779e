// A reply being written: what it keeps, what it promises next, what is attached, and how it goes out.
// Not: how it looks (reply.tsx), nor the sending itself (use-send.ts).
import { useEffect, useRef, useState } from 'react'
import { openHelp } from '#core/case/deed/help-facts.ts'
import { spokenPromises } from '#core/case/deed/promise.ts'
import type { Promised } from '#core/case/state.ts'
import type { PromiseId } from '#core/kit/id.ts'
import { useSession } from '#web/api/session.ts'
import { nowMs } from '#web/kit/now.ts'
import type { Words } from '#web/kit/times.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import { firstNext, givenBy, type NextUpdate } from './next-update.tsx'
import { type Chosen, isTurned } from './own-time.ts'
import { placesLeft, type ReplyValues, valuesOf } from './reply-text.ts'
import { timeForThem, usableZone, useWordsIn } from './say-in.ts'
import type { Seen } from './unseen.ts'
import type { useDraft } from './use-draft.ts'
import { useFiles } from './use-files.ts'
import { type Outgoing, useSend } from './use-send.ts'
import { firstWait, type WaitWish } from './wait-dialog.tsx'

type Spoken = readonly (readonly [PromiseId, Pick<Promised, 'from' | 'dueAt'>])[]

/** The spoken promise that would run on after this message: what is due first. */
function runsOn(promises: Spoken, keeps: readonly string[]): Chosen | null {
  const left = promises.filter(([id]) => !keeps.includes(id)).map(([, one]) => one)
  const first = left.toSorted((a, b) => a.dueAt - b.dueAt)[0]
  return first ? { at: first.dueAt, from: first.from ?? undefined } : null
}

/** The promises this message keeps, and the next update it promises. */
function usePromised() {
  const { state, desk } = useCase()
  const promises = spokenPromises(state)
  const [keeps, setKeeps] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState<NextUpdate | null>(null)
  const runs = runsOn(promises, keeps)
  const next =
    chosen && !(chosen.is === 'stands' && runs === null) ? chosen : firstNext(runs, nowMs(), desk.zone)
  useEffect(() => {
    const running = promises.map(([id]) => id as string)
    if (keeps.some(id => !running.includes(id))) setKeeps(keeps.filter(id => running.includes(id)))
  }, [promises, keeps])
  const toggle = (id: string, on: boolean) =>
    setKeeps(on ? [...keeps, id] : keeps.filter(each => each !== id))
  const reset = () => {
    setKeeps([])
    setChosen(null)
  }
  return { promises, keeps, setKeeps, toggle, runs, next, choose: setChosen, reset }
}

/** What it says of itself: that there is no news yet; that it asks whether the fix holds. */
function useMarks() {
  const { state } = useCase()
  const [noNews, setNoNews] = useState(false)
  const [asks, setAsks] = useState(true)
  const mayAsk = state.phase === 'solved' && state.checkBack !== null
  const [answersHelp, setAnswersHelp] = useState(false)
  const help = openHelp(state)?.id ?? null
  const reset = () => {
    setNoNews(false)
    setAsks(true)
    setAnswersHelp(false)
  }
  return {
    noNews,
    setNoNews,
    asks: mayAsk && asks,
    setAsks,
    mayAsk,
    mayLack: state.phase === 'open',
    mayAnswerHelp: help !== null,
    explains: answersHelp ? help : null,
    setAnswersHelp,
    reset,
  }
}

/** What the places of a ready-made reply are filled with: times as the customer reads them. */
function useValues(next: NextUpdate, theirs: Words): ReplyValues {
  const { data, desk, state, text, customerFirst, who } = useCase()
  const words = useWords()
  const { desk: house } = useSession()
  const due = next.is !== 'none' && { from: next.from, dueAt: next.at }
  return valuesOf({
    customer: customerFirst,
    case: String(data.number),
    subject: text(state.subject),
    agent: who(desk.actor).name,
    team: desk.teamName(state.team),
    desk: house.name,
    promise: due ? timeForThem(due, nowMs(), theirs, words) : '',
    phone: (house.callBackNumber as string | null) ?? '',
  })
}

/** Everything a reply needs; `go` sends it, with a wait when one is given. */
export function useReply(draft: ReturnType<typeof useDraft>, seen: Seen) {
  const { say, data, desk, state, offWhy, telling } = useCase()
  const theirs = useWordsIn(data.card.language, usableZone(data.customer.timeZone))
  const [wrong, setWrong] = useState('')
  const [wait, setWait] = useState<WaitWish>(() => firstWait(nowMs(), desk.zone))
  const promised = usePromised()
  const marks = useMarks()
  const files = useFiles(setWrong)
  const sent = useRef<typeof files.files>([])
  const sending = useSend({
    onSent: () => {
      draft.clear()
      promised.reset()
      marks.reset()
      sent.current = files.files
      files.set([])
      telling.set([])
    },
    onUndone: message => {
      draft.write(message.text)
      files.set(sent.current)
      telling.set(message.tells ?? [])
      promised.setKeeps(message.keeps)
    },
  })
  const { next, keeps } = promised
  // After solving nothing is promised but that he is asked back.
  const mayPromise = state.phase === 'open'
  const missing = (waits: boolean): string => {
    if (draft.text.trim() === '') return say('case.write_first')
    if (files.coming.length > 0) return say('case.file_still_coming')
    const places = placesLeft(draft.text)
    if (places !== '') return say('case.place_left', { places })
    const silent = mayPromise && !waits && next.is === 'none' && next.because.trim() === ''
    if (mayPromise && !waits && next.is === 'at' && isTurned(next)) return say('case.window_turned')
    return silent ? say('case.none_needs_reason') : ''
  }
  // What was told meanwhile by somebody else is not told twice.
  const tells = telling.news.filter(one => Object.hasOwn(state.untold, one))
  const means = data.reached === 'email' ? 'email' : 'portal'
  const outgoing = (waits?: Outgoing['wait']): Outgoing => ({
    text: draft.text.trim(),
    seenSeq: seen.seq,
    keeps,
    attached: files.files.map(one => one.id),
    ...(waits && { wait: waits }),
    ...(mayPromise &&
      next.is === 'at' &&
      !waits && { nextPromise: { topic: theirs.say('case.topic_next'), means, ...givenBy(next) } }),
    ...(marks.noNews && marks.mayLack && { news: false as const }),
    ...(marks.asks && { checkBack: true as const }),
    ...(marks.explains && { explains: marks.explains }),
    ...(tells.length > 0 && { tells }),
    ...(mayPromise && next.is === 'none' && next.because.trim() !== '' && { noPromise: next.because.trim() }),
  })
  const go = (waits?: Outgoing['wait']) => {
    const text = missing(waits !== undefined)
    setWrong(text)
    if (text === '') void sending.send(outgoing(waits))
  }
  const values = useValues(next, theirs)
  const off = data.reached === 'none' ? say('case.nobody_to_write_to') : offWhy('message.queue')
  return { promised, marks, files, sending, wait, setWait, go, values, off, wrong, setWrong }
}
export type ReplyForm = ReturnType<typeof useReply>
