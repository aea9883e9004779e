import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cachedDns } from './dns-cache.ts'

const fault = (code: string) => Object.assign(new Error(code), { code })

test('an answer is asked for once as long as it is fresh, a missing name for a minute', async () => {
  let now = 0
  const asked: string[] = []
  const dns = cachedDns({
    now: () => now,
    resolve: async name => {
      asked.push(name)
      if (name.startsWith('no')) throw fault('ENOTFOUND')
      return [name]
    },
  })
  const ask = (name: string) => dns.resolve(name, 'TXT').catch(thrown => (thrown as { code: string }).code)
  assert.deepEqual(await ask('a.example'), ['a.example'])
  assert.deepEqual(await ask('A.example'), ['a.example'])
  assert.equal(await ask('no.example'), 'ENOTFOUND')
  assert.equal(await ask('no.example'), 'ENOTFOUND')
  assert.deepEqual(asked, ['a.example', 'no.example'])
  now += 61_000
  await ask('a.example')
  await ask('no.example')
  assert.deepEqual(asked, ['a.example', 'no.example', 'no.example'])
  now += 300_000
  await ask('a.example')
  assert.equal(asked.length, 4)
})

test('silent servers of one domain do not switch off the checks of others; a dead network does, for a while', async () => {
  let now = 0
  let isRootThere = true
  const dns = cachedDns({
    now: () => now,
    resolve: async name => {
      if (name === '.' && isRootThere) return ['a.root']
      throw fault('ETIMEOUT')
    },
  })
  const fail = async (times: number) => {
    for (let n = 0; n < times; n++) await assert.rejects(dns.resolve(`d${now}-${n}.example`, 'TXT'))
    await new Promise(setImmediate)
    await new Promise(setImmediate)
  }
  await fail(9)
  assert.equal(dns.isAway(), false)
  isRootThere = false
  now += 1
  await fail(3)
  assert.equal(dns.isAway(), true)
  now += 31_000
  assert.equal(dns.isAway(), false)
})

test('a server that says nothing is given up after the limit', async () => {
  const dns = cachedDns({ resolve: () => new Promise(() => {}), limitMs: 20 })
  await assert.rejects(dns.resolve('slow.example', 'A'), { code: 'ETIMEOUT' })
})
