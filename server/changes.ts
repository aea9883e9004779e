// Change requests for their doors: found by id or number, with what of a case may leave the house as
// evidence, and which entry of which tracker an address means. Not: how they go (core/change).
import { maskOf, withoutSignature } from '#core/access/mask.ts'
import type { Card } from '#core/case/card.ts'
import { struckIn } from '#core/case/struck.ts'
import type { ChangeFact } from '#core/change/change-fact.ts'
import { changeRules } from '#core/change/rules.ts'
import type { Change } from '#core/change/state.ts'
import type { ChangeId, TextId, TrackerId } from '#core/kit/id.ts'
import { foldMatter } from '#server/matters.ts'
import type { Shell } from '#server/shell.ts'
import { peopleOf } from '#server/veil/people-of-case.ts'
import type { TrackerRow } from '#store/desk/tracker.ts'

export type FoundChange = {
  readonly id: ChangeId
  readonly number: number
  readonly state: Change
  readonly facts: readonly (ChangeFact & { readonly seq: number })[]
  readonly texts: ReadonlyMap<TextId, string>
}

/** The change of this id or number; null: there is none. */
export async function changeOf(
  { desk }: Pick<Shell, 'desk'>,
  which: ChangeId | number,
): Promise<FoundChange | null> {
  const id = typeof which === 'number' ? await desk.matters.byNumber('change', which) : which
  const ledger = id && (await desk.matters.read(id))
  if (!ledger) return null
  const state = foldMatter(changeRules as never, ledger.facts) as Change
  const { number, texts } = ledger
  return {
    id: ledger.id as ChangeId,
    number,
    state,
    texts,
    facts: ledger.facts as unknown as FoundChange['facts'],
  }
}

/** Takes the people of a case, and what their organisation is called, out of words that leave the house. */
export async function evidenceMask(shell: Shell, card: Card): Promise<(words: string) => string> {
  const { person, organisation } = await peopleOf(shell, card)
  return maskOf({ ...person, phrases: organisation })
}

const isRef = (value: unknown): value is { text: TextId } =>
  typeof value === 'object' && value !== null && 'text' in value && 'mac' in value

function refsIn(value: unknown): readonly TextId[] {
  if (isRef(value)) return [value.text]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(refsIn)
}

export type EvidenceLine = {
  readonly seq: number
  readonly type: string
  readonly at: number
  readonly words: string
}

/**
 * What entries of a case say, without its people: what was said of a person, and files' names, stay here; so
 * does what was struck.
 */
export async function evidenceOf(
  shell: Shell,
  card: Card,
  seqs: readonly number[],
): Promise<readonly EvidenceLine[]> {
  const { personal, written, whole, ledger } = await peopleOf(shell, card)
  const mask = await evidenceMask(shell, card)
  const wanted = new Set(seqs)
  const struck = struckIn(ledger?.events ?? [])
  const read = (id: TextId) => {
    if (personal.has(id) || whole.has(id)) return []
    const words = ledger?.texts.get(id)
    return words ? [mask(written.has(id) ? withoutSignature(words) : words)] : []
  }
  return (ledger?.events ?? [])
    .filter(one => wanted.has(one.seq) && !struck.has(one.seq))
    .map(one => {
      const { seq, type, at } = one
      const words = [...new Set(refsIn({ ...one, attached: null }))].flatMap(read).join('\n')
      return { seq, type, at, words }
    })
    .filter(one => one.words !== '')
}

export type Meant = { readonly tracker: TrackerRow; readonly entry: string }

/** Which entry of which of our trackers an address is; null: of none. */
export function meantBy(url: string, trackers: readonly TrackerRow[]): Meant | null {
  if (!URL.canParse(url)) return null
  const { hostname, pathname } = new URL(url)
  const [, project, entry] = /^\/(.+?)(?:\/-)?\/(?:issues|work_items)\/(\d{1,12})\/?$/.exec(pathname) ?? []
  if (!project || !entry) return null
  const tracker = trackers.find(
    one => one.project.toLowerCase() === project.toLowerCase() && webHost(one) === hostname,
  )
  return tracker ? { tracker, entry } : null
}

/** Where people see what the API gives: github.com's stands on a host of its own. */
const webHost = ({ apiUrl }: TrackerRow): string =>
  new URL(apiUrl).hostname.replace(/^api\.(?=github\.com$)/, '')

/** Another open change tied to the same entry; null: none. */
export async function alsoTied(
  { desk }: Pick<Shell, 'desk'>,
  own: ChangeId,
  { tracker, entry }: { tracker: TrackerId; entry: string },
): Promise<number | null> {
  const others = (await desk.trackers.tiedTo(tracker, entry)).filter(id => id !== own)
  const rows = await desk.matters.rows(others)
  return rows[0]?.number ?? null
}
