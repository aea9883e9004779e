// Screens on a wall: the links a lead makes and withdraws, and the numbers one shows without a sign-in. The
// key is shown once and kept as a hash; whoever has it reads numbers and no name of anybody. Not: what is
// counted (store/desk/wall.ts).
import { z } from 'zod'
import type { TeamId } from '#core/kit/id.ts'
import { Problem } from '#server/http/problems.ts'
import { type App, route } from '#server/http/route.ts'
import { houseLevel, idSchema, nothing, nullable } from '#server/http/schema.ts'
import { name, needSetUp, record, secret, type SetUp, there, wrong } from '#server/http/set-up-door.ts'
import { wallBoard, type WallFeed, wallFeed } from '#server/live/wall-feed.ts'
import type { Shell } from '#server/shell.ts'
import { newSecret } from '#store/desk/secret.ts'

const wallSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    team: nullable(z.string()),
    madeBy: z.string(),
    madeAt: z.int(),
    withdrawnBy: nullable(z.string()),
    withdrawnAt: nullable(z.int()),
  })
  .meta({ id: 'Wall' })
const madeSchema = wallSchema.extend({
  key: z.string().meta({ description: 'Shown this once: the screen is at /wall/{key}.' }),
})
const newWall = z.strictObject({
  name,
  team: idSchema('tea').optional().meta({ description: 'Only what lies in this team; absent: the desk.' }),
})
const boardSchema = z
  .object({
    at: z.int(),
    desk: z.string(),
    name: z.string(),
    team: nullable(z.string()),
    levels: z.array(z.object({ level: houseLevel, open: z.int(), unassigned: z.int() })),
    overdue: z.int(),
    promisesSoon: z.int().meta({ description: 'Due within the hour, and not late yet.' }),
    answeredToday: z.int(),
    solvedToday: z.int(),
  })
  .meta({ id: 'WallBoard' })
const byKey = z.strictObject({ key: secret })
const screensMax = 200

/** `/walls`, `/walls/board`, `/walls/live`. */
export function wallRoutes(app: App, set: Pick<SetUp, 'shell'>, log: (line: string) => void): void {
  const { shell } = set
  const feed = wallFeed(shell, log)
  app.addHook('preClose', async () => feed.close())
  linkRoutes(app, shell, feed)
  boardRoutes(app, shell, feed)
}

function linkRoutes(app: App, shell: Shell, feed: WallFeed): void {
  const { walls } = shell.desk
  route(app, {
    method: 'GET',
    url: '/walls',
    summary: 'The screens on a wall, also those withdrawn; their keys are not among the answers.',
    tag: 'board',
    answers: { 200: z.object({ items: z.array(wallSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'walls', 'read')
      return reply.send({ items: await walls.all() })
    },
  })
  route(app, {
    method: 'POST',
    url: '/walls',
    summary: 'Make a link by which a screen shows numbers without a sign-in.',
    tag: 'board',
    body: newWall,
    answers: { 201: madeSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'walls', 'change')
      const { name, team = null } = request.body
      if (team !== null && !shell.facts().teams[team as TeamId]) throw wrong('team', 'none')
      const [id, key, madeAt] = [shell.newId('wal'), newSecret(), shell.now()]
      const made = { id, name, team: team as TeamId | null, madeBy: by.agent, madeAt }
      await walls.add({ ...made, key })
      await record(shell, by, { what: 'wall.made', about: id, after: { name, team } })
      return reply.code(201).send({ ...made, withdrawnBy: null, withdrawnAt: null, key })
    },
  })
  route(app, {
    method: 'DELETE',
    url: '/walls/:wall',
    summary: 'Withdraw a screen’s link; it goes dark at once.',
    tag: 'board',
    params: z.strictObject({ wall: idSchema('wal') }),
    answers: { 204: nothing },
    async handler(request, reply) {
      const by = needSetUp(request, 'walls', 'change')
      const { wall } = request.params
      if (!(await walls.withdraw(wall, by.agent, shell.now()))) throw new Problem('set_up.not_found')
      await record(shell, by, { what: 'wall.withdrawn', about: wall })
      feed.end(wall)
      return reply.code(204).send()
    },
  })
}

const stream = {
  description:
    'Server-sent events: `board` (as GET /walls/board) every second, `withdrawn` {} when the link ends.',
  content: { 'text/event-stream': { schema: z.string() } },
}

function boardRoutes(app: App, shell: Shell, feed: WallFeed): void {
  const { walls } = shell.desk
  route(app, {
    method: 'GET',
    url: '/walls/board',
    summary: 'The numbers of a screen on a wall, by its key: no name, no subject.',
    tag: 'board',
    open: true,
    query: byKey,
    answers: { 200: boardSchema },
    async handler(request, reply) {
      const wall = there(await walls.find(request.query.key))
      return reply.send(await wallBoard(shell, wall))
    },
  })
  route(app, {
    method: 'GET',
    url: '/walls/live',
    summary: 'The same as it changes.',
    tag: 'board',
    open: true,
    query: byKey,
    answers: { 200: stream },
    async handler(request, reply) {
      const { key } = request.query
      const wall = there(await walls.find(key))
      if (feed.size >= screensMax) throw new Problem('server.busy', { headers: { 'retry-after': '10' } })
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      })
      request.raw.setTimeout(0)
      const pipe = {
        write: (text: string) => void raw.write(text),
        waitingBytes: () => raw.writableLength,
        end: () => void raw.end(),
      }
      const screen = await feed.open({ wall, key }, pipe).catch(fault => {
        raw.end()
        throw fault
      })
      if (raw.destroyed) feed.leave(screen)
      raw.on('close', () => feed.leave(screen))
    },
  })
}
