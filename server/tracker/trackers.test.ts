// A change goes to a tracker and comes back: made once, told in order, heard by signed deliveries or by
// asking, whatever the other side answers. Against stand-ins of GitHub and GitLab that speak their real
// forms.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Person, type TestDesk, testDesk } from '#server/http/testing.ts'
import { tellMatterNews } from '#server/react/matter-news.ts'
import { deliverCalls } from '#server/tracker/deliver-calls.ts'
import { pollTrackers } from '#server/tracker/poll.ts'
import { type Delivery, type FakeGithub, fakeGithub, githubComment } from '#test/support/fake-github.ts'
import { type FakeGitlab, fakeGitlab } from '#test/support/fake-gitlab.ts'
import type { FakeEntry } from '#test/support/fake-tracker.ts'

let desk: TestDesk
let bo: Person
let admin: Person
let hub: FakeGithub
let lab: FakeGitlab
const hubSecret = 'a secret of sixteen or more'
const labSecret = `whsec_${Buffer.from('another secret of some length').toString('base64')}`
const labels = {
  bug_fix: 'bug',
  in_work: 'in progress',
  accepted: 'accepted',
  verified: 'verified',
  rejected: 'no',
}

before(async () => {
  desk = await testDesk()
  bo = await desk.person({ name: 'Bo' })
  admin = await desk.person({ roles: ['admin'] })
  ;[hub, lab] = await Promise.all([fakeGithub(), fakeGitlab()])
  hub.clock = lab.clock = () => desk.shell.now()
})
after(async () => {
  await Promise.all([hub.close(), lab.close()])
  await desk.close()
})
beforeEach(() => {
  for (const fake of [hub, lab])
    Object.assign(fake, { spoil: null, cutAnswers: 0, token: 'good token', pageSize: 100 })
})

const setUp = async (fake: FakeGithub | FakeGitlab, more: object = {}) => {
  const isHub = fake === hub
  const answer = await desk.ask(admin, 'POST', 'trackers', {
    ...{
      name: isHub ? 'GitHub' : 'GitLab',
      kind: isHub ? 'github' : 'gitlab',
      project: 'acme/router',
      labels,
    },
    ...{ apiUrl: isHub ? fake.url : `${fake.url}/api/v4`, token: 'good token', allowPrivate: true },
    ...{ webhookSecret: isHub ? hubSecret : labSecret, ...more },
  })
  assert.equal(answer.status, 201, answer.text + desk.faults.at(-1))
  return answer.json as { id: string; version: number }
}
const wanted = {
  kind: 'bug_fix',
  title: 'VPN drops',
  wanted: 'Keep the tunnel\n/close\n@everybody',
  why: 'It drops',
}
const asked = async (more: object = {}) => {
  const answer = await desk.ask(bo, 'POST', 'changes', { ...wanted, ...more })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.id as string
}
const doing = async (id: string, deed: string, body: object = {}) => {
  const answer = await desk.ask(bo, 'POST', `changes/${id}/${deed}`, body)
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}
const read = async (id: string) => (await desk.ask(bo, 'GET', `changes/${id}`)).json
const deliver = async () => {
  while ((await deliverCalls(desk.shell, 2_000)) === 0);
}
const sent = async (tracker: { id: string }, more: object = {}) => {
  const id = await asked(more)
  await doing(id, 'send', { tracker: tracker.id })
  await deliver()
  return id
}
const post = async (tracker: { id: string }, { body, headers }: Delivery) => {
  const url = `/api/v1/trackers/${tracker.id}/webhook`
  return (await desk.app.inject({ method: 'POST', url, payload: body, headers })).statusCode
}
const marked = (fake: FakeGithub | FakeGitlab, id: string) =>
  fake.entries.filter(one => one.body.includes(id))
const types = async (id: string): Promise<string[]> =>
  (await read(id)).facts.map((one: { type: string }) => one.type.slice('change.'.length))

/**
 * What another side may answer, what that is called, what it says, and whether it is tried again by
 * itself.
 */
