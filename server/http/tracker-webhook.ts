// What trackers send by themselves: `POST /api/v1/trackers/{tracker}/webhook`. Signed and in time, taken
// once; what we do not know is thanked for and forgotten. In a scope of its own, because nobody signs in
// here and the very bytes are signed. Not: what follows of it (server/tracker/take-news.ts).
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { TrackerFault } from '#channels/tracker/fault.ts'
import { deliveryNames, eventOf, heardOf, isSigned } from '#channels/tracker/webhook.ts'
import type { TrackerId } from '#core/kit/id.ts'
import { buckets } from '#server/http/limits.ts'
import { Problem } from '#server/http/problems.ts'
import type { Shell } from '#server/shell.ts'
import { trackerUse } from '#server/tracker/place.ts'
import { takeEntry, takeLost, takeSaid } from '#server/tracker/take-news.ts'
import type { TrackerRow } from '#store/desk/tracker.ts'

const bodyBytesMax = 1024 * 1024
/** Unsigned ones from one address; signed ones are not counted. */
const unsignedAtMost = { most: 60, perMinute: 60 }

/** To be registered in a scope of its own, where nobody asks who is signed in. */
export function trackerWebhookRoute(app: FastifyInstance, shell: Shell): void {
  const unsigned = buckets(unsignedAtMost, shell.now)
  app.decorateRequest('signed', null)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyBytesMax }, (_request, body, done) =>
    done(null, body),
  )
  app.post('/trackers/:tracker/webhook', { bodyLimit: bodyBytesMax }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const row = await signedTracker(shell, request, body)
    if (!row) {
      const waitSeconds = unsigned.take(request.ip)
      if (waitSeconds > 0)
        throw new Problem('request.too_many', { headers: { 'retry-after': String(waitSeconds) } })
      throw new Problem('tracker.unsigned')
    }
    await take(shell, row, { headers: request.headers, body })
    return reply.code(204).send()
  })
}

/** Whose it is, when whoever sent it knows the secret; what is not there cannot be told from a wrong one. */
async function signedTracker(
  shell: Shell,
  request: FastifyRequest,
  body: Buffer,
): Promise<TrackerRow | null> {
  const { tracker } = request.params as { tracker: string }
  const row = /^trk_[0-9a-z]{1,40}$/.test(tracker)
    ? await shell.desk.trackers.one(tracker as TrackerId)
    : null
  if (!row?.active || !row.webhookSecret) return null
  const secret = shell.secrets.open(row.webhookSecret, trackerUse(row.id, 'webhookSecret'))
  if (secret === null) return null
  const { headers } = request
  return isSigned(row.kind, { headers, body, secret, now: shell.now() }) ? row : null
}

type Sent = { readonly headers: FastifyRequest['headers']; readonly body: Buffer }
async function take(shell: Shell, row: TrackerRow, { headers, body }: Sent): Promise<void> {
  const { trackers } = shell.desk
  const names = deliveryNames(row.kind, headers, body)
  if (await trackers.wasTaken(row.id, names)) return
  await trackers.heard(row.id, shell.now())
  const heard = readHeard(row, { headers, body })
  if (heard?.what === 'lost') await takeLost(shell, row, heard)
  if (heard?.what === 'entry') await takeEntry(shell, row, heard.news, heard.author)
  if (heard?.what === 'said') {
    await takeSaid(shell, row, heard.said)
    await takeEntry(shell, row, heard.news)
  }
  // Only now: what was not taken to its end may come again.
  await trackers.keepTaken(row.id, names, shell.now())
}

/** What it says. A signed delivery in a form we cannot read is theirs to mend: they are told. */
function readHeard(row: TrackerRow, { headers, body }: Sent) {
  try {
    const json = JSON.parse(body.toString('utf8')) as unknown
    return heardOf(row.kind, { event: eventOf(row.kind, headers), json, rejectedLabel: row.labels.rejected })
  } catch (fault) {
    if (fault instanceof TrackerFault || fault instanceof SyntaxError) throw new Problem('request.malformed')
    throw fault
  }
}
