// First thing in the panel: a known error whose words look like this case, with what helps. One key joins it
// and prepares the answer; joined by mistake, it leaves again as from everything it belongs to.
import { Link } from '@tanstack/react-router'
import { Button } from '#web/kit/button.tsx'
import { PanelPart } from '#web/kit/layout.tsx'
import { useKeys } from '#web/kit/use-keys.ts'
import { type KnownFit, useKnownFits, useNotFitting } from '../problem/problems-api.ts'
import { useCase } from './case-context.ts'
import { useWordsIn } from './say-in.ts'

export function KnownFits() {
  const { data, state } = useCase()
  const { data: found } = useKnownFits(data.id, Object.keys(state.matters ?? {}).length)
  const [first] = (found?.items ?? []).filter(({ id }) => state.matters?.[id] === undefined)
  if (state.phase !== 'open') return null
  return first ? <Fit one={first} /> : <NewToUs />
}

/** Nothing like it is known or was seen: an honest word, with among how many that was looked up. */
function NewToUs() {
  const { say } = useCase()
  const among = useNewAmong()
  if (among === null) return null
  return (
    <PanelPart title={say('problem.new_title')}>
      <p className="sm">{say('problem.new_among', { n: among })}</p>
    </PanelPart>
  )
}

/** Among how many cases nothing is like the open one; null: something is, or nobody can tell. */
export function useNewAmong(): number | null {
  const { data, state } = useCase()
  const { data: found } = useKnownFits(data.id, Object.keys(state.matters ?? {}).length)
  return found?.newAmong ?? null
}

function Fit({ one }: { one: KnownFit }) {
  const { say, act, data, offWhy, toReply } = useCase()
  const theirs = useWordsIn(data.customer.language)
  const off = offWhy('matter.join')
  const { mutate: notFitting } = useNotFitting(data.id)
  const join = () => {
    void act('matter.join', { matter: one.id })
    const news = one.around === null ? 'known_error' : 'workaround'
    if (offWhy('message.queue') === '')
      toReply(theirs.say(`matter.letter_${news}`, { text: one.around ?? '' }).trim())
  }
  useKeys(off === '' ? { 'shift+m': { does: say('problem.fits_join'), run: join } } : {})
  return (
    <PanelPart title={say('problem.fits', { number: String(one.number) })}>
      <p>
        <Link to="/problems/$number" params={{ number: String(one.number) }} data-inline="">
          {one.title}
        </Link>
      </p>
      <p className="sm">{one.around ?? say('problem.fits_no_way')}</p>
      <p>
        <Button keys="shift+m" offWhy={off} onClick={join}>
          {say('problem.fits_join')}
        </Button>{' '}
        <Button kind="quiet" onClick={() => notFitting(one.id)}>
          {say('problem.fits_not')}
        </Button>
      </p>
    </PanelPart>
  )
}
