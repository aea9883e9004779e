// Tells the cases of a problem, a supplier case or a change request what came of it: each once, page by
// page, so that a node that dies is followed by another where it stopped. Not: what is told (core/matter),
// nor who of ours hears of it then (core/notice).
import type { CaseId } from '#core/kit/id.ts'
import type { Actor } from '#core/people/actor.ts'
import { sealer } from '#server/sealer.ts'
import type { Shell } from '#server/shell.ts'
import type { TellingNews } from '#store/desk/matter.ts'

type Telling = Pick<Shell, 'store' | 'handle' | 'newId' | 'now'> & {
  readonly desk: Pick<Shell['desk'], 'matters'>
}

const itself: Actor = { kind: 'system', part: 'desk' }
/** Of so many matters at once. */
const batch = 4
const page = 200
/**
 * Told together: what they record travels in one statement. Few enough that people's own deeds pass between.
 */
const atOnce = 16
const leaseMs = 30_000
const restMs = 500

/** Tells a page of cases of each news that waits. Answers how long to rest, in milliseconds. */
export async function tellMatterNews(telling: Telling): Promise<number> {
  const { matters } = telling.desk
  const waiting = await matters.leaseNews(await telling.store.now(), batch, leaseMs)
  for (const one of waiting) {
    const cases = await telling.store.cards({
      ...{ matter: one.matter, sort: 'age', limit: page },
      ...(one.afterCase !== '' && { cursor: one.afterCase }),
    })
    const words = one.words && (await matters.read(one.matter))?.texts.get(one.words.text)
    for (let i = 0; i < cases.items.length; i += atOnce)
      await Promise.all(
        cases.items.slice(i, i + atOnce).map(({ id }) => tell(telling, one, id, words ?? null)),
      )
    const told = one.told + cases.items.length
    await matters.keepTold(one, cases.next ?? one.afterCase, told, cases.next === null)
  }
  return waiting.length > 0 ? 0 : restMs
}

async function tell(
  { handle, newId }: Telling,
  { matter, seq, news, from }: TellingNews,
  caseId: CaseId,
  words: string | null,
): Promise<void> {
  const seal = sealer(newId)
  await handle({
    caseId,
    by: itself,
    commands: [
      {
        ...{ type: 'matter.tell' as const, matter, fact: seq, news },
        ...(words && { words: seal.text(words) }),
        ...(from && { from }),
      },
    ],
    texts: seal.texts,
  })
}
