// The reply to the customer: a room of its own with its own draft, the next update it promises, and what it
// keeps.
import { type Ref, useEffect, useRef, useState } from 'react'
import { spokenPromises } from '#core/case/deed/promise.ts'
import { isAllowed } from '#core/case/lifecycle.ts'
import type { PromiseId } from '#core/kit/id.ts'
import { refusalText } from '#web/api/refusal-text.ts'
import { Button } from '#web/kit/button.tsx'
import { Check } from '#web/kit/check.tsx'
import { Composer } from '#web/kit/composer.tsx'
import { announce } from '#web/kit/live-region.ts'
import { nowMs } from '#web/kit/now.ts'
import { Pill } from '#web/kit/pill.tsx'
import { timeOf, wallTime } from '#web/kit/times.ts'
import { toast } from '#web/kit/toast.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'
import { firstNext, type NextUpdate, NextUpdateSlot } from './next-update.tsx'
import { RepliesDialog } from './replies-dialog.tsx'
import { useWordsIn } from './say-in.ts'
import { StoppedDialog } from './stopped-dialog.tsx'
import type { Seen } from './unseen.ts'
import { type Upload, upload, uploadBytesMax } from './upload.ts'
import type { useDraft } from './use-draft.ts'
import { type Outgoing, useSend } from './use-send.ts'
import { firstWait, type WaitWish, WaitDialog } from './wait-dialog.tsx'

type Props = {
  field: Ref<HTMLTextAreaElement>
  draft: ReturnType<typeof useDraft>
  seen: Seen
  onTyped: () => void
  onLooked: () => void
  /** what arrived since one began to write, to be said above the text */
  news: React.ReactNode
}

/** The spoken promise that would run on after this message, by its instant. */
function runsOn(
  promises: readonly (readonly [PromiseId, { readonly dueAt: number }])[],
  keeps: readonly string[],
) {
  const left = promises.filter(([id]) => !keeps.includes(id)).map(([, one]) => one.dueAt)
  return left.length === 0 ? null : Math.min(...left)
}

