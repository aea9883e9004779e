// The word to a customer whose promise was missed: that we know, and the new time. It is recorded with
// the verdict, so that neither is there without the other.
// Not: what the mail says (channels/email/mail-kinds.ts).
import { isBeingKept, missedAt, openPromises } from '#core/case/deed/promise.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { CaseId, PromiseId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Deed, Handled } from '#server/deed.ts'
import { handle, type World } from '#server/handle.ts'
import type { Shell } from '#server/shell.ts'
import { sayIn } from '#words/say-in.ts'

export type LateLetter = Pick<Deed, 'deskCommands' | 'texts'>
export type Ringing = { readonly caseId: CaseId; readonly at: Instant }
const none: LateLetter = { texts: [] }

/**
 * The letter that goes with ringing this case now; none unless a promise is missed by that, whatever else is
 * promised, the customer can be written to, and the limits for automatic mail let it go.
 */
export async function lateLetter(shell: Shell, { caseId, at }: Ringing): Promise<LateLetter> {
  return letterWhere(shell, { caseId, at }, state =>
    openPromises(state).some(
      ([id, one]) => one.topic !== null && missedAt(one) <= at && !isBeingKept(state, id, one),
    ),
  )
}

/**
 * The letter that goes with giving up a late promise by hand, or with another time in its place; the same
 * limits hold.
 */
export const givenUpLetter = (shell: Shell, caseId: CaseId, promise: PromiseId): Promise<LateLetter> =>
  letterWhere(shell, { caseId, at: shell.now() }, state => state.promises[promise]?.standing === 'late')

async function letterWhere(
  shell: Shell,
  { caseId, at }: Ringing,
  isMissed: (state: OpenedCase) => boolean,
): Promise<LateLetter> {
  const { store, desk, settings, newId } = shell
  const ledger = await store.read(caseId)
  const state = ledger && shell.folded(ledger)
  if (state?.phase !== 'open' || settings().automaticMail === 'off') return none
  const customer = isMissed(state) ? await desk.customers.one(state.customer) : null
  if (!customer?.email) return none
  const allowed = await desk.automaticMails.take({ address: customer.email, caseId, kind: 'late', at })
  if (allowed !== 'yes') return none
  const seal = shell.sealer()
  const text = seal.text(sayIn(customer.language)('desk.late'))
  return {
    deskCommands: [
      {
        type: 'message.queue',
        message: newId('msg'),
        channel: 'email',
        text,
        attached: [],
        undoSeconds: 0,
        keeps: [],
        automatic: 'late',
      },
    ],
    texts: seal.texts,
  }
}

/** How a ring is recorded at a desk that writes letters: the verdict with the word that goes with it. */
export const withLateLetter =
  (shell: Shell, world: World) =>
  async (deed: Deed): Promise<Handled> =>
    handle(world, {
      ...deed,
      ...(await lateLetter(shell, { caseId: deed.caseId, at: deed.at ?? shell.now() })),
    })