const wrongAnswers: readonly [FakeGithub['spoil'], string, RegExp, boolean][] = [
  [(_, out) => !!out.writeHead(200).end('<html>Sign in</html>'), 'nonsense', /Sign in/, true],
  [(_, out) => !!out.writeHead(200).end('{"number": "x"'), 'nonsense', /number/, true],
  [(_, out) => !!out.writeHead(201).end('[]'), 'nonsense', /answer/, true],
  [(_, out) => !!out.writeHead(502).end('<h1>Bad gateway</h1>'), 'server_fault', /502 .*Bad gateway/, true],
  [(_, out) => !!out.writeHead(429, { 'retry-after': '7200' }).end('{}'), 'limited', /429/, true],
  [(_, out) => !!out.writeHead(403, { 'x-ratelimit-remaining': '0' }).end('{}'), 'limited', /403/, true],
  [() => true, 'timed_out', /2 s/, true],
  [(_, out) => !!out.writeHead(200).end('x'.repeat(5_000_000)), 'too_big', /B/, true],
  [
    (_, out) => !!out.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
    ...(['redirected', /169\.254/, false] as const),
  ],
  [(_, out) => !!out.writeHead(422).end('{"message":"Validation Failed"}'), 'refused', /Validation/, false],
  [(_, out) => !!out.writeHead(401).end('{"message":"Bad credentials"}'), 'token_refused', /Bad/, false],
]
const kinds = [
  { name: 'GitHub', fake: () => hub },
  { name: 'GitLab', fake: () => lab },
] as const
for (const { name, fake: of } of kinds)
  describe(name, () => {
    let tracker: { id: string; version: number }
    before(async () => {
      tracker = await setUp(of())
    })
    const closedBy = (entry: FakeEntry, reason: string | null = 'completed'): Delivery => {
      Object.assign(entry, { isOpen: false, reason, updatedAt: of().now() })
      return of() === hub
        ? hub.signed(hubSecret, 'issues', hub.event('issues', 'closed', entry))
        : lab.sent(labSecret, lab.event(entry))
    }
    const saidBy = (entry: FakeEntry, words: string): Delivery => {
      const said = of().say(entry, words)
      return of() === hub
        ? hub.signed(
            hubSecret,
            'issue_comment',
            hub.event('issue_comment', 'created', entry, githubComment(said, entry)),
          )
        : lab.sent(labSecret, lab.event(entry, said))
    }

    test('a change is made there once, with its label, and its words command nothing', async () => {
      const id = await sent(tracker, { evidence: ['error 619\n/assign @jordi'] })
      const [entry, ...more] = marked(of(), id)
      assert.equal(more.length, 0)
      assert.deepEqual(entry!.labels, ['bug'])
      assert.doesNotMatch(entry!.body, /^\s*\/(close|assign)/m)
      assert.doesNotMatch(entry!.body, /@(everybody|jordi)/)
      const shown = await read(id)
      assert.deepEqual([shown.standing, shown.entry, shown.calls], ['sent', String(entry!.number), []])
      assert.match(shown.url, /issues\/\d+$/)
    })

    test('an answer that is lost on the way makes no second one: neither entry nor words', async () => {
      of().cutAnswers = 1
      const id = await sent(tracker)
      const [waiting] = (await read(id)).calls
      assert.equal(waiting.code, 'unreachable')
      desk.pass(3_600_000)
      await deliver()
      assert.equal(marked(of(), id).length, 1)
      assert.equal((await read(id)).entry, String(marked(of(), id)[0]!.number))
      of().cutAnswers = 1
      await doing(id, 'write', { words: 'Any news?' })
      await deliver()
      desk.pass(3_600_000)
      await deliver()
      const [entry] = marked(of(), id)
      assert.equal(entry!.said.length, 1)
      assert.deepEqual((await read(id)).calls, [])
    })

    test('what engineering says comes back with its author, once, also to the cases', async () => {
      const opened = await desk.opened(bo)
      const id = await sent(tracker, { case: opened.number })
      const [entry] = marked(of(), id)
      const delivery = saidBy(entry!, 'We see it in 4.1')
      assert.equal(await post(tracker, delivery), 204)
      assert.equal(await post(tracker, delivery), 204, 'the same again')
      const other = { ...delivery.headers, 'x-github-delivery': 'other', 'idempotency-key': 'other' }
      assert.equal(await post(tracker, { ...delivery, headers: other }), 204, 'the same under another name')
      const shown = await read(id)
      const answers = shown.facts.filter((one: { type: string }) => one.type === 'change.answered')
      assert.equal(answers.length, 1)
      assert.equal(shown.texts[answers[0].words.text], 'We see it in 4.1')
      assert.equal(shown.texts[answers[0].author.text], 'Jordi Engineer')
      await tellMatterNews(desk.shell)
      const told = (await desk.store.read(opened.id))!.events.filter(one => one.type === 'matter.told')
      assert.equal(told.length, 1)
    })

    test('our own words that come back are not taken for theirs', async () => {
      const id = await sent(tracker)
      await doing(id, 'write', { words: 'Please look' })
      await deliver()
      const [entry] = marked(of(), id)
      const own = entry!.said[0]!
      const echo =
        of() === hub
          ? hub.signed(
              hubSecret,
              'issue_comment',
              hub.event('issue_comment', 'created', entry!, githubComment(own, entry!)),
            )
          : lab.sent(labSecret, lab.event(entry!, own))
      assert.equal(await post(tracker, echo), 204)
      assert.ok(!(await types(id)).includes('answered'))
      // Somebody who copies our mark does not silence himself by it.
      assert.equal(await post(tracker, saidBy(entry!, `Not so. ${own.body}`)), 204)
      assert.ok((await types(id)).includes('answered'))
    })

    test('done there is done here; seen to hold, the cases are told; not so, it is opened again', async () => {
      const opened = await desk.opened(bo)
      const id = await sent(tracker, { case: opened.number })
      const [entry] = marked(of(), id)
      entry!.milestone = '4.2'
      assert.equal(await post(tracker, closedBy(entry!)), 204)
      const done = await read(id)
      assert.deepEqual([done.standing, done.version], ['done', '4.2'])
      assert.ok(done.dueAt > desk.shell.now() - 10_000, 'its owner is awaited')
      await doing(id, 'reopen', { because: 'Still drops' })
      await deliver()
      assert.equal(entry!.isOpen, true)
      assert.equal((await read(id)).standing, 'reopened')
      assert.equal(await post(tracker, closedBy(entry!)), 204)
      await doing(id, 'verify', { words: 'Three days without a drop' })
      await deliver()
      assert.ok(entry!.labels.includes('verified'))
      await tellMatterNews(desk.shell)
      const told = (await desk.store.read(opened.id))!.events.flatMap(one =>
        one.type === 'matter.told' ? [one.news] : [],
      )
      assert.deepEqual(told, ['change_done'])
    })

    test('where no delivery reaches us, asking finds the same, page by page', async () => {
      const id = await sent(tracker)
      const [entry] = marked(of(), id)
      of().pageSize = 1
      for (const words of ['one', 'two', 'three']) of().say(entry!, words)
      Object.assign(entry!, { labels: [...entry!.labels, 'in progress'], updatedAt: of().now() })
      desk.pass(400_000)
      await pollTrackers(desk.shell, 5_000)
      const shown = await read(id)
      assert.equal(shown.standing, 'in_work')
      const said = shown.facts
        .filter((one: { type: string }) => one.type === 'change.answered')
        .map((one: { words: { text: string } }) => shown.texts[one.words.text])
      assert.deepEqual(said, ['one', 'two', 'three'])
      const before = shown.facts.length
      desk.pass(400_000)
      await pollTrackers(desk.shell, 5_000)
      assert.equal((await read(id)).facts.length, before)
    })

    test('each way of answering wrongly has a name and its words, and trying again mends it', async () => {
      const id = await asked()
      await doing(id, 'send', { tracker: tracker.id })
      for (const [spoil, code, says, comesAgain] of wrongAnswers) {
        of().spoil = spoil
        await deliver()
        const [call] = (await read(id)).calls
        assert.deepEqual([call.code, call.dueAt !== null], [code, comesAgain], call.says)
        assert.match(call.says, says)
        assert.equal((await doing(id, 'try_again')).waiting, 1)
      }
      of().spoil = null
      await deliver()
      const shown = await read(id)
      assert.deepEqual([shown.calls, marked(of(), id).length], [[], 1])
      assert.equal(shown.trackerCode, 'connected')
    })

    test('asked in vain it says so to whoever looks, until it answers', async () => {
      const id = await sent(tracker)
      of().spoil = (_, out) => !!out.writeHead(502).end('<h1>Bad gateway</h1>')
      assert.equal((await doing(id, 'look')).code, 'server_fault')
      assert.equal((await read(id)).trackerCode, 'server_fault')
      of().spoil = (_, out) => !!out.writeHead(422).end('{"message":"Validation Failed"}')
      assert.equal((await doing(id, 'look')).code, 'refused')
      assert.equal((await read(id)).trackerCode, 'server_fault', 'a refusal is of this entry alone')
      of().spoil = null
      assert.equal((await doing(id, 'look')).code, null)
      assert.equal((await read(id)).trackerCode, 'connected')
    })

    test('an entry that was deleted or moved is said so, and the change can go elsewhere', async () => {
      for (const gone of ['deleted', 'moved'] as const) {
        const id = await sent(tracker)
        const [entry] = marked(of(), id)
        entry!.gone = gone
        assert.equal((await doing(id, 'look')).code, null)
        assert.equal((await read(id)).lost, gone)
        await doing(id, 'send', { tracker: tracker.id })
        await deliver()
        assert.equal(marked(of(), id).length, 2)
        assert.equal((await read(id)).lost, null)
      }
    })
  })

