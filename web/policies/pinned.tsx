// The policies of the house a decision rests on, each by name and version, with a link to the words as they
// were then. Not: choosing one (case-forms.tsx).
import { Link } from '@tanstack/react-router'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import { useSay } from '../words.ts'
import { usePolicy } from './policies-api.ts'

export function Pinned({ pinned }: { pinned: readonly PinnedPolicy[] | undefined }) {
  return pinned?.map(one => <PinnedOne key={`${one.policy} ${one.version}`} pin={one} />)
}

/** Nothing, where it cannot be read: people of another house are told no policies. */
function PinnedOne({ pin: { policy, version } }: { pin: PinnedPolicy }) {
  const say = useSay()
  const { data } = usePolicy(policy)
  const then = data?.versions.find(one => one.version === version)
  if (!data || !then) return null
  return (
    <p className="soft sm">
      <Link
        to="/policies/$number"
        params={{ number: String(data.number) }}
        hash={`v${version}`}
        data-inline=""
      >
        {say('house_policy.pinned', { title: then.title, version })}
      </Link>
    </p>
  )
}
