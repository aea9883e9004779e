// `GET /referrals`: what customers were honestly sent elsewhere for, with the reasons, for whoever owns the
// product and those who lead. Not: closing a case so (deeds.ts).
import { z } from 'zod'
import { mayRead } from '#core/access/may.ts'
import type { CaseId, ProductId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { productsOwned } from '#core/people/product-owner.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, nullable } from '#server/http/schema.ts'
import { type Signed, signedIn } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { Referred } from '#store/desk/referral.ts'

const pageSize = 50
const place = z.string().regex(/^\d{1,15} \d{1,6} cas_[0-9a-z]{1,40}$/)
const itemSchema = z
  .object({
    number: nullable(z.int()).meta({ description: 'Null: the case itself may not be read.' }),
    subject: nullable(z.string()),
    at: z.int(),
    by: nullable(z.string()).meta({ description: 'Who of ours referred it.' }),
    product: nullable(z.string()),
    because: z.string().meta({ description: 'Why ours does not serve it; empty where it was erased.' }),
    instead: z.string().meta({ description: 'What the customer was sent to.' }),
  })
  .meta({ id: 'Referral' })

/** `/referrals`. */
export function referralRoutes(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/referrals',
    summary: 'Referrals of products I own, or of all for who leads, the newest first, counted by product.',
    tag: 'cases',
    query: z.strictObject({
      product: idSchema('pro').optional(),
      since: z.coerce.number().pipe(z.int().min(0)),
      until: z.coerce.number().pipe(z.int().min(0)).optional().meta({ description: 'Absent: now.' }),
      cursor: place.optional(),
    }),
    answers: {
      200: z.object({
        items: z.array(itemSchema),
        next: nullable(z.string()),
        counts: z.array(z.object({ product: nullable(z.string()), n: z.int() })),
      }),
    },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { product, since, until, cursor } = request.query
      const mine = owned(shell, signed)
      const period = { since: instant(since), until: instant(until ?? shell.now() + 1) }
      const products = chosen(mine, product)
      const [at, seq, caseId] = cursor?.split(' ') ?? []
      const before = caseId && { at: instant(Number(at)), seq: Number(seq), caseId: caseId as CaseId }
      const { referrals } = shell.desk
      const [found, counts] = await Promise.all([
        referrals.list({ ...period, products, limit: pageSize + 1, ...(before && { before }) }),
        referrals.counts({ ...period, products: mine }),
      ])
      const page = found.slice(0, pageSize)
      const last = found.length > pageSize ? page.at(-1) : undefined
      const items = await Promise.all(page.map(one => itemOf(shell, signed, one)))
      return reply.send({
        items,
        next: last ? `${last.at} ${last.seq} ${last.caseId}` : null,
        counts: [...counts],
      })
    },
  })
}

/** Of which products he may read them; null: of all. */
function owned(shell: Shell, { facts }: Signed): readonly ProductId[] | null {
  if (facts.roles.some(role => role === 'lead' || role === 'admin')) return null
  const mine = productsOwned(facts, shell.facts())
  if (mine.length === 0) throw new Problem('role.missing')
  return mine
}

function chosen(mine: readonly ProductId[] | null, product: ProductId | undefined) {
  if (product === undefined) return mine
  // Somebody else's product is not told from one nobody was referred about.
  return mine === null || mine.includes(product) ? [product] : []
}

/** The reason is kept for the owner; the case itself only for who may read it. */
async function itemOf({ store, facts }: Shell, { facts: reader }: Signed, found: Referred) {
  const [card, ledger] = await Promise.all([store.card(found.caseId), store.read(found.caseId)])
  const event = ledger?.events[found.seq - 1]
  const closed = event?.type === 'case.closed' ? event : undefined
  const text = (ref: { text: string } | undefined) => (ref && ledger?.texts.get(ref.text as never)) ?? ''
  const isRead = card !== null && mayRead(reader, card, false, facts())
  return {
    number: isRead ? card.number : null,
    subject: isRead ? card.subject : null,
    at: found.at,
    by: closed?.by.kind === 'agent' ? closed.by.id : null,
    product: found.product,
    ...{ because: text(closed?.because), instead: text(closed?.instead) },
  }
}
