// `GET /calls/opening`: what to read aloud as a call begins, for whom the caller may speak, and what a case
// of his would be entitled to; nothing is opened. Not: the case (case-open.ts), nor the call added to one.
import { z } from 'zod'
import { contractTitle } from '#core/entitlement/contract.ts'
import { type RightToSpeak, speakRights } from '#core/entitlement/right-to-speak.ts'
import { scriptsOf } from '#core/case/deed/walk.ts'
import {
  type OpeningKnown,
  type OpeningWords,
  openingFacts,
  openingWords,
} from '#core/script/opening-words.ts'
import { greetingScripts, rightOf } from '#server/call-opening.ts'
import { coverage } from '#server/http/agreement-schemas.ts'
import { tried, tryQuery, trySchema } from '#server/http/entitlement-try.ts'
import { type App, route } from '#server/http/route.ts'
import { nullable } from '#server/http/schema.ts'
import { wording } from '#server/http/scripts.ts'
import { needRole } from '#server/http/signed.ts'
import { needSight } from '#server/http/veiled.ts'
import type { ScriptShelf } from '#server/script-shelf.ts'
import type { Shell } from '#server/shell.ts'

const speaks = z
  .object({
    right: z.enum(speakRights),
    contract: nullable(z.object({ id: z.string(), name: z.string() })).meta({
      description: 'Whose callers were looked at.',
    }),
    line: z
      .object({ id: z.string(), coverage })
      .optional()
      .meta({ description: 'Where a line of it, not all of it, names him.' }),
  })
  .meta({
    description:
      'For whom the caller may speak, by contract. That he is who he says he is, nothing here proves.',
  })
const openingSchema = z
  .object({
    script: nullable(z.object({ slug: z.string(), version: z.int() })).meta({
      description: "The desk's greeting, or the one that came with the program; null: there is none.",
    }),
    greeting: z.array(wording).meta({ description: 'Read aloud first, one sentence after the other.' }),
    asks: z.partialRecord(z.enum(openingFacts), wording).meta({
      description: 'What is said with a question, by the name of the fact it asks for.',
    }),
    next: nullable(wording).meta({ description: 'Read aloud when he has said what it is about.' }),
    speaks,
    entitled: nullable(trySchema.shape.entitled).meta({ description: 'Null: the desk keeps no policies.' }),
    due: trySchema.shape.due,
  })
  .meta({ id: 'CallOpening' })

type Desk = { readonly shell: Shell; readonly shelf: ScriptShelf }

/** Adds it. */
export function callOpeningRoute(app: App, desk: Desk): void {
  route(app, {
    method: 'GET',
    url: '/calls/opening',
    summary: 'What to say as a call begins, for whom the caller may speak, and what he would be entitled to.',
    tag: 'cases',
    query: tryQuery.omit({ at: true }).extend({ channel: tryQuery.shape.channel.unwrap().default('phone') }),
    answers: { 200: openingSchema },
    async handler(request, reply) {
      needRole(request, 'agent', 'lead', 'technician', 'auditor')
      const { shell } = desk
      const { query } = request
      if (query.customer) await needSight(shell, request, query.customer)
      const isJudged = Object.keys(shell.facts().policies).length > 0
      const [{ entitled, due }, right] = await Promise.all([tried(shell, query), rightBy(shell, query)])
      const said = await words(desk, {
        product: query.product ?? null,
        isCovered: isJudged ? entitled.outcome !== 'not_covered' : null,
      })
      return reply.send({
        ...said,
        speaks: await shown(shell, right),
        entitled: isJudged ? entitled : null,
        due,
      })
    },
  })
}

const nothing: OpeningWords = { greeting: [], asks: {}, next: null }

async function words({ shell, shelf }: Desk, known: OpeningKnown) {
  const scripts = await greetingScripts(shell, shelf)
  if (!scripts) return { script: null, ...nothing }
  const [script] = scripts
  const { slug, version } = script
  const { greeting, ...rest } = openingWords(script, scriptsOf(scripts), known)
  return { script: { slug, version }, greeting: [...greeting], ...rest }
}

async function rightBy(shell: Shell, { customer }: z.output<typeof tryQuery>): Promise<RightToSpeak> {
  const caller = customer ? await shell.desk.customers.one(customer) : null
  return caller && caller.erasedAt === null
    ? rightOf(shell, { caller, isKnown: true })
    : { right: 'stranger' }
}

async function shown(
  { desk }: Shell,
  { right, contract, line }: RightToSpeak,
): Promise<z.input<typeof speaks>> {
  const found = contract ? await desk.agreements.contracts.one(contract) : null
  const own = found?.lines.find(({ id }) => id === line)
  return {
    right,
    contract: found && { id: found.id, name: contractTitle(found) },
    ...(own && { line: { id: own.id, coverage: own.coverage } }),
  }
}
