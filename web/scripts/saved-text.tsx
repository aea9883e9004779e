// Whether what was written is saved, why not, and what two changed at once. Not: saving it (draft-keeper.ts).
import { refusalText } from '../api/refusal-text.ts'
import { PoliciesOf } from '../policies/policies-about.tsx'
import { Button } from '../kit/button.tsx'
import { PanelPart } from '../kit/layout.tsx'
import { Strip } from '../kit/strip.tsx'
import { useSay, useWords } from '../words.ts'
import type { Clash } from '#core/script/merge-drafts.ts'
import { type Answer, isSaved } from './draft.ts'
import type { Kept } from './draft-keeper.ts'
import { written } from './outline.ts'
import { inWords } from './scripts-list.ts'
import s from './scripts.module.css'
import f from './step-form.module.css'

/** "Saved", and no spinner. */
export function SavedText({ kept }: { kept: Kept<Answer> }) {
  const say = useSay()
  if (isSaved(kept.draft)) return <span data-saved="">{say('scripts.saved')}</span>
  return <span>{say(kept.isSaving ? 'scripts.saving' : 'scripts.unsaved')}</span>
}

/** It is tried again by itself where that may help. */
export function UnsavedStrip({ trouble, again }: { trouble: unknown; again: () => void }) {
  const say = useSay()
  return (
    <Strip glyph="warn" end={<Button onClick={again}>{say('kit.try_again')}</Button>}>
      {say('scripts.unsaved_why', { why: refusalText(trouble, say) })} <PoliciesOf thrown={trouble} />
    </Strip>
  )
}

type ClashProps = {
  clashes: readonly Clash[]
  settle: (clash: Clash, whose: 'mine' | 'theirs') => void
}

/** Both stand side by side until somebody chooses: nothing is lost. */
export function Clashes({ clashes, settle }: ClashProps) {
  const say = useSay()
  if (clashes.length === 0) return null
  return (
    <PanelPart title={say('scripts.clashes')} end={clashes.length}>
      <ul className={s.problems}>
        {clashes.map(one => (
          <li key={one.path}>
            <span className={s.name}>{one.path.replace(/^steps\./, '')}</span>
            <dl className={f.sides}>
              <dt>{say('scripts.clash_mine')}</dt>
              <dd>
                <Side part={one.mine} />
              </dd>
              <dt>{say('scripts.clash_theirs')}</dt>
              <dd>
                <Side part={one.theirs} />
              </dd>
            </dl>
            <div className={f.acts}>
              <Button
                aria-label={`${say('scripts.clash_take')}: ${one.path}`}
                onClick={() => settle(one, 'mine')}
              >
                {say('scripts.clash_take')}
              </Button>
              <Button
                kind="quiet"
                aria-label={`${say('scripts.clash_leave')}: ${one.path}`}
                onClick={() => settle(one, 'theirs')}
              >
                {say('scripts.clash_leave')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </PanelPart>
  )
}

function Side({ part }: { part: Clash['mine'] }) {
  const { say, language } = useWords()
  if (part === null) return <em>{say('scripts.clash_gone')}</em>
  return <>{typeof part === 'string' ? part : (inWords(part, language)?.text ?? written(part))}</>
}
