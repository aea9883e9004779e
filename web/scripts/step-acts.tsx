// The acts on a step as one sees them: a menu at the step, which kind a new one is or another becomes, what a
// deleted one leaves behind. Not: what they do (use-step-acts.ts).
import { useRef } from 'react'
import { Button } from '../kit/button.tsx'
import { Menu } from '../kit/menu.tsx'
import { Dialog } from '../kit/sheet.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useSay, useWords } from '../words.ts'
import { type Outline, stepKinds } from './outline.ts'
import f from './step-form.module.css'
import { headOf } from './tree.ts'
import type { StepActs } from './use-step-acts.ts'

/** Everything one may do with this step, with its keys. */
export function StepMenu({ index, acts }: { index: number; acts: StepActs }) {
  const say = useSay()
  const toName = () => requestAnimationFrame(focusName)
  return (
    <Menu
      label={say('scripts.step_more', { n: index + 1 })}
      items={[
        { text: say('scripts.new_step'), keys: 'enter', run: () => acts.ask(index) },
        { text: say('scripts.step_copy'), keys: 'd', run: () => acts.copy(index) },
        { text: say('scripts.step_rename'), keys: 'f2', run: toName },
        { text: say('scripts.step_kind'), keys: 'w', run: () => acts.askKind(index) },
        'line',
        { text: say('scripts.step_up'), keys: 'alt+arrowup', run: () => acts.move(-1, index) },
        { text: say('scripts.step_down'), keys: 'alt+arrowdown', run: () => acts.move(1, index) },
        { text: say('scripts.step_nest'), keys: 'alt+arrowright', run: () => acts.nest(index) },
        { text: say('scripts.step_start'), run: () => acts.begin(index) },
        'line',
        { text: say('scripts.step_delete'), keys: 'delete', run: () => acts.remove(index) },
      ]}
    />
  )
}

/** The field of the name, where F2 leads. */
export const focusName = (): void => document.querySelector<HTMLInputElement>('[data-step-name]')?.focus()

/** One key says what the new step does. */
export function KindDialog({ acts }: { acts: StepActs }) {
  const say = useSay()
  const first = useRef<HTMLButtonElement>(null)
  const { asking, create, leave } = acts
  const title =
    asking && asking.instead !== null
      ? say('scripts.step_kind_of', { n: asking.instead + 1 })
      : asking && asking.after >= 0
        ? say('scripts.new_step_after', { n: asking.after + 1 })
        : say('scripts.new_step')
  return (
    <Dialog open={asking !== null} onClose={leave} title={title} first={first}>
      <KindKeys create={create} />
      {asking && asking.instead !== null && <p className="soft">{say('scripts.step_kind_hint')}</p>}
      <ul className={f.kinds}>
        {stepKinds.map((kind, i) => (
          <li key={kind}>
            <Button
              kind="quiet"
              keys={String(i + 1)}
              ref={i === 0 ? first : undefined}
              onClick={() => create(kind)}
            >
              {say(`scripts.kind_${kind}`)}
            </Button>
            <span className="soft">{say(`scripts.hint_${kind}`)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** Inside the dialog, so that they are heard there alone. */
function KindKeys({ create }: Pick<StepActs, 'create'>) {
  useKeys(Object.fromEntries(stepKinds.map((kind, i) => [String(i + 1), () => create(kind)])))
  return null
}

/** What would lead nowhere, before it does. */
export function DeleteDialog({ acts, outline }: { acts: StepActs; outline: Outline }) {
  const { say, language } = useWords()
  const { doomed, takeAway, leave } = acts
  const n = (doomed?.index ?? 0) + 1
  const pointing = doomed?.pointing ?? []
  return (
    <Dialog
      open={doomed !== null}
      onClose={leave}
      title={say('scripts.delete_title', { n })}
      foot={
        <>
          <Button kind="quiet" onClick={leave}>
            {say('kit.cancel')}
          </Button>
          <Button kind="main" onClick={() => doomed && takeAway(doomed.index)}>
            {say('scripts.step_delete')}
          </Button>
        </>
      }
    >
      {doomed?.isStart && <p>{say('scripts.delete_start')}</p>}
      {pointing.length > 0 && <p>{say('scripts.delete_points', { n: pointing.length })}</p>}
      <ul className={f.pointing}>
        {pointing.slice(0, shownMax).map(index => (
          <li key={index}>
            <span className="faint">{index + 1}</span>{' '}
            {outline.steps[index] && headOf(outline.steps[index], language)}
          </li>
        ))}
      </ul>
      <p className="soft">{say('scripts.delete_after')}</p>
    </Dialog>
  )
}

const shownMax = 12
