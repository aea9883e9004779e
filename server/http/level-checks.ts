// `/coach/level-1`: each week's sample of answered hand-offs, which leads check: could level 1 have solved
// it? What whoever answered says of that is told after the check only. Not: how it is drawn
// (core/measure/level-check-sample.ts), nor what comes of it (core/measure/of-period.ts).
import { z } from 'zod'
import { may } from '#core/access/may.ts'
import { isPartner } from '#core/access/share.ts'
import { fold } from '#core/case/case.ts'
import type { HandOffEntry } from '#core/case/hand-off-entry.ts'
import { levelChecks } from '#core/case/level-check-fact.ts'
import { timeline } from '#core/case/timeline.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { levelCheckSample } from '#core/measure/level-check-sample.ts'
import { readWeek, weekAt } from '#core/measure/period.ts'
import type { Handled } from '#server/deed.ts'
import { mayReadCard } from '#server/http/case-door.ts'
import { needLead } from '#server/http/coach.ts'
import type { DeedDesk } from '#server/http/deed-routes.ts'
import { type AskedApart, deedsApart } from '#server/http/deeds-apart.ts'
import {
  type LevelCheckBody,
  type LevelCheckDeed,
  levelCheckSchemas,
  weekSchema,
} from '#server/http/level-check-schemas.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { nullable } from '#server/http/schema.ts'
import type { Signed } from '#server/http/signed.ts'
import type { Shell } from '#server/shell.ts'
import type { FoundAbove } from '#store/desk/answered-above.ts'

/** Weeks as the marks of days are kept: the same for whoever asks. */
const zone = 'UTC'

const itemSchema = z
  .object({
    caseId: z.string(),
    number: z.int(),
    subject: z.string(),
    seq: z.int().meta({ description: 'Where the hand-off begins in the ledger.' }),
    handOff: z.string(),
    at: z.int().meta({ description: 'When it was answered.' }),
    question: z.string(),
    steps: z.int().meta({ description: 'How many steps went along as tried.' }),
    result: z.string(),
    cause: z.string(),
    verified: z.string(),
    checked: nullable(
      z.object({
        by: z.string(),
        at: z.int(),
        says: z.enum(levelChecks),
        because: z.string(),
        flag: nullable(z.string()).meta({
          description: 'Why level 1 could have, as whoever answered says it; null: he does not.',
        }),
      }),
    ).meta({ description: 'Null: nobody has yet; until then nobody is told what the answer says of it.' }),
  })
  .meta({ id: 'LevelCheckItem' })
type Item = z.output<typeof itemSchema>

const pageSchema = z.object({
  week: z.string(),
  answered: z.int().meta({ description: 'Out of so many hand-offs to a higher level.' }),
  drawn: z.int(),
  elsewhere: z.int().meta({ description: 'Drawn, but mine or not for me to read: others check them.' }),
  items: z.array(itemSchema),
})

export function levelCheckRoutes(app: App, desk: DeedDesk): void {
  readSample(app, desk.shell)
  checkRoute(app, desk)
}

/** A lead of our own house. */
function needOwnLead(shell: Shell, request: Parameters<typeof needLead>[0]): Signed {
  const signed = needLead(request)
  if (isPartner(signed.facts, shell.facts())) throw new Problem('role.missing')
  return signed
}

function readSample(app: App, shell: Shell): void {
  route(app, {
    method: 'GET',
    url: '/coach/level-1',
    summary: 'The answered hand-offs of a week that leads check: could level 1 have solved it?',
    tag: 'coach',
    query: z.strictObject({ week: weekSchema.optional() }),
    answers: { 200: pageSchema },
    async handler(request, reply) {
      const by = needOwnLead(shell, request)
      const week = request.query.week ?? weekAt(instant(shell.now() - 7 * dayMs), zone)
      const { answered, sample } = await sampleOf(shell, week)
      const found = await Promise.all(sample.map(one => itemOf(shell, by, one)))
      const items = found.filter(one => one !== null)
      const [drawn, elsewhere] = [sample.length, sample.length - items.length]
      return reply.send({ week, answered, drawn, elsewhere, items })
    },
  })
}

/** What was answered in a week that is over, and what of it is drawn. */
async function sampleOf({ desk, now }: Shell, week: string) {
  const period = readWeek(week, zone)
  const isOver = period !== null && period.until <= now()
  if (!isOver) throw new Problem('request.invalid', { fields: [{ path: 'week', message: '' }] })
  const all = await desk.coach.answeredAbove(period)
  return { answered: all.length, sample: levelCheckSample(all, week) }
}

/** Null: answered by himself, or in a case he may not read. */
async function itemOf(shell: Shell, by: Signed, found: FoundAbove): Promise<Item | null> {
  if (found.by === by.agent) return null
  const [card, ledger] = await Promise.all([shell.store.card(found.caseId), shell.store.read(found.caseId)])
  if (!card || !ledger || !(await mayReadCard(shell, by.agent, card))) return null
  const entry = timeline(ledger.events).find(
    (one): one is HandOffEntry => one.kind === 'hand_off' && one.handOff === found.handOff,
  )
  // Merged away, it is checked by nobody.
  if (!entry?.answered || card.phase === 'merged') return null
  const text = (ref: TextRef) => ledger.texts.get(ref.text) ?? ''
  const { answered, checked } = entry
  return {
    ...{ caseId: card.id, number: card.number, subject: card.subject, seq: entry.seq },
    ...{ handOff: entry.handOff, at: answered.at, question: text(entry.question) },
    ...{ steps: entry.summary.steps.length, result: text(answered.result), cause: text(answered.cause) },
    verified: text(answered.verified),
    checked: checked && {
      ...{ by: checked.by.kind === 'agent' ? checked.by.id : '', at: checked.at, says: checked.says },
      because: text(checked.because),
      flag: answered.level1Because && text(answered.level1Because),
    },
  }
}

const summaries: { readonly [T in LevelCheckDeed]: string } = {
  'hand_off.check': 'Say whether level 1 could have solved what was drawn (leads who did not answer it).',
}

/** `POST /cases/:case/hand-off/check`: only what was drawn, or the sample would be none. */
const checkRoute = (app: App, desk: DeedDesk): void =>
  deedsApart<LevelCheckDeed>(app, desk, {
    ...{ schemas: levelCheckSchemas, summaries },
    handle: (asked, _type, body) => check(desk.shell, asked, body as LevelCheckBody),
  })

async function check(
  shell: Shell,
  { card, signed, key, ifSeq }: AskedApart,
  { handOff, week, says, because }: LevelCheckBody,
): Promise<Handled> {
  const ledger = await shell.store.read(card.id)
  const right = may(signed.by, 'hand_off.check', fold(ledger?.events ?? []), shell.facts())
  const { sample } = await sampleOf(shell, week)
  const isDrawn = sample.some(one => one.caseId === card.id && one.handOff === handOff)
  // Who may not, or goes by an older state of the case, is told that first: by the shell, as of every deed.
  if (!isDrawn && right === true && (ifSeq ?? card.seq) === card.seq) throw new Problem('hand_off.not_drawn')
  const seal = shell.sealer()
  const said = { handOff, says, because: seal.text(because), week }
  return shell.handle({
    ...{ caseId: card.id, by: signed.by, commands: [{ type: 'hand_off.check', ...said }] },
    ...{ texts: seal.texts, key, ifSeq, ids: { handOff } },
  })
}
