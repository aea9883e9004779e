// Beside a script: what stands against publishing it, its versions, and the script as a file.
import { Link } from '@tanstack/react-router'
import { maySetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { urlOf } from '../api/client.ts'
import { useAgentName, useSession } from '../api/session.ts'
import { PanelPart } from '../kit/layout.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import { ImportButton, ImportWrong, useImport } from './import-button.tsx'
import { type Outline, stepAt } from './outline.ts'
import { wholeAt } from './outline-tree.tsx'
import type { Draft, Fault, Whole } from './scripts-api.ts'
import s from './scripts.module.css'

const shownMax = 100

type ProblemProps = { faults: readonly Fault[]; outline: Outline; goTo: (index: number) => void }

/** Each with its place, which leads there. */
export function Problems({ faults, outline, goTo }: ProblemProps) {
  const say = useSay()
  const more = faults.length - shownMax
  return (
    <PanelPart title={say('scripts.problems')} end={faults.length > 0 && faults.length}>
      {faults.length === 0 && <p className="soft">{say('scripts.problems_none')}</p>}
      <ul className={s.problems}>
        {faults.slice(0, shownMax).map(one => (
          <li key={`${one.path} ${one.code} ${one.details.language ?? ''}`}>
            <Place fault={one} outline={outline} goTo={goTo} />
            <span>{one.message}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="faint">{say('scripts.problems_more', { n: more })}</p>}
    </PanelPart>
  )
}

function Place({ fault, outline, goTo }: { fault: Fault } & Omit<ProblemProps, 'faults'>) {
  const say = useSay()
  const index = stepAt(fault, outline)
  const rest = fault.path.replace(/^steps\.\d+\.?/, '')
  const isStep = index !== null && outline.steps[index] !== undefined
  return (
    <button type="button" className={s.to} onClick={() => goTo(isStep ? index : wholeAt)}>
      {isStep ? say('scripts.step_n', { n: index + 1 }) : say('scripts.whole')}{' '}
      <span className={s.name}>{rest}</span>
    </button>
  )
}

/** The newest first; each opens as it was. */
export function Versions({
  slug,
  whole: { past },
  version,
}: {
  slug: string
  whole: Whole
  version: number
}) {
  const say = useSay()
  const nameOf = useAgentName()
  if (!past) return null
  return (
    <PanelPart title={say('scripts.versions')}>
      <ul className={s.versions}>
        {past.items.map(one => (
          <li key={one.version}>
            <Link
              to="/scripts/$slug"
              params={{ slug }}
              search={{ version: String(one.version) } as never}
              aria-current={one.version === version ? 'page' : undefined}
            >
              {say('scripts.version', { n: one.version })}
            </Link>
            {one.version === past.live && <Tag kind="yes">{say('scripts.live')}</Tag>}
            <span className="faint">
              {one.by === null ? say('scripts.came_with') : nameOf(one.by)} ·{' '}
              <TimeText at={one.at} as="day" />
            </span>
          </li>
        ))}
      </ul>
    </PanelPart>
  )
}

type FileProps = { slug: string; version: number; draft: Draft | null }

/** What is shown, as a file; and one to go on with. */
export function FileActs({ slug, version, draft }: FileProps) {
  const say = useSay()
  const { agent } = useSession()
  const sent = useImport(draft ? { slug, revision: draft.revision } : {})
  const mayWrite = maySetUp(
    { roles: agent.roles as readonly Role[], active: true },
    'script_drafts',
    'change',
  )
  const query = draft ? { draft: true } : { version: version === 0 ? null : version }
  return (
    <PanelPart>
      <ul className={s.files}>
        {(['yaml', 'json'] as const).map(as => (
          <li key={as}>
            <a href={urlOf(`/scripts/${slug}/export`, { as, ...query })} download>
              {say('scripts.export', { as: as.toUpperCase() })}
            </a>
          </li>
        ))}
        {mayWrite && (
          <li>
            <ImportButton sent={sent} />
          </li>
        )}
      </ul>
      <ImportWrong thrown={sent.error} />
    </PanelPart>
  )
}