test('deliveries that are not signed, not in time, not in form or of nothing we know', async () => {
  const [atHub, atLab] = [await setUp(hub), await setUp(lab)]
  const id = await sent(atHub)
  const [entry] = marked(hub, id)
  const payload = hub.event(
    'issues',
    'closed',
    Object.assign(entry!, { isOpen: false, updatedAt: hub.now() }),
  )
  const good = hub.signed(hubSecret, 'issues', payload)
  const { 'x-hub-signature-256': _sign, ...unsigned } = good.headers
  assert.equal(await post(atHub, { ...good, headers: unsigned }), 401)
  assert.equal(await post(atHub, hub.signed('another secret altogether', 'issues', payload)), 401)
  assert.equal(await post(atHub, { ...good, body: good.body.replace('closed', 'opened') }), 401)
  assert.equal(await post({ id: 'trk_none' }, good), 401)
  assert.equal(await post({ id: 'nonsense' }, good), 401)
  assert.equal((await read(id)).standing, 'sent')
  assert.equal(await post(atHub, hub.signed(hubSecret, 'issues', '{"action":')), 400)
  assert.equal(await post(atHub, hub.signed(hubSecret, 'issues', '[]')), 400)
  assert.equal(await post(atHub, hub.signed(hubSecret, 'issues', `"${'x'.repeat(1_100_000)}"`)), 413)
  assert.equal(await post(atHub, hub.signed(hubSecret, 'star', { action: 'created' })), 204)
  assert.equal(await post(atHub, hub.signed(hubSecret, 'ping', { zen: 'Keep it' })), 204)
  const foreign = hub.event('issues', 'closed', { ...entry!, number: 99_999 })
  assert.equal(await post(atHub, hub.signed(hubSecret, 'issues', foreign)), 204)
  assert.equal(await post(atHub, good), 204)
  assert.equal((await read(id)).standing, 'done')
  const other = lab.event(lab.add('x'))
  const second = Math.floor(desk.shell.now() / 1000)
  assert.equal(await post(atLab, lab.sent(labSecret, other, 'signature', second)), 204)
  assert.equal(await post(atLab, lab.sent(labSecret, other, 'signature', second - 600)), 401)
  assert.equal(await post(atLab, lab.sent('another secret altogether', other)), 401)
  assert.equal(await post(atLab, lab.sent('another secret altogether', other, 'signature', second)), 401)
})

