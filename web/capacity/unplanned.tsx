// How many people have no working hours, and the way to enter them; nothing where all have some.
import { Link } from '@tanstack/react-router'
import { useSay } from '../words.ts'
import s from './capacity.module.css'

export function Unplanned({ n }: { n: number }) {
  const say = useSay()
  if (n === 0) return null
  return (
    <p className={s.note}>
      {say('capacity.unplanned', { n })}{' '}
      <Link to="/admin/$" params={{ _splat: 'people' }}>
        {say('capacity.enter_hours')}
      </Link>
    </p>
  )
}
