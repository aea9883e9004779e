// Whether I take cases now. Not: absence planned ahead (set-up).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { post } from '../api/client.ts'
import { refusalText } from '../api/refusal-text.ts'
import { changeSession, useSession } from '../api/session.ts'
import { Menu } from '../kit/menu.tsx'
import { AgentDot, type Availability } from '../kit/presence.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'

const all: readonly Availability[] = ['available', 'busy', 'away']

/** The menu in the bar: how I stand, and what is mine. */
export function AvailabilityMenu({ onMe, onSignOut }: { onMe: () => void; onSignOut: () => void }) {
  const say = useSay()
  const session = useSession()
  const client = useQueryClient()
  const mine = session.desk.agents.find(one => one.id === session.agent.id)
  const now = mine?.availability ?? 'available'
  const set = (availability: Availability) =>
    changeSession(client, was => ({
      ...was,
      desk: {
        ...was.desk,
        agents: was.desk.agents.map(one => (one.id === was.agent.id ? { ...one, availability } : one)),
      },
    }))
  const change = useMutation({
    mutationFn: (availability: Availability) => post('/me/availability', { availability }),
    onMutate: set,
    onError: thrown => {
      set(now)
      toast({ text: refusalText(thrown, say), kind: 'wrong' })
    },
  })
  return (
    <Menu
      label={say('shell.my_menu')}
      face={<AgentDot is={now}>{say(`kit.is_${now}`)}</AgentDot>}
      items={[
        { title: session.agent.name },
        ...all.map(one => ({
          text: say(`kit.is_${one}`),
          chosen: one === now,
          run: () => change.mutate(one),
        })),
        'line',
        { text: say('shell.me'), run: onMe },
        { text: say('shell.sign_out'), run: onSignOut },
      ]}
    />
  )
}
