// One thing to read: what was written, what came back or was unclear, and how it was mended.
import { Link } from '@tanstack/react-router'
import { useAgentName } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import s from './coach.module.css'
import type { CoachItem } from './coach-data.ts'

type Props = { item: CoachItem; row: object; onSay: (() => void) | null }

export function ItemView({ item, row, onSay }: Props) {
  const say = useSay()
  const nameOf = useAgentName()
  const id = `coach-${item.about}-${item.at}`
  return (
    <article className={s.item} aria-labelledby={id} {...row}>
      <h3 id={id} className={s.head}>
        <span>{say(`coach.what_${item.what}`)}</span> · {nameOf(item.author)}{' '}
        <TimeText at={item.at} as="wall" className="soft" />
      </h3>
      <p className={s.case}>
        <Link to="/c/$number" params={{ number: String(item.number) }} hash={`e${item.seq}`} data-inline="">
          {item.number} {item.subject}
        </Link>
      </p>
      {item.problem && item.problem !== item.subject && <p className="soft">{item.problem}</p>}
      <p className={s.words}>{item.words}</p>
      <Returned item={item} />
      {item.flags.map(flag => (
        <div key={flag.at} className={s.flag}>
          <p>
            <Tag kind={flag.mended ? 'yes' : 'open'}>
              {say('notes.unclear', { what: flag.words ?? say(`notes.missing_${flag.missing}`) })}
            </Tag>{' '}
            <span className="soft">{nameOf(flag.by)}</span>
          </p>
          {flag.mended ? (
            <>
              <p className={s.words}>{flag.mended.text}</p>
              <p className="soft sm">{say('notes.cost', { n: flag.mended.minutes })}</p>
            </>
          ) : (
            <p className="soft sm">{say('coach.still_unclear')}</p>
          )}
        </div>
      ))}
      {onSay && (
        <p>
          <Button kind="quiet" glyph="note" onClick={onSay}>
            {say('coach.say')}
          </Button>
        </p>
      )}
    </article>
  )
}

function Returned({ item: { returned } }: { item: CoachItem }) {
  const say = useSay()
  const nameOf = useAgentName()
  if (!returned) return null
  return (
    <p className={s.flag}>
      <b>{say(`kinds.return_${returned.reason}`)}</b> · {nameOf(returned.by)} ·{' '}
      <TimeText at={returned.at} as="wall" className="soft" />
      <br />
      {say('coach.next_act', { text: returned.nextAct })}
    </p>
  )
}
