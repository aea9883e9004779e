// Where the walks of a case stand: the next step with each answer, so that a screen asks once. And
// `GET /cases/{case}/walks`. Not: what leads on (core/script).
import { z } from 'zod'
import { isEnded, isRunning, knownAt } from '#core/case/deed/walk-facts.ts'
import { scriptsOf } from '#core/case/deed/walk.ts'
import type { Card } from '#core/case/card.ts'
import type { OpenedCase, WalkState } from '#core/case/state.ts'
import { type AgentId, type CaseId, isId, type WalkId } from '#core/kit/id.ts'
import { about } from '#core/script/about.ts'
import { endNames } from '#core/script/script.ts'
import { stepNow } from '#core/script/step-on.ts'
import { passedCount, type Place, placeOf } from '#core/script/walk.ts'
import { caseFor, mayReadCard } from '#server/http/case-door.ts'
import { type Asking, elsewhereAt } from '#server/http/known-elsewhere.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { caseParams, language, nullable } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import { foundFor, foundSchema } from '#server/http/walk-found.ts'
import type { ScriptShelf } from '#server/script-shelf.ts'
import type { Shell } from '#server/shell.ts'
import type { Ledger } from '#store/store.ts'

const value = z.union([z.string(), z.number()])
const placeSchema = z.object({ slug: z.string(), version: z.int(), step: z.string() })
export const walkSchema = z
  .object({
    walk: z.string(),
    script: z.string(),
    version: z.int(),
    title: z.partialRecord(language, z.string()),
    standing: z.enum(['running', 'paused', 'needs_support', 'ended', 'given_up']),
    walker: z.enum(['customer', 'agent']),
    end: nullable(z.enum(endNames)).meta({ description: 'How it ended; going back is still possible.' }),
    place: placeSchema,
    around: z.array(placeSchema).meta({
      description:
        'The steps that led into the script it stands in, the first script first: one may jump there, too.',
    }),
    step: z
      .unknown()
      .meta({ description: 'The step it stands at, in every language; null: its script is gone.' }),
    known: nullable(
      z.object({
        ...{ fact: z.string(), value, text: nullable(z.string()), walk: z.string(), at: z.int() },
        from: nullable(z.object({ case: z.string(), number: z.int() })).meta({
          description: 'Another case of the same customer in which it was said; null: this one.',
        }),
      }),
    ).meta({ description: 'What is known already of this question: take it over with walk/reuse.' }),
    found: foundSchema,
    passed: z.int().meta({ description: 'So many steps lie behind it.' }),
    about: z.int().meta({ description: 'About so many are still to come, this one included.' }),
    changedAt: z.int(),
  })
  .meta({ id: 'Walk' })
export type WalkNow = z.input<typeof walkSchema>

/** `agent`: who is told; what he may not read is not known to him. */
type Desk = { readonly shell: Shell; readonly shelf: ScriptShelf; readonly agent: AgentId }

/** Where one walk of a case stands; null: there is none of that name. */
export async function walkNow(desk: Desk, caseId: CaseId, walk: WalkId): Promise<WalkNow | null> {
  const { ledger, state, card } = await read(desk, caseId)
  const one = state.walks[walk]
  return one ? shown(desk, { ledger, state, card, id: walk, one }) : null
}

/** `GET /cases/:case/walks`. */
export function walksRoute(app: App, open: Omit<Desk, 'agent'>): void {
  route(app, {
    method: 'GET',
    url: '/cases/:case/walks',
    summary: 'The walks through scripts of a case, and the step each stands at; the newest last.',
    tag: 'scripts',
    params: caseParams,
    answers: { 200: z.object({ items: z.array(walkSchema) }) },
    async handler(request, reply) {
      const { agent } = signedIn(request)
      const { id: caseId } = await caseFor(open.shell, agent, request.params.case)
      const desk = { ...open, agent }
      const { ledger, state, card } = await read(desk, caseId)
      const all = Object.entries(state.walks) as [WalkId, WalkState][]
      const items = await Promise.all(all.map(([id, one]) => shown(desk, { ledger, state, card, id, one })))
      return reply.send({ items })
    },
  })
}

async function read({ shell }: Desk, caseId: CaseId) {
  const [ledger, card] = await Promise.all([shell.store.read(caseId), shell.store.card(caseId)])
  const state = ledger && shell.folded(ledger)
  if (!ledger || !card || !state || state.phase === 'unopened') throw new Problem('case.not_found')
  return { ledger, state, card }
}

type Shown = {
  readonly ledger: Ledger
  readonly state: OpenedCase
  readonly card: Card
  readonly id: WalkId
  readonly one: WalkState
}

async function shown(desk: Desk, { ledger, state, card, id, one }: Shown): Promise<WalkNow> {
  const { shelf } = desk
  const { walk, walker, changedAt } = one
  const all = await shelf.pinned(walk.pins)
  const scripts = scriptsOf(all)
  const [root] = walk.stack
  const known = isEnded(one) ? null : await knownOf(desk, { ledger, state, card, walk, scripts: all })
  return {
    walk: id,
    script: root.slug,
    version: root.version,
    title: scripts(root.slug, root.version)?.title ?? {},
    standing: standingOf(one),
    walker,
    end: walk.end,
    place: shownPlace(placeOf(walk.stack)),
    around: walk.stack.slice(0, -1).map(shownPlace),
    step: stepNow(walk, scripts)?.step ?? null,
    found: await foundFor(desk.shell, desk.agent, card, walk),
    known,
    passed: passedCount(walk),
    about: one.isGivenUp ? 0 : about(walk, scripts),
    changedAt,
  }
}

/** Here, else in another case of the customer that whoever is told may read. */
async function knownOf({ shell, agent }: Desk, asking: Omit<Asking, 'mayRead'>): Promise<WalkNow['known']> {
  const { ledger, state, walk, scripts } = asking
  const here = knownAt(state, walk, { scripts: scriptsOf(scripts), now: shell.now() })
  if (here) {
    const { fact, value, text, walk: from, at } = here
    return { fact, value, text: text && (ledger.texts.get(text.text) ?? null), walk: from, at, from: null }
  }
  const mayRead = (other: Card) => mayReadCard(shell, agent, other)
  const found = await elsewhereAt(shell, { ...asking, mayRead })
  if (!found) return null
  const { case: from, number, words, ...known } = found
  return { ...known, text: words, from: { case: from, number } }
}

const shownPlace = ({ slug, version, step }: Place) => ({ slug, version, step })

function standingOf(one: WalkState): WalkNow['standing'] {
  if (one.isGivenUp) return 'given_up'
  if (isEnded(one)) return 'ended'
  if (one.needsSupport) return 'needs_support'
  return isRunning(one) ? 'running' : 'paused'
}

/** The walk a deed is about: the one its body names, or the one it began. */
export function walkOf(body: unknown, ids: Readonly<Record<string, string>>): WalkId | null {
  const named = ids.walk ?? (body as { walk?: string }).walk ?? ''
  return isId('wlk', named) ? named : null
}
