// Whom cases are taken to outside the house: how they are reached and what was agreed with them; how each
// did. Not: the supplier cases (supplier-read.ts).
import { z } from 'zod'
import { dayMs } from '#core/kit/time.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, language, nullable, phone } from '#server/http/schema.ts'
import {
  given,
  name,
  needSetUp,
  record,
  type SetUp,
  settled,
  there,
  version,
  wrong,
} from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'
import type { Supplier } from '#store/desk/supplier.ts'

const minutesMax = 525_600
const minutes = z.int().min(1).max(minutesMax)
const owed = z
  .tuple([nullable(minutes), nullable(minutes), nullable(minutes), nullable(minutes)])
  .meta({ description: 'Minutes by severity 1–4 on the calendar of the supplier; null: not agreed.' })
const agreed = z.strictObject({
  calendar: nullable(idSchema('cal')).meta({ description: 'Null: around the clock.' }),
  answer: owed,
  update: owed,
  solution: owed,
  chaseMinutes: minutes.meta({ description: 'So long after a word without an answer we ask again.' }),
  chasesMax: z.int().min(1).max(20),
  raiseMinutes: z.int().min(0).max(minutesMax),
})
const address = z
  .string()
  .max(320)
  .transform(text => text.trim().toLowerCase())
  .pipe(z.string().regex(/^[^\s@<>"]*@[^\s@<>"]+\.[^\s@<>"]+$/))
const lines = z.string().max(2_000)
const fields = {
  name,
  addresses: z.array(address).max(50).meta({
    description: 'They write from these, and we to the first; `@domain` stands for all of a house.',
  }),
  formUrl: nullable(z.url({ protocol: /^https?$/ }).max(2_000)),
  phone: nullable(phone),
  ourNumber: nullable(z.string().trim().min(1).max(100)).meta({ description: 'What they call us.' }),
  languages: z.array(language).max(6),
  contacts: lines,
  escalation: lines.meta({ description: 'Who answers there when nobody else does.' }),
  agreed,
  active: z.boolean(),
}
const newSupplier = z.strictObject({
  ...fields,
  addresses: fields.addresses.default([]),
  formUrl: fields.formUrl.default(null),
  phone: fields.phone.default(null),
  ourNumber: fields.ourNumber.default(null),
  languages: fields.languages.default([]),
  contacts: fields.contacts.default(''),
  escalation: fields.escalation.default(''),
  active: fields.active.default(true),
})
const supplierChange = z.strictObject(fields).partial().extend({ version })
const owedShown = z.array(nullable(z.int()))
const supplierSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    addresses: z.array(z.string()),
    formUrl: nullable(z.string()),
    phone: nullable(z.string()),
    ourNumber: nullable(z.string()),
    languages: z.array(language),
    contacts: z.string(),
    escalation: z.string(),
    agreed: z.object({
      calendar: nullable(z.string()),
      answer: owedShown,
      update: owedShown,
      solution: owedShown,
      chaseMinutes: z.int(),
      chasesMax: z.int(),
      raiseMinutes: z.int(),
    }),
    active: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Supplier' })
const params = z.strictObject({ supplier: idSchema('sup') })

const shown = (one: Supplier): z.infer<typeof supplierSchema> => ({
  ...one,
  addresses: [...one.addresses],
  languages: [...one.languages],
  agreed: {
    ...one.agreed,
    answer: [...one.agreed.answer],
    update: [...one.agreed.update],
    solution: [...one.agreed.solution],
  },
})

/** `/suppliers`. */
export function supplierSetUpRoutes(app: App, set: SetUp): void {
  listRoute(app, set)
  addRoute(app, set)
  changeRoute(app, set)
  figuresRoute(app, set)
}

function listRoute(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/suppliers',
    summary: 'Whom cases are taken to outside the house; who is paused last.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(supplierSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'suppliers', 'read')
      return reply.send({ items: (await shell.desk.suppliers.all()).map(shown) })
    },
  })
}

function addRoute(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'POST',
    url: '/suppliers',
    summary: 'Add a supplier: how it is reached, and what was agreed with it.',
    tag: 'set-up',
    body: newSupplier,
    answers: { 201: supplierSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'suppliers', 'change')
      needSound(shell, request.body)
      const added = await shell.desk.suppliers.add({ id: shell.newId('sup'), ...request.body })
      await record(shell, by, { what: 'supplier.added', about: added.id, after: added })
      return reply.code(201).send(shown(added))
    },
  })
}

function changeRoute(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'PATCH',
    url: '/suppliers/:supplier',
    summary: 'Change or pause a supplier. What goes on with it keeps what was agreed when it began.',
    tag: 'set-up',
    params,
    body: supplierChange,
    answers: { 200: supplierSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'suppliers', 'change')
      const before = there(await shell.desk.suppliers.one(request.params.supplier))
      const { version, ...changes } = request.body
      needSound(shell, { ...before, ...given(changes) })
      const after = settled(await shell.desk.suppliers.change(before.id, version, given(changes)))
      await record(shell, by, { what: 'supplier.changed', about: before.id, before, after })
      return reply.send(shown(after))
    },
  })
}

/** Refuses at its field what could not be counted on. */
function needSound(shell: Shell, { agreed }: Pick<Supplier, 'agreed'>): void {
  if (agreed.calendar && !shell.facts().calendars[agreed.calendar]) throw wrong('agreed.calendar', '?')
}

const figuresDays = 365
function figuresRoute(app: App, { shell }: SetUp): void {
  route(app, {
    method: 'GET',
    url: '/suppliers/:supplier/figures',
    summary:
      'How a supplier did in the last year: answered in time, how fast, how often right, what it cost.',
    tag: 'set-up',
    params,
    answers: {
      200: z
        .object({
          supplier: supplierSchema,
          days: z.int(),
          open: z.int(),
          sent: z.int(),
          answered: z.int(),
          neverSilent: z.int().meta({ description: 'Of the answered: those in which they never were late.' }),
          medianMinutes: nullable(z.int()),
          solved: z.int(),
          judged: z.int(),
          right: z.int(),
          minutes: z.int(),
          cents: z.int(),
        })
        .meta({ id: 'SupplierFigures' }),
    },
    async handler(request, reply) {
      needSetUp(request, 'suppliers', 'read')
      const supplier = there(await shell.desk.suppliers.one(request.params.supplier))
      const figures = await shell.desk.suppliers.figures(supplier.id, shell.now() - figuresDays * dayMs)
      return reply.send({ ...figures, supplier: shown(supplier), days: figuresDays })
    },
  })
}