test('a tracker that is taken away leaves its changes with a word and a way on', async () => {
  const tracker = await setUp(hub)
  const id = await sent(tracker)
  await doing(id, 'write', { words: 'Hello?' })
  const { version } = (await desk.ask(admin, 'GET', 'trackers')).json.items.find(
    (one: { id: string }) => one.id === tracker.id,
  )
  assert.equal((await desk.ask(admin, 'DELETE', `trackers/${tracker.id}?version=${version}`)).status, 204)
  await deliver()
  const shown = await read(id)
  assert.deepEqual([shown.trackerCode, shown.calls[0].code], ['tracker_gone', 'tracker_gone'])
  await doing(id, 'unlink', { because: 'They moved' })
  await doing(id, 'try_again')
  await deliver()
  assert.deepEqual((await read(id)).calls, [])
})

test('two changes are not tied to one entry', async () => {
  await setUp(hub)
  const entry = hub.add('Known for long')
  const url = `${hub.url}/acme/router/issues/${entry.number}`
  const [first, second] = [await asked(), await asked()]
  await doing(first, 'link', { url })
  assert.equal((await read(first)).entry, String(entry.number))
  const refused = await desk.ask(bo, 'POST', `changes/${second}/link`, { url })
  assert.deepEqual([refused.status, refused.json.code], [422, 'change.entry_taken'])
  await doing(second, 'link', { url: 'https://elsewhere.example/x' })
  assert.equal((await read(second)).entry, null)
})

test('the list is read by standing and owner, page by page', async () => {
  const marta = await desk.person({ name: 'Marta' })
  const own: string[] = []
  for (const title of ['one', 'two', 'three'])
    own.unshift((await desk.ask(marta, 'POST', 'changes', { ...wanted, title })).json.id)
  await desk.ask(marta, 'POST', `changes/${own[0]}/withdraw`, { because: 'Not needed' })
  const list = async (query: string) =>
    (await desk.ask(marta, 'GET', `changes?owner=me&${query}`)).json as {
      items: { id: string }[]
      next: string | null
    }
  const ids = ({ items }: { items: { id: string }[] }) => items.map(one => one.id)
  assert.deepEqual(ids(await list('standing=drafted')), own.slice(1))
  assert.deepEqual(ids(await list('standing=withdrawn')), own.slice(0, 1))
  const first = await list('limit=2')
  assert.deepEqual(ids(first), own.slice(0, 2))
  assert.deepEqual(ids(await list(`limit=2&cursor=${first.next}`)), own.slice(2))
})
