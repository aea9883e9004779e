// What machines answered to a message of ours, at that message: an absence note, a receipt, a report.
// Nobody has to do anything about it.
import { useState } from 'react'
import type { Echo } from '#core/case/echo-entry.ts'
import type { MessageEntry } from '#core/case/timeline.ts'
import { Button } from '#web/kit/button.tsx'
import { TimeText } from '#web/kit/time-text.tsx'
import { useCase } from './case-context.ts'
import s from './echoes.module.css'

/** Longer absence notes show their beginning; the rest on demand. */
const longAbove = 160

export function Echoes({ entry }: { entry: MessageEntry }) {
  const { say } = useCase()
  if (entry.echoes.length === 0) return null
  return (
    <ul className={s.echoes} aria-label={say('case.echoes', { n: entry.echoes.length })}>
      {entry.echoes.map(one => (
        <li key={one.seq}>
          <EchoLine echo={one} />
        </li>
      ))}
    </ul>
  )
}

function EchoLine({ echo }: { echo: Echo }) {
  const { say, text, data } = useCase()
  const [isWhole, setIsWhole] = useState(false)
  const words = echo.text ? text(echo.text) : ''
  const isLong = words.length > longAbove
  return (
    <>
      <span className="soft">
        {say(`kinds.automatic_${echo.what}`)} · <TimeText at={echo.at} />
        {echo.status && <span className="num"> · {echo.status}</span>}
      </span>
      {words !== '' && (
        <p lang={data.card.language}>{isLong && !isWhole ? `${words.slice(0, longAbove)} …` : words}</p>
      )}
      {isLong && !isWhole && (
        <Button kind="quiet" onClick={() => setIsWhole(true)}>
          {say('case.show_whole')}
        </Button>
      )}
    </>
  )
}
