// The week's sample of answered hand-offs, worked off by the keyboard: j and k walk, Enter opens the case,
// 1, 2 and 3 say whether level 1 could have. What the answer says of it is shown after that. Not: saying it
// (level-check-form.tsx).
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type LevelCheck, levelChecks } from '#core/case/level-check-fact.ts'
import { get } from '../api/client.ts'
import { useAgentName } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useRoving } from '../kit/use-roving.ts'
import { useSay } from '../words.ts'
import s from './coach.module.css'
import { type LevelCheckItem, type LevelCheckSample, levelChecksKey } from './level-check-data.ts'
import { CheckForm, type Saying } from './level-check-form.tsx'
import { Weeks } from './weeks.tsx'

type Props = { week: string; onWeek: (week: string) => void }

export function LevelChecks({ week, onWeek }: Props) {
  const query = useQuery({
    queryKey: [...levelChecksKey, week],
    queryFn: ({ signal }) => get<LevelCheckSample>('/coach/level-1', { week: week || undefined }, signal),
  })
  // The last one that is over is known once it has been asked for; the others go back from it.
  const last = useQuery({
    queryKey: [...levelChecksKey, ''],
    queryFn: ({ signal }) => get<LevelCheckSample>('/coach/level-1', {}, signal),
  })
  return (
    <>
      {last.data && <Weeks last={last.data.week} week={week || last.data.week} onWeek={onWeek} />}
      <ScreenState query={query} rows={4} bones="entries">
        {sample => <SampleView sample={sample} />}
      </ScreenState>
    </>
  )
}

function SampleView({ sample: { week, answered, drawn, elsewhere, items } }: { sample: LevelCheckSample }) {
  const say = useSay()
  const left = items.filter(one => one.checked === null).length
  if (drawn === 0) return <Empty why={say('coach.none_level_1')} />
  return (
    <>
      <div className={s.item}>
        <h2 className="sr">{say('coach.view_level_1')}</h2>
        <p className="soft">{say('coach.level_1_note', { drawn, answered })}</p>
        {items.length > 0 && <p role="status">{say('coach.level_1_left', { n: left })}</p>}
        {elsewhere > 0 && <p className="soft sm">{say('coach.level_1_elsewhere', { n: elsewhere })}</p>}
      </div>
      <Items items={items} week={week} />
    </>
  )
}

function Items({ items, week }: { items: readonly LevelCheckItem[]; week: string }) {
  const say = useSay()
  const navigate = useNavigate()
  const [saying, setSaying] = useState<Saying | null>(null)
  const open = (handOff: string) => {
    const one = items.find(each => each.handOff === handOff)
    if (one) void navigate({ to: '/c/$number', params: { number: String(one.number) }, hash: `e${one.seq}` })
  }
  const names = items.map(one => one.handOff)
  const { at, go, rowProps } = useRoving({ keys: names, onOpen: open, does: say('coach.key_walk') })
  const item = items.find(one => one.handOff === at && one.checked === null)
  const keyOf = (says: LevelCheck) =>
    item && { does: say(`coach.check_${says}`), run: () => setSaying({ item, says }) }
  useKeys({ '1': keyOf('could'), '2': keyOf('could_not'), '3': keyOf('cannot_say') })
  const done = ({ item }: Saying) => {
    setSaying(null)
    // On to the next that nobody has checked, in the order they stand.
    const place = items.indexOf(item)
    const next = [...items.slice(place + 1), ...items.slice(0, place)].find(one => one.checked === null)
    go((next ?? item).handOff)
  }
  return (
    <>
      <ol className={s.items}>
        {items.map(one => (
          <li key={one.handOff}>
            <ItemView item={one} row={rowProps(one.handOff)} onSay={says => setSaying({ item: one, says })} />
          </li>
        ))}
      </ol>
      {saying && (
        <CheckForm saying={saying} week={week} onDone={() => done(saying)} onClose={() => setSaying(null)} />
      )}
    </>
  )
}

type ItemProps = { item: LevelCheckItem; row: object; onSay: (says: LevelCheck) => void }

function ItemView({ item, row, onSay }: ItemProps) {
  const say = useSay()
  const id = `check-${item.handOff}`
  return (
    <article className={s.item} aria-labelledby={id} {...row}>
      <h3 id={id} className={s.head}>
        <Link to="/c/$number" params={{ number: String(item.number) }} hash={`e${item.seq}`} data-inline="">
          {item.number} {item.subject}
        </Link>{' '}
        <TimeText at={item.at} as="wall" className="soft" />
      </h3>
      <p className={s.words}>
        <b>{say('case.wanted')}</b> {item.question}
      </p>
      <p className="soft sm">{say('coach.check_steps', { n: item.steps })}</p>
      <dl className={s.flag}>
        {(['result', 'cause', 'verified'] as const).map(part => (
          <div key={part}>
            <dt className="soft sm">{say(`case.answer_${part}`)}</dt>
            <dd className={s.words}>{item[part]}</dd>
          </div>
        ))}
      </dl>
      {item.checked ? (
        <Checked checked={item.checked} />
      ) : (
        <p className="row">
          {levelChecks.map((says, i) => (
            <Button key={says} keys={String(i + 1)} onClick={() => onSay(says)}>
              {say(`coach.check_${says}`)}
            </Button>
          ))}
        </p>
      )}
    </article>
  )
}

function Checked({
  checked: { by, at, says, because, flag },
}: {
  checked: NonNullable<LevelCheckItem['checked']>
}) {
  const say = useSay()
  const nameOf = useAgentName()
  return (
    <>
      <p>
        <Tag kind={says === 'cannot_say' ? 'open' : 'yes'}>{say(`coach.check_${says}`)}</Tag> {because}{' '}
        <span className="soft sm">
          {nameOf(by as never)} <TimeText at={at} as="wall" />
        </span>
      </p>
      <p className="soft sm">
        {flag === null ? say('coach.check_unflagged') : say('coach.check_flagged', { text: flag })}
      </p>
    </>
  )
}
