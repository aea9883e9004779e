// What those on a line or in a swarm write to each other, and the line to write the next. A number to call is
// a button. Not: voice, which comes by the talk channels (the port below).
import { useRef, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { timeOf } from '../kit/times.ts'
import { useWords } from '../words.ts'
import type { Said } from './live-line-api.ts'
import s from './live-line.module.css'

const callSign = '☎ '
/** A number somebody wants to be called at, as one line says it; null: it is words. */
export const numberIn = (text: string): string | null =>
  text.startsWith(callSign) ? text.slice(callSign.length) : null
const dialled = (number: string): string => `tel:${number.replace(/[^+\d]/g, '')}`
const isNumber = (text: string): boolean => /^\+?[\d\s()/-]{5,30}$/.test(text.trim())

type Props = { said: readonly Said[]; names: Readonly<Record<string, string>> }

/** The newest last; it is read aloud as it grows. */
export function SaidLines({ said, names }: Props) {
  const words = useWords()
  if (said.length === 0) return null
  return (
    <div role="log">
      <ol className={s.said}>
        {said.map(one => {
          const number = numberIn(one.text)
          return (
            <li key={`${one.at}${one.by}${one.text}`}>
              <span className="soft sm num">{timeOf(one.at, words)}</span>{' '}
              <b>{one.by ? (names[one.by] ?? one.by) : ''}</b>{' '}
              {number ? (
                <a href={dialled(number)}>{words.say('live.call_at', { number })}</a>
              ) : (
                <span>{one.text}</span>
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}

type SayProps = { onSay: (text: string) => Promise<boolean>; focusId?: string }

/** Where one writes; `Call me` puts a number there instead. What did not arrive stands there again. */
export function SayLine({ onSay, focusId }: SayProps) {
  const { say } = useWords()
  const [text, setText] = useState('')
  const [isCalling, setCalling] = useState(false)
  const latest = useRef(text)
  latest.current = text
  const ready = isCalling ? isNumber(text) : text.trim() !== ''
  const send = () => {
    if (!ready) return
    void onSay(isCalling ? `${callSign}${text.trim()}` : text.trim()).then(isSaid => {
      if (isSaid) return
      setText(now => [text, now].filter(one => one !== '').join(' '))
      setCalling(isCalling && latest.current === '')
    })
    setText('')
    setCalling(false)
  }
  return (
    <form
      className={s.sayLine}
      id={focusId}
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <TextField
        label={say(isCalling ? 'live.my_number' : 'live.write')}
        labelHidden
        placeholder={say(isCalling ? 'live.my_number' : 'live.write')}
        type={isCalling ? 'tel' : 'text'}
        maxLength={isCalling ? 30 : 4000}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <Button type="submit">{say('live.send')}</Button>
      <Button kind="quiet" aria-pressed={isCalling} onClick={() => setCalling(!isCalling)}>
        {say('live.call_me')}
      </Button>
    </form>
  )
}
