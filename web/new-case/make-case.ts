// One case, however often it is tried: under one key, and where an answer was lost, the case it made is found
// again by what was sent then. Not: what is sent (new-case.ts).
import { post } from '#web/api/client.ts'
import { isProblem } from '#web/api/problem.ts'
import { deedPath } from '#web/api/deed-path.ts'
import { type Begun, type Body, bodyAgain, claimsBehind } from './new-case.ts'

export type Made = { readonly id: `cas_${string}`; readonly number: number }

/** Under the same key something else was sent before: its answer was lost, the case may be there. */
const wasSent = (thrown: unknown): boolean => isProblem(thrown) && thrown.code === 'key.reused'

/**
 * The case made now, or by an attempt before whose answer was lost; what was said since then is added to it.
 * @param keepSent keeps what is sent before it leaves, so that it is found again
 */
export async function makeCase(
  begun: Begun,
  newest: Body,
  keepSent: (sent: readonly Body[]) => Promise<void>,
): Promise<Made> {
  const { key, sent } = begun
  const body = bodyAgain(newest, sent)
  if (!sent.includes(body)) await keepSent([...sent, body])
  try {
    return await post<Made>('/cases', body, { key })
  } catch (thrown) {
    if (!wasSent(thrown)) throw thrown
    for (const before of sent.toReversed()) {
      const made = await post<Made>('/cases', before, { key }).catch(again => {
        if (wasSent(again)) return null
        throw again
      })
      if (made) return withSaid(made, begun, before)
    }
    throw thrown
  }
}

async function withSaid(made: Made, begun: Begun, sent: Body): Promise<Made> {
  for (const [i, text] of claimsBehind(begun, sent).entries())
    await post(deedPath(made.id, 'claim.make'), { text }, { key: `${begun.key}-${i}` })
  return made
}
