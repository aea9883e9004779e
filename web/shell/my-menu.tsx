// My menu in the bar: whether I am shown as here, my settings, the way out. Absence is planned in my
// settings.
import { useSession } from '../api/session.ts'
import { Menu } from '../kit/menu.tsx'
import { AgentDot } from '../kit/presence.tsx'
import { useSay } from '../words.ts'
import s from './top-bar.module.css'

type Props = { onMe: () => void; onCoach: () => void; onHandOver: () => void; onSignOut: () => void }

export function MyMenu({ onMe, onCoach, onHandOver, onSignOut }: Props) {
  const say = useSay()
  const { agent, desk } = useSession()
  const is = desk.agents.find(one => one.id === agent.id)?.absent ? 'away' : 'available'
  return (
    <Menu
      label={say('shell.my_menu')}
      face={
        <AgentDot is={is}>
          <span className={s.name}>{agent.name}</span>
        </AgentDot>
      }
      items={[
        { title: say(`kit.is_${is}`) },
        { text: say('shell.me'), run: onMe },
        { text: say('hand_over.title'), run: onHandOver },
        { text: say('coach.title'), run: onCoach },
        'line',
        { text: say('shell.sign_out'), run: onSignOut },
      ]}
    />
  )
}
