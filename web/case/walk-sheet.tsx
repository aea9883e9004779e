// f: going through a script on a case. One question a screen; each answer is in the ledger at once, and is
// answered with the next step. Not: a step (walk-step.tsx), nor how answers are sent (use-walking.ts).
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '#web/kit/button.tsx'
import { Sheet } from '#web/kit/sheet.tsx'
import { toast } from '#web/kit/toast.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import type { SheetProps } from './deed-dialog.tsx'
import { useWalking, type WalkForm } from './use-walking.ts'
import { Choosing } from './walk-begin.tsx'
import { inLanguage, isGoing, type WalkNow, walksQuery } from './walk-data.ts'
import { WalkEnd } from './walk-end.tsx'
import { Jump } from './walk-jump.tsx'
import { type PanelName, WordsPanel } from './walk-panels.tsx'
import { WalkStep } from './walk-step.tsx'
import { UnsentLine } from './walk-unsent.tsx'
import s from './walk.module.css'
import { Written } from './walk-written.tsx'

/** The walk that is under way or rests; without one, the scripts to choose from. */
export function WalkSheet({ onClose }: SheetProps) {
  const { data, say } = useCase()
  const [now, setNow] = useState<WalkNow | null>(null)
  const [isChoosing, setChoosing] = useState(false)
  const query = useQuery(walksQuery(data.id))
  const others = query.data?.items.filter(one => one.walk !== now?.walk) ?? []
  const all = [...others, ...(now ? [now] : [])]
  const begun = all.filter(isGoing)
  // Whoever left the form at its end comes back to it.
  const ended = all.slice(-1).filter(({ standing }) => standing === 'ended')
  const goTo = (walk: WalkNow) => {
    setChoosing(false)
    setNow(walk)
    if (walk.standing !== 'given_up') return
    toast({ text: say('walk.was_given_up') })
    onClose()
  }
  const open = isChoosing ? null : (now ?? begun.at(-1) ?? null)
  if (open)
    return (
      <Walking key={open.walk} now={open} onNow={goTo} onClose={onClose} onOther={() => setChoosing(true)} />
    )
  const first = [...begun.toReversed(), ...ended]
  return <Choosing walks={query} first={first} onNow={goTo} onClose={onClose} />
}

type Stepping = {
  now: WalkNow
  onNow: (now: WalkNow) => void
  onClose: () => void
  onOther: () => void
}

/** What is open in the place of the answers; at the next step nothing is. */
function usePanel({ place, passed }: WalkNow) {
  const at = `${place.slug} ${place.step} ${passed}`
  const [opened, setOpened] = useState<{ at: string; panel: PanelName } | null>(null)
  const setPanel = (panel: PanelName | null) => setOpened(panel && { at, panel })
  return { at, panel: opened?.at === at ? opened.panel : null, setPanel }
}

function Walking({ now, onNow, onClose, onOther }: Stepping) {
  const { say, language } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useWalking(now, onNow)
  const stands = usePanel(now)
  const leave = (next: () => void) => () => {
    form.rest()
    next()
  }
  return (
    <Sheet
      open
      onClose={leave(onClose)}
      first={heading}
      title={`${inLanguage(now.title, language)} · ${say('walk.version', { n: now.version })}`}
      note={now.end === null && say('walk.step_of', { n: now.passed + 1, of: now.passed + now.about })}
      closeText={say(now.end === null ? 'walk.pause' : 'walk.close')}
      foot={
        <Foot
          now={now}
          onBack={() => form.give('walk.go_back', {})}
          onPanel={stands.setPanel}
          onOther={leave(onOther)}
        />
      }
    >
      {form.isOvertaken && (
        <p role="status" className={s.moved}>
          {say('walk.moved_on')}
        </p>
      )}
      <UnsentLine now={now} form={form} />
      <div className={s.runner}>
        <Standing now={now} form={form} stands={stands} heading={heading} onClose={onClose} />
        <Written now={now} />
      </div>
    </Sheet>
  )
}

type StandingProps = {
  now: WalkNow
  form: WalkForm
  stands: ReturnType<typeof usePanel>
  heading: React.RefObject<HTMLHeadingElement | null>
  onClose: () => void
}

/** The step, the end, or what was opened in its place. */
function Standing({ now, form, stands, heading, onClose }: StandingProps): ReactNode {
  const { say } = useWords()
  const { step, place } = now
  const { at, panel, setPanel } = stands
  const close = () => setPanel(null)
  if (panel === 'jump')
    return (
      <div className={s.step}>
        <Jump now={now} onClose={close} onJump={jump => form.give('walk.jump', jump)} />
      </div>
    )
  if (panel === 'give_up')
    return (
      <div className={s.step}>
        <WordsPanel
          label={say('walk.give_up_because')}
          doText={say('walk.give_up_do')}
          onClose={close}
          onDo={because => form.give('walk.give_up', { because })}
        />
      </div>
    )
  if (step === null) return <p>{say('walk.gone')}</p>
  if (step.kind === 'end')
    return <WalkEnd key={at} end={step} found={now.found} heading={heading} onClose={onClose} />
  return (
    <WalkStep
      key={at}
      now={now}
      step={step}
      heading={heading}
      wrong={form.wrong}
      panel={panel}
      onPanel={setPanel}
      offWhy={form.unsent && form.unsent.state !== 'sending' ? say('walk.one_at_a_time') : ''}
      isSecondPress={form.isSecondPress}
      onGive={given => form.give('walk.answer', { step: place.step, ...given })}
      onReuse={() => form.give('walk.reuse', { step: place.step })}
    />
  )
}

type FootProps = {
  now: WalkNow
  onBack: () => void
  onPanel: (panel: PanelName) => void
  onOther: () => void
}

/** What can be done with the walk itself, each with its key. */
function Foot({ now, onBack, onPanel, onOther }: FootProps) {
  const { say } = useWords()
  const acts = [
    { keys: 'backspace', text: say('walk.back'), run: onBack },
    ...(now.end === null
      ? [
          { keys: 'j', text: say('walk.jump'), run: () => onPanel('jump') },
          { keys: 'g', text: say('walk.give_up'), run: () => onPanel('give_up') },
        ]
      : []),
    { keys: 'o', text: say('walk.other'), run: onOther },
  ]
  return (
    <p className={s.acts}>
      <FootKeys acts={acts} />
      {acts.map(({ keys, text, run }) => (
        <Button key={keys} kind="quiet" keys={keys} onClick={event => event.detail < 2 && run()}>
          {text}
        </Button>
      ))}
    </p>
  )
}

/** Within the sheet, whose keys they are. */
function FootKeys({ acts }: { acts: readonly { keys: string; text: string; run: () => void }[] }) {
  useKeys(
    Object.fromEntries(
      acts.map(({ keys, text, run }) => [
        keys,
        { does: text, run: (event: KeyboardEvent) => !event.repeat && run() },
      ]),
    ),
  )
  return null
}