export function Reply({ field, draft, seen, onTyped, onLooked, news }: Props) {
  const { say, data, desk, state, text, offWhy, customerFirst, who } = useCase()
  const words = useWords()
  const theirs = useWordsIn(data.card.language)
  const promises = spokenPromises(state)
  const [keeps, setKeeps] = useState<readonly string[]>([])
  const runsUntil = runsOn(promises, keeps)
  const [chosen, setChosen] = useState<NextUpdate | null>(null)
  const offered = firstNext(runsUntil, nowMs(), desk.zone)
  const next = chosen && !(chosen.is === 'stands' && runsUntil === null) ? chosen : offered
  const [files, setFiles] = useState<readonly Upload[]>([])
  const [floating, setFloating] = useState<'replies' | 'wait' | null>(null)
  const [wrong, setWrong] = useState('')
  const [wait, setWait] = useState<WaitWish>(() => firstWait(nowMs(), desk.zone))
  const picker = useRef<HTMLInputElement>(null)
  const { send, isSending, problem, stopped, letGo } = useSend({
    onSent: () => {
      draft.clear()
      setKeeps([])
      setFiles([])
      setChosen(null)
    },
    onUndone: message => {
      draft.write(message.text)
      setKeeps(message.keeps)
    },
  })
  useEffect(() => {
    const running = promises.map(([id]) => id as string)
    if (keeps.some(id => !running.includes(id))) setKeeps(keeps.filter(id => running.includes(id)))
  }, [promises, keeps])

  const outgoing = (wait?: Outgoing['wait']): Outgoing | null => {
    if (draft.text.trim() === '') {
      setWrong(say('case.write_first'))
      return null
    }
    if (!wait && next.is === 'none' && next.because.trim() === '') {
      setWrong(say('case.none_needs_reason'))
      return null
    }
    setWrong('')
    const due = wait?.until ?? (next.is === 'at' ? next.at : null)
    return {
      text: draft.text.trim(),
      seenSeq: seen.seq,
      keeps,
      attached: files.map(one => one.id),
      ...(wait && { wait }),
      ...(next.is === 'at' &&
        !wait &&
        due !== null && {
          nextPromise: { topic: theirs.say('case.topic_next'), means: means(data.reached), dueAt: due },
        }),
      ...(next.is === 'none' && next.because.trim() !== '' && { noPromise: next.because.trim() }),
    }
  }
  const go = (wait?: Outgoing['wait']) => {
    const message = outgoing(wait)
    if (message) void send(message)
  }
  const attach = async (list: FileList | null) => {
    for (const file of list ?? []) {
      if (file.size > uploadBytesMax) {
        setWrong(say('case.file_too_big', { name: file.name, mb: Math.ceil(file.size / 1_000_000) }))
        continue
      }
      try {
        const one = await upload(file)
        setFiles(now => [...now, one])
        announce(say('case.file_added', { name: one.name }))
      } catch (thrown) {
        toast({ text: refusalText(thrown, say), kind: 'wrong' })
      }
    }
  }
  const off = data.reached === 'none' ? say('case.nobody_to_write_to') : offWhy('message.queue')
  const notice = problem || wrong
  if (off !== '' && draft.text === '') return <p className={s.silent}>{off}</p>
  const agent = who(desk.actor).name
  const replyValues = {
    customer: customerFirst,
    case: String(data.number),
    agent,
    nextUpdate: next.is === 'none' ? '' : wallTime(next.at, nowMs(), theirs),
  }
  return (
    <>
      <Composer
        audience="customer"
        label={say('case.reply_label', { name: customerFirst })}
        to={
          off === ''
            ? say('case.reply_to', {
                name: customerFirst,
                channel: say(`kinds.channel_${data.reached === 'email' ? 'email' : 'portal'}`),
                language: say(`kinds.language_${data.card.language}`),
              })
            : off
        }
        head={
          <>
            <span className="soft">{say('case.next_by')}</span>
            <NextUpdateSlot value={next} onChange={setChosen} runsUntil={runsUntil} />
          </>
        }
        value={draft.text}
        language={data.card.language}
        readOnly={off !== ''}
        field={field}
        onChange={value => {
          draft.write(value)
          setWrong('')
          onTyped()
        }}
        onKeyDown={event => {
          if (event.key === '/' && (draft.text === '' || event.currentTarget.selectionStart === 0)) {
            event.preventDefault()
            setFloating('replies')
          } else if (event.key === 'Escape') {
            event.preventDefault()
            event.currentTarget.blur()
          }
        }}
        notice={
          news || notice ? (
            <>
              {news}
              {notice && (
                <p className={s.refused} role="alert">
                  {notice}
                </p>
              )}
            </>
          ) : undefined
        }
        acts={
          <>
            <Button kind="quiet" glyph="clip" offWhy={off} onClick={() => picker.current?.click()}>
              {say('case.attach')}
            </Button>
            <input
              ref={picker}
              className={s.file}
              type="file"
              multiple
              tabIndex={-1}
              aria-label={say('case.attach')}
              onChange={event => {
                void attach(event.currentTarget.files)
                event.currentTarget.value = ''
              }}
            />
            <Button kind="quiet" keys="/" offWhy={off} onClick={() => setFloating('replies')}>
              {say('case.ready_made')}
            </Button>
            <span className="faint sm">
              {draft.savedAt !== null &&
                draft.text !== '' &&
                say('case.saved', { at: timeOf(draft.savedAt, words) })}
            </span>
            {(promises.length > 0 || files.length > 0) && (
              <span className={s.keeps}>
                {promises.map(([id, one]) => (
                  <Check
                    key={id}
                    checked={keeps.includes(id)}
                    onChange={event =>
                      setKeeps(
                        event.currentTarget.checked ? [...keeps, id] : keeps.filter(each => each !== id),
                      )
                    }
                  >
                    {say('case.keeps', { text: text(one.topic) })}
                  </Check>
                ))}
                {files.map(one => (
                  <Pill
                    key={one.id}
                    removeLabel={say('case.file_remove', { name: one.name })}
                    onRemove={() => setFiles(files.filter(each => each.id !== one.id))}
                  >
                    {one.name}
                  </Pill>
                ))}
              </span>
            )}
          </>
        }
        buttons={
          <>
            {isAllowed(state.phase, 'wait.start') && (
              <>
                <Button kind="quiet" offWhy={off} onClick={() => setFloating('wait')}>
                  {wait.until === undefined
                    ? say('case.wait_open')
                    : say('case.until', { at: wallTime(wait.until, nowMs(), words) })}
                </Button>
                <Button second keys="mod+shift+enter" offWhy={off} onClick={() => go(wait)}>
                  {say('case.send_and_wait')}
                </Button>
              </>
            )}
            <Button
              kind="main"
              keys="mod+enter"
              offWhy={isSending ? say('case.sending') : off}
              onClick={() => go()}
            >
              {say('case.send')}
            </Button>
          </>
        }
      />
      {floating === 'replies' && (
        <RepliesDialog
          values={replyValues}
          onClose={() => setFloating(null)}
          onChoose={value => {
            draft.write(draft.text === '' ? value : `${draft.text}\n\n${value}`)
            onTyped()
            setFloating(null)
          }}
        />
      )}
      {floating === 'wait' && (
        <WaitDialog
          first={wait}
          onClose={() => setFloating(null)}
          onWait={chosenWait => {
            setFloating(null)
            setWait(chosenWait)
            go(chosenWait)
          }}
        />
      )}
      {stopped && (
        <StoppedDialog
          stopped={stopped}
          onRead={() => {
            letGo()
            onLooked()
          }}
          onSend={() => void send({ ...stopped.message, seenSeq: Math.max(seen.seq, ...stopped.entries) })}
        />
      )}
    </>
  )
}

const means = (reached: 'email' | 'portal' | 'none') => (reached === 'email' ? 'email' : 'portal')
