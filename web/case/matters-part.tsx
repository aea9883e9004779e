// What a case belongs to: problems, supplier cases, change requests; as marks in its head and in the panel.
import { Link } from '@tanstack/react-router'
import type { MatterKind } from '#core/matter/matter.ts'
import { Button } from '#web/kit/button.tsx'
import { PanelPart } from '#web/kit/layout.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { useCase } from './case-context.ts'
import type { MatterView } from './case-data.ts'
import s from './case.module.css'

/** Where each kind has its page. */
const pages = {
  problem: '/problems/$number',
  supplier_case: '/suppliers/$number',
  change: '/changes/$number',
  house_policy: '/policies/$number',
  may_tell: '/may-tells/$number',
} as const satisfies { readonly [K in MatterKind]: string }

/** What it belongs to now; beside that, what it did before. */
function useMatters(): readonly MatterView[] {
  const { data, state } = useCase()
  return data.matters.filter(({ id }) => state.matters?.[id] !== undefined)
}

function Name({ one }: { one: MatterView }) {
  const { say } = useCase()
  const text = say(`matter.kind_${one.kind}`, { number: one.number })
  return (
    <Link to={pages[one.kind]} params={{ number: String(one.number) }} data-inline="">
      {text}
    </Link>
  )
}

/** In the head of the case. */
export function MattersLine() {
  const matters = useMatters()
  if (matters.length === 0) return null
  return (
    <p className={`row sm ${s.joined}`}>
      {matters.map(one => (
        <span key={one.id} title={one.title}>
          <Name one={one} />
        </span>
      ))}
    </p>
  )
}

/** In the panel: what each is called, how it stands, and a way out for what was a mistake. */
export function MattersPart() {
  const { say, open, offWhy } = useCase()
  const matters = useMatters()
  if (matters.length === 0) return null
  const mayLeave = offWhy('matter.leave') === ''
  return (
    <PanelPart title={say('matter.title')} end={matters.length}>
      <ul className={s.questions}>
        {matters.map(one => (
          <li key={one.id}>
            <span>
              <Name one={one} /> {one.title}{' '}
              {one.kind === 'problem' && <Tag>{say(`problem.standing_${one.standing}`)}</Tag>}
              {one.kind === 'supplier_case' && <Tag>{say(`supplier.standing_${one.standing}`)}</Tag>}
              {one.kind === 'change' && <Tag>{say(`change.standing_${one.standing}`)}</Tag>}
              {one.kind === 'may_tell' && <Tag>{say(`may_tell.standing_${one.standing}`)}</Tag>}
            </span>{' '}
            {mayLeave && (
              <Button
                kind="quiet"
                aria-label={`${say('problem.leave_short')}: ${say(`matter.kind_${one.kind}`, { number: one.number })}`}
                onClick={() => open({ name: 'matter-leave', id: one.id })}
              >
                {say('problem.leave_short')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </PanelPart>
  )
}
