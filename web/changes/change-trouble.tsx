// What keeps a change request from going on, each with what to do next: its entry is gone, something waits
// for a tracker that does not answer, or what the tracker says cannot be had. Not: the other acts
// (change-screen.tsx).
import { useDesk } from '../case/desk.ts'
import { Button, LinkButton } from '../kit/button.tsx'
import { Strip } from '../kit/strip.tsx'
import { useDayTime } from '../set-up/parts.tsx'
import { useSay } from '../words.ts'
import { useChangeDeed, type WholeChange } from './changes-api.ts'
import s from './changes.module.css'

type Props = { one: WholeChange }

/** All of it, the most pressing first. */
export function Trouble({ one }: Props) {
  const say = useSay()
  const when = useDayTime()
  const { me } = useDesk()
  return (
    <>
      {one.lost && <Strip kind="warn">{say(`change.lost_${one.lost}`)}</Strip>}
      {one.dueAt !== null && one.owner === me.id && (
        <Strip>{say('change.verify_by', { at: when(one.dueAt) })}</Strip>
      )}
      {one.calls.length > 0 ? <Waits one={one} /> : <Silent one={one} />}
    </>
  )
}

/** Faults that pass by themselves, as long as it is tried again. */
const passing: ReadonlySet<string> = new Set([
  ...['unreachable', 'timed_out', 'too_big', 'nonsense', 'limited', 'server_fault'],
])

function Waits({ one }: Props) {
  const say = useSay()
  const act = useChangeDeed(one.number)
  const { code, says, dueAt } = one.calls[0]!
  const isOver = code !== null && passing.has(code) && dueAt === null
  const why = code === null ? say('change.waits_first') : `${say(`set_up.trk_${code}`)}.`
  return (
    <Strip kind={code ? 'warn' : 'note'}>
      {say('change.waits', { n: one.calls.length, why: isOver ? say('change.tries_over') : why })}
      {says !== '' && <span className={s.line}>{say('set_up.mailbox_says', { says })}</span>}
      {code && <Button onClick={() => act.mutate({ deed: 'try_again' })}>{say('change.try_again')}</Button>}
      {code && <ToTracker />}
    </Strip>
  )
}

const fine: ReadonlySet<string> = new Set(['connected', 'new'])

/** Nothing waits for it, but what it says cannot be had: what stands here is what it said last. */
function Silent({ one }: Props) {
  const say = useSay()
  const act = useChangeDeed(one.number)
  const { tracker, trackerCode: code, trackerName, entry, lost, isOpen } = one
  if (!tracker || !entry || !code || fine.has(code) || lost || !isOpen) return null
  const why = `${say(`set_up.trk_${code}`)}.`
  const mayAsk = one.may.includes('write') && code !== 'off' && code !== 'tracker_gone'
  return (
    <Strip kind="warn">
      {say('change.tracker_silent', { name: trackerName ?? '–', why })}
      {mayAsk && <Button onClick={() => act.mutate({ deed: 'look' })}>{say('change.look')}</Button>}
      <ToTracker />
    </Strip>
  )
}

/** Where the tracker is mended, for those who may look there. */
function ToTracker() {
  const say = useSay()
  const { me } = useDesk()
  if (!me.roles.some(role => role === 'admin' || role === 'lead')) return null
  return (
    <LinkButton to="/admin/$" params={{ _splat: 'trackers' }}>
      {say('change.to_trackers')}
    </LinkButton>
  )
}
