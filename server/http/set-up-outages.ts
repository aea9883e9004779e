// What is out, announced by whoever may: listed, announced, changed while it goes on, ended. Not: whom one
// concerns (core/outage), nor how customers are told (portal-outage.ts).
import { z } from 'zod'
import { isOutageOn } from '#core/outage/outage.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, instantSchema, language, nullable, slug, words } from '#server/http/schema.ts'
import {
  given,
  needSetUp,
  record,
  type SetUp,
  settled,
  there,
  version,
  wrong,
} from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'
import type { KeptOutage } from '#store/desk/outage.ts'

const listMax = 500
const namedMax = 50
const whatMax = 1_000
const placeMax = 100

const what = z
  .partialRecord(language, z.string().max(whatMax))
  .transform(all =>
    Object.fromEntries(
      Object.entries(all).flatMap(([one, text]) => (text?.trim() ? [[one, text.trim()]] : [])),
    ),
  )
  .meta({ description: 'What is out, as customers are told; in the language of the desk at least.' })
const named = <T extends z.ZodType>(one: T, description: string) =>
  z.array(one).max(namedMax).meta({ description })
const fields = {
  what,
  scripts: named(slug, 'It is what these are about: whoever goes through one is told of it.'),
  products: named(idSchema('pro'), 'None, and no script either: whatever it is about.'),
  organisations: named(idSchema('org'), 'None: whoever asks. Else nobody but they are told of it.'),
  places: named(
    words(placeMax).transform(text => text.trim()),
    'Sites, regions or postcodes as people write them; none: everywhere.',
  ),
  since: instantSchema,
  expectedUntil: nullable(instantSchema).meta({ description: 'Null: nobody can say.' }),
}
const newOutage = z.strictObject({
  ...fields,
  scripts: fields.scripts.default([]),
  products: fields.products.default([]),
  organisations: fields.organisations.default([]),
  places: fields.places.default([]),
  since: fields.since.optional().meta({ description: 'Absent: since now.' }),
  expectedUntil: fields.expectedUntil.default(null),
})
const outageChange = z.strictObject({
  version,
  what: what.optional(),
  scripts: fields.scripts.optional(),
  products: fields.products.optional(),
  organisations: fields.organisations.optional(),
  places: fields.places.optional(),
  since: fields.since.optional(),
  expectedUntil: fields.expectedUntil.optional(),
})
const outageSchema = z
  .object({
    id: z.string(),
    what: z.partialRecord(language, z.string()),
    scripts: z.array(z.string()),
    products: z.array(z.string()),
    organisations: z.array(z.string()),
    places: z.array(z.string()),
    since: z.int(),
    expectedUntil: nullable(z.int()),
    overAt: nullable(z.int()),
    isOn: z.boolean().meta({ description: 'It has begun and is not over.' }),
    announcedBy: z.string(),
    announcedAt: z.int(),
    endedBy: nullable(z.string()).meta({ description: 'Who said that it is over.' }),
    version: z.int(),
  })
  .meta({ id: 'Outage' })
const params = z.strictObject({ outage: idSchema('otg') })

const shown = (shell: Shell, outage: KeptOutage) => ({
  ...outage,
  what: { ...outage.what },
  scripts: [...outage.scripts],
  products: [...outage.products],
  organisations: [...outage.organisations],
  places: [...outage.places],
  isOn: isOutageOn(outage, shell.now()),
})

/** `/outages`. */
export function outageRoutes(app: App, set: SetUp): void {
  readOutages(app, set)
  announce(app, set)
  changeOutage(app, set)
}

function readOutages(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/outages',
    summary: 'What is out and what was: those that go on first, what began last first.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(outageSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'outages', 'read')
      const all = await shell.desk.outages.all(listMax)
      return reply.send({ items: all.map(one => shown(shell, one)) })
    },
  })
}

function announce(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/outages',
    summary: 'Announce what is out: customers are told at once, and scripts that ask know it.',
    tag: 'set-up',
    body: newOutage,
    answers: { 201: outageSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'outages', 'change')
      const own = { ...request.body, since: request.body.since ?? shell.now() }
      await needSound(shell, own)
      const signed = { announcedBy: by.agent, announcedAt: shell.now() }
      const added = await shell.desk.outages.add({ id: shell.newId('otg'), ...own, ...signed })
      await record(shell, by, { what: 'outage.announced', about: added.id, after: added })
      return reply.code(201).send(shown(shell, added))
    },
  })
}

function changeOutage(app: App, { shell }: SetUp): void {
  const { outages } = shell.desk
  /** One that is over stays as it was: who was told what is not to be changed afterwards. */
  const goingOn = async (id: KeptOutage['id']): Promise<KeptOutage> => {
    const found = there(await outages.one(id))
    if (found.overAt !== null) throw new Problem('outage.over')
    return found
  }
  route(app, {
    method: 'PATCH',
    url: '/outages/:outage',
    summary: 'Change the words, the limits or the times of what is out.',
    tag: 'set-up',
    params,
    body: outageChange,
    answers: { 200: outageSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'outages', 'change')
      const before = await goingOn(request.params.outage)
      const { version, ...changes } = request.body
      await needSound(shell, { ...before, ...given(changes) })
      const after = settled(await outages.change(before.id, version, given(changes)))
      await record(shell, by, { what: 'outage.changed', about: before.id, before, after })
      return reply.send(shown(shell, after))
    },
  })
  route(app, {
    method: 'POST',
    url: '/outages/:outage/end',
    summary: 'Say that it works again: from now on nobody is told that it is out.',
    tag: 'set-up',
    params,
    body: z.strictObject({ version }),
    answers: { 200: outageSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'outages', 'change')
      const before = await goingOn(request.params.outage)
      const ended = { overAt: shell.now(), endedBy: by.agent }
      const after = settled(await outages.change(before.id, request.body.version, ended))
      await record(shell, by, { what: 'outage.ended', about: before.id, before, after })
      return reply.send(shown(shell, after))
    },
  })
}

type Sound = Pick<KeptOutage, 'what' | 'scripts' | 'products' | 'organisations' | 'since' | 'expectedUntil'>

/** Refuses at its field what nobody could be told, or what could never be meant. */
async function needSound(shell: Shell, outage: Sound): Promise<void> {
  const { desk } = shell
  const own = shell.settings().defaultLanguage ?? 'en'
  if (!outage.what[own]) throw wrong(`what.${own}`, 'words_needed')
  const { since, expectedUntil } = outage
  if (expectedUntil !== null && expectedUntil <= since) throw wrong('expectedUntil', 'until_before')
  const known = new Set((await desk.products.all()).map(({ id }) => id))
  if (!outage.products.every(id => known.has(id))) throw wrong('products', '?')
  const asked = await Promise.all(outage.scripts.map(one => desk.scripts.past(one)))
  if (asked.includes(null)) throw wrong('scripts', '?')
  const firms = await Promise.all(outage.organisations.map(id => desk.organisations.one(id)))
  if (firms.includes(null)) throw wrong('organisations', '?')
}
