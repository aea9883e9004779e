// What can be done with policies of the house: begun, published anew, acknowledged, given to another owner,
// withdrawn. Not: which facts follow (core/house-policy/decide.ts).
import { z } from 'zod'
import type { HousePolicyCommand } from '#core/house-policy/decide.ts'
import { policyMoments } from '#core/house-policy/moment.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { hashOfPolicy } from '#server/house-policies.ts'
import { ifSeqOf } from '#server/http/if-match.ts'
import {
  housePolicyFor,
  housePolicyParams,
  matterDone,
  matterDoneSchema,
  needHouse,
  sendMatter,
} from '#server/http/house-policy-door.ts'
import { audienceSchema } from '#server/http/house-policies.ts'
import { keyOf } from '#server/http/idempotency.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, instantSchema, line, words } from '#server/http/schema.ts'
import { signedIn } from '#server/http/signed.ts'
import { handleMatter, matterWorld } from '#server/matters.ts'
import type { Shell } from '#server/shell.ts'

const said = {
  title: line.max(200),
  words: words(20_000),
  audience: audienceSchema.default({ levels: [], teams: [], roles: [] }),
  acknowledgeBy: instantSchema.meta({ description: 'After this whoever has not is reminded.' }),
}
const moments = z
  .array(z.enum(policyMoments))
  .max(policyMoments.length)
  .meta({ description: 'At which moments of the work it is shown, and which refusals lead to it.' })
const schemas = {
  publish: z.strictObject({
    ...said,
    read: z.int().min(1).meta({ description: 'The version that was read.' }),
    changed: words(2_000).optional().meta({ description: 'What is new since that version.' }),
  }),
  acknowledge: z.strictObject({
    version: z.int().min(1),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  place: z.strictObject({ moments }),
  name_owner: z.strictObject({ owner: idSchema('agt') }),
  withdraw: z.strictObject({ because: line }),
} as const
type DeedName = keyof typeof schemas
type Body<T extends DeedName> = z.output<(typeof schemas)[T]>
type Ref = (words: string) => TextRef

const summaries: { readonly [T in DeedName]: string } = {
  publish: 'Publish the next version: everybody it binds acknowledges it anew.',
  acknowledge: 'Acknowledge the version in force, known by its hash.',
  place: 'Say at which moments of the work it is shown; nobody has to acknowledge that.',
  name_owner: 'Say who answers for it from now on.',
  withdraw: 'It binds nobody any more, and why. Who acknowledges it after that is told so.',
}

type Said = Omit<Body<'publish'>, 'read'> & { readonly read: number }
function published({ title, words: text, audience, changed, ...others }: Said, ref: Ref): HousePolicyCommand {
  const hash = hashOfPolicy({ title, words: text, audience })
  return {
    ...{ type: 'house_policy.publish', ...others, audience, hash, title: ref(title), words: ref(text) },
    changed: changed === undefined ? undefined : ref(changed),
  }
}

const commands: { readonly [T in DeedName]: (body: Body<T>, ref: Ref) => HousePolicyCommand } = {
  publish: published,
  acknowledge: body => ({ type: 'house_policy.acknowledge', ...body }),
  place: body => ({ type: 'house_policy.place', ...body }),
  name_owner: body => ({ type: 'house_policy.name_owner', ...body }),
  withdraw: ({ because }, ref) => ({ type: 'house_policy.withdraw', because: ref(because) }),
}

/** Adds the changing ones. */
export function housePolicyDeedRoutes(app: App, shell: Shell): void {
  beginRoute(app, shell)
  for (const name of Object.keys(schemas) as DeedName[]) deedRoute(app, shell, name)
}

function beginRoute(app: App, shell: Shell): void {
  route(app, {
    method: 'POST',
    url: '/house-policies',
    summary: 'Publish a new policy of the house. Whoever publishes it answers for it.',
    tag: 'house-policies',
    isDeed: true,
    body: z.strictObject({ ...said, moments: moments.default([]) }),
    answers: { 201: matterDoneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      needHouse(shell, signed)
      const seal = shell.sealer()
      const { moments: shownAt, ...body } = request.body
      const command = published({ ...body, read: 0 }, text => seal.text(text))
      const placed: HousePolicyCommand = { type: 'house_policy.place', moments: shownAt }
      const handled = await handleMatter(matterWorld(shell), {
        ...{ id: shell.newId('hpo'), by: signed.by, commands: [command, placed] },
        ...{ texts: seal.texts, isNew: true },
        key: keyOf(request, signed.actorKey),
      })
      // What is decided from now on rests on it.
      await shell.changed()
      return sendMatter(reply, matterDone(handled), 201)
    },
  })
}

function deedRoute<T extends DeedName>(app: App, shell: Shell, name: T): void {
  route(app, {
    method: 'POST',
    url: `/house-policies/:policy/${name}`,
    summary: summaries[name],
    tag: 'house-policies',
    isDeed: true,
    params: housePolicyParams,
    body: schemas[name] as unknown as z.ZodObject,
    answers: { 200: matterDoneSchema },
    async handler(request, reply) {
      const signed = signedIn(request)
      const { ledger } = await housePolicyFor(shell, signed, request.params.policy)
      const seal = shell.sealer()
      const command = commands[name](request.body as Body<T>, text => seal.text(text))
      const handled = await handleMatter(matterWorld(shell), {
        ...{ id: ledger.id, by: signed.by, commands: [command], texts: seal.texts },
        ...{ key: keyOf(request, signed.actorKey), ifSeq: ifSeqOf(request) },
      })
      await shell.changed()
      return sendMatter(reply, matterDone(handled))
    },
  })
}
