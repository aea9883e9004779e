// What a tracker says becomes facts of the changes tied to its entries: once, whether it was sent or asked
// for, and never what we said ourselves. Not: whether it is really from the tracker
// (http/tracker-webhook.ts).
import { factOf, unmarked } from '#channels/tracker/body.ts'
import type { EntryNews, Lost, SaidNews } from '#channels/tracker/tracker.ts'
import type { Theirs } from '#core/change/change-fact.ts'
import type { ChangeCommand } from '#core/change/decide.ts'
import { changeRules } from '#core/change/rules.ts'
import type { Change } from '#core/change/state.ts'
import type { MatterId } from '#core/kit/id.ts'
import type { Actor } from '#core/people/actor.ts'
import { foldMatter, handleMatter, matterWorld } from '#server/matters.ts'
import type { Sealer } from '#server/sealer.ts'
import type { TrackerShell } from '#server/tracker/place.ts'
import type { TrackerRow } from '#store/desk/tracker.ts'

const itself: Actor = { kind: 'system', part: 'desk' }
const authorMax = 100

async function changeOf({ desk }: TrackerShell, id: MatterId): Promise<Change | null> {
  const ledger = await desk.matters.read(id)
  return ledger && (foldMatter(changeRules as never, ledger.facts) as Change)
}

async function wish(shell: TrackerShell, id: MatterId, commands: readonly ChangeCommand[], seal?: Sealer) {
  if (commands.length > 0)
    await handleMatter(matterWorld(shell), { id, by: itself, commands, texts: seal?.texts ?? [] })
}

/** An entry stands so now; `author`: who did it there, where it is known. */
export async function takeEntry(
  shell: TrackerShell,
  row: TrackerRow,
  news: EntryNews,
  author = '',
): Promise<void> {
  for (const id of await shell.desk.trackers.tiedTo(row.id, news.entry)) {
    const state = await changeOf(shell, id)
    if (!state || news.at < state.heardAt) continue
    const seal = shell.sealer()
    const name = author.trim().slice(0, authorMax)
    const command = commandOf(
      state,
      news,
      row,
    )?.(() => ({
      saidAt: news.at,
      ...(name !== '' && { author: seal.text(name) }),
    }))
    if (command) await wish(shell, id, [command], seal)
  }
}

type WithTheirs = (theirs: () => Theirs) => ChangeCommand

/** What the entry says that the change does not say yet; null: nothing. */
function commandOf(state: Change, news: EntryNews, { labels }: TrackerRow): WithTheirs | null {
  const { standing, version, isTheirs } = state
  const isRunning = ['sent', 'accepted', 'planned', 'in_work', 'reopened'].includes(standing)
  const has = (meaning: string) => labels[meaning] !== undefined && news.labels.includes(labels[meaning]!)
  if (!news.isOpen) {
    if (!isRunning) return null
    if (news.isRejected || has('rejected')) return theirs => ({ type: 'change.reject', theirs: theirs() })
    return theirs => ({ type: 'change.finish', version: news.version ?? undefined, theirs: theirs() })
  }
  // Done or rejected by a word of ours says nothing of the entry, which was open then, too.
  if (!isRunning)
    return isTheirs && standing !== 'withdrawn' && standing !== 'drafted'
      ? theirs => ({ type: 'change.reopen', theirs: theirs() })
      : null
  if (has('in_work'))
    return ['sent', 'accepted', 'planned'].includes(standing)
      ? theirs => ({ type: 'change.begin', theirs: theirs() })
      : null
  if (news.version !== null && standing !== 'in_work') {
    const planned = news.version
    const isNew = planned !== version || standing === 'sent' || standing === 'accepted'
    return isNew ? theirs => ({ type: 'change.plan', version: planned, theirs: theirs() }) : null
  }
  return has('accepted') && standing === 'sent'
    ? theirs => ({ type: 'change.accept', theirs: theirs() })
    : null
}

/** Somebody said something in an entry. Our own words come back as well: they say that they arrived. */
export async function takeSaid(shell: TrackerShell, row: TrackerRow, said: SaidNews): Promise<void> {
  const own = factOf(shell.config.secret, said.words)
  const remote = `c${said.remote}`
  const words = unmarked(said.words)
  for (const id of await shell.desk.trackers.tiedTo(row.id, said.entry)) {
    const state = await changeOf(shell, id)
    if (!state) continue
    if (own?.matter === id && state.delivered[own.seq] === undefined) {
      await wish(shell, id, [{ type: 'change.deliver', fact: own.seq, remote }])
      continue
    }
    if (words === '' || (own?.matter === id && state.delivered[own.seq] === remote)) continue
    const seal = shell.sealer()
    const author = seal.text(said.author.trim().slice(0, authorMax) || '?')
    const answer = { words: seal.text(words), author, remote, saidAt: said.at }
    await wish(shell, id, [{ type: 'change.answer', ...answer }], seal)
  }
}

/** The entry is there no more. */
export async function loseEntry(shell: TrackerShell, id: MatterId, { lost, url }: Lost): Promise<void> {
  await wish(shell, id, [{ type: 'change.lose', how: lost, ...(url && { url }) }])
}
/** The same of whichever changes are tied to it. */
export async function takeLost(
  shell: TrackerShell,
  row: TrackerRow,
  { entry, lost }: { readonly entry: string; readonly lost: Lost },
): Promise<void> {
  for (const id of await shell.desk.trackers.tiedTo(row.id, entry)) await loseEntry(shell, id, lost)
}
