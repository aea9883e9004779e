// Who got a copy of a mail, and letting one of them write in the case, or no more. Not: where else a mail
// comes from (origin-part.tsx).
import type { MessageEntry } from '#core/case/timeline.ts'
import { Button } from '#web/kit/button.tsx'
import { toast } from '#web/kit/toast.ts'
import { type OpenCaseView, useCase } from './case-context.ts'
import { addressesIn, writersByAddress } from './copied.ts'

/** The line of a message that says who else got it, each with his key. */
export function Copied({ entry }: { entry: MessageEntry }) {
  const { say, text } = useCase()
  const cc = entry.came?.cc
  if (!cc) return null
  const people = text(cc)
  return (
    <>
      <p className="soft sm">{say('origin.cc', { people })}</p>
      {addressesIn(people).map(address => (
        <CopiedOne key={address} address={address} />
      ))}
    </>
  )
}

function CopiedOne({ address }: { address: string }) {
  const view = useCase()
  const { say, offWhy } = view
  const { admit, leaveOut } = writerActs(view, address)
  const writes = writersByAddress(view.ledger, view.text).has(address)
  const deed = writes ? 'writer.leave_out' : 'writer.admit'
  const may = offWhy(deed) === ''
  if (address === view.data.customer.email?.toLowerCase() || (!may && !writes)) return null
  return (
    <p className="row sm">
      <span className="soft">
        {address}
        {writes && ` · ${say('origin.writes_here')}`}
      </span>
      {may && (
        <Button
          kind="quiet"
          aria-label={say(writes ? 'origin.leave_out_one' : 'origin.admit_one', { address })}
          onClick={writes ? leaveOut : admit}
        >
          {say(writes ? 'origin.leave_out' : 'origin.admit')}
        </Button>
      )}
    </p>
  )
}

/** Both ways, the first with the way back beside its word. */
function writerActs({ say, act }: OpenCaseView, address: string) {
  const leaveOut = () => void act('writer.leave_out', { address })
  const admit = async () => {
    const done = await act('writer.admit', { address })
    if (done) toast({ text: say('origin.admitted', { address }), undo: leaveOut })
  }
  return { leaveOut, admit: () => void admit() }
}
