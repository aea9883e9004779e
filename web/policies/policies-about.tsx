// The policies of the house at the moment they matter: beside a form, and below a refusal. Nothing where none
// is shown at that moment. Not: one policy (policy-screen.tsx), nor looking for one (case-forms.tsx).
import { Link } from '@tanstack/react-router'
import { momentOfRefusal, type PolicyMoment } from '#core/house-policy/moment.ts'
import { isProblem } from '../api/problem.ts'
import { useSay } from '../words.ts'
import { usePoliciesAt } from './policies-api.ts'
import s from './policies.module.css'

const shownMax = 3

/** Those shown at a moment of the work, by their names. */
export function PoliciesAt({ moment }: { moment: PolicyMoment }) {
  const say = useSay()
  const { data = [] } = usePoliciesAt(moment)
  if (data.length === 0) return null
  return (
    <span className={s.about}>
      <span>{say('house_policy.about')}</span>
      {data.slice(0, shownMax).map(one => (
        // What is being written stays where it is: a policy is read beside it.
        <Link
          key={one.id}
          to="/policies/$number"
          params={{ number: String(one.number) }}
          target="_blank"
          rel="noopener"
        >
          {one.title}
        </Link>
      ))}
      {data.length > shownMax && <span>{say('house_policy.and_more', { n: data.length - shownMax })}</span>}
    </span>
  )
}

/** Those that what was thrown leads to, beside its sentence; nothing, where it is no refusal. */
export const PoliciesOf = ({ thrown }: { thrown: unknown }) => (
  <PoliciesAbout code={isProblem(thrown) ? thrown.code : undefined} />
)

/** Those a refusal leads to, by its code. */
export function PoliciesAbout({ code }: { code: string | undefined }) {
  const moment = code === undefined ? null : momentOfRefusal(code)
  return moment && <PoliciesAt moment={moment} />
}
