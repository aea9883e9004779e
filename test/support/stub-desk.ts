// A desk of three answers for tests of the shell: a session, empty lists, a feed that can be cut.
// Not: the server.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from '#test/support/web-files.ts'

const agent = {
  id: 'agt_marta',
  name: 'Marta Sundin',
  email: 'marta@example.com',
  roles: ['agent', 'lead'],
  levels: [2],
  teams: ['tea_access'],
  language: 'en',
  timeZone: 'Europe/Stockholm',
  preferences: {},
}
const facts = { ...agent, active: true, absent: false }
const session = {
  agent,
  desk: {
    name: 'Sundnät',
    languages: ['en', 'sv'],
    defaultLanguage: 'en',
    timeZone: 'Europe/Stockholm',
    teams: { tea_access: { id: 'tea_access', name: 'Access', level: 2, setting: {}, active: true } },
    agents: { agt_marta: facts },
    products: [],
    wordsHash: {},
  },
  position: '0',
}
const counts = { mine: 0, unassigned: 0, offered: 0, waiting: 0, all: 0, level: { 1: 0, 2: 0, 3: 0 } }

export type StubDesk = {
  readonly api: Answer
  /** what was posted, as `METHOD path` */
  readonly asked: string[]
  /** cuts the feed and refuses a new one until `mend` */
  cut(): void
  mend(): void
  signOut(): void
  language: string
  /** sends an event to whoever listens */
  tell(event: string, data: unknown): void
}

/** A desk that is signed in to from the start. */
export function stubDesk(): StubDesk {
  const feeds = new Set<ServerResponse>()
  let isCut = false
  let isSignedIn = true
  const feed = (response: ServerResponse) => {
    if (isCut) {
      response.statusCode = 503
      response.end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('id: 0\nevent: hello\ndata: {"position":"0"}\n\n')
    feeds.add(response)
    response.on('close', () => feeds.delete(response))
  }
  const desk: StubDesk = {
    asked: [],
    language: 'en',
    cut() {
      isCut = true
      for (const one of feeds) one.destroy()
    },
    mend() {
      isCut = false
    },
    signOut() {
      isSignedIn = false
    },
    tell(event, data) {
      for (const one of feeds) one.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    api(request: IncomingMessage, response: ServerResponse) {
      const path = new URL(request.url ?? '', 'http://here').pathname.slice('/api/v1'.length)
      if (request.method !== 'GET') desk.asked.push(`${request.method} ${path}`)
      const say = (body: unknown, status = 200) => {
        response.statusCode = status
        response.end(JSON.stringify(body))
      }
      if (!isSignedIn) return say({ code: 'session.needed' }, 401)
      if (path === '/live') return feed(response)
      if (path === '/session') return say({ ...session, agent: { ...agent, language: desk.language } })
      if (path === '/cases/counts') return say(counts)
      if (path === '/cases' || path === '/search') return say({ items: [], next: null, count: 0 })
      return say({ code: 'route.not_found' }, 404)
    },
  }
  return desk
}
