import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLoopback, settingsOf, WrongSetting } from '#server/environment.ts'

const of = (env: Record<string, string>, given = {}) => settingsOf(env, { dataDir: '/data', ...given })

test('an empty environment is a desk for this machine only', () => {
  const { host, port, smtpPort, databaseUrl, admin } = of({})
  assert.deepEqual(
    { host, port, smtpPort, databaseUrl, admin },
    { host: '127.0.0.1', port: 4000, smtpPort: 2525, databaseUrl: null, admin: null },
  )
})
test('a flag goes before the environment, and 0 is a port', () => {
  assert.equal(of({ PORT: '80' }, { port: 0 }).port, 0)
  assert.equal(of({ SMTP_PORT: '0' }).smtpPort, 0)
})
test('what is wrong is said in one line with its name', () => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ PORT: '99999' }, /^PORT takes/],
    [{ PORT: '4000x' }, /^PORT takes/],
    [{ PUBLIC_URL: 'desk.example' }, /^PUBLIC_URL/],
    [{ PUBLIC_URL: 'ftp://desk.example' }, /^PUBLIC_URL/],
    [{ TIERLINE_ADMIN_EMAIL: 'a@b.example' }, /go together/],
    [{ TIERLINE_KEYS: 'secret' }, /^TIERLINE_KEYS/],
    [{ SMTP_TLS_CERT: 'mail.crt' }, /^SMTP_TLS_CERT and SMTP_TLS_KEY go together/],
    [{ SMTP_AUTH_PASSWORD: 'x' }, /go together/],
    [{ SMTP_AUTH_USER: 'relay', SMTP_AUTH_PASSWORD: 'x' }, /over TLS only/],
    [{ CLAMD: 'clamd' }, /^CLAMD is neither/],
    [{ S3_URL: 'https://s3.example', S3_ACCESS_KEY: 'k', S3_SECRET_KEY: 's' }, /names no bucket/],
    [{ S3_URL: 'https://s3.example/desk', S3_ACCESS_KEY: 'k' }, /^S3_URL needs/],
    [{ TIERLINE_ADMIN_EMAIL: 'ab', TIERLINE_ADMIN_PASSWORD: 'x' }, /not an e-mail/],
  ]
  for (const [env, message] of wrong)
    assert.throws(
      () => of(env),
      error => error instanceof WrongSetting && message.test(error.message),
    )
})
test('both halves of the first administrator make one', () => {
  assert.deepEqual(
    of({ TIERLINE_ADMIN_EMAIL: 'a@b.example', TIERLINE_ADMIN_PASSWORD: 'secret words' }).admin,
    { email: 'a@b.example', password: 'secret words' },
  )
})
test('only this machine is loopback', () => {
  assert.deepEqual(['127.0.0.1', '127.9.9.9', '::1', 'localhost', '0.0.0.0', '10.0.0.1'].map(isLoopback), [
    true,
    true,
    true,
    true,
    false,
    false,
  ])
})
test('a virus scanner and a bucket are taken as they are named', () => {
  assert.deepEqual([of({}).clamd, of({}).s3], [null, null])
  assert.equal(of({ CLAMD: '127.0.0.1:3310' }).clamd, '127.0.0.1:3310')
  assert.equal(of({ CLAMD: '/run/clamd.sock' }).clamd, '/run/clamd.sock')
  const { s3 } = of({ S3_URL: 'https://s3.example/desk', S3_ACCESS_KEY: 'k', S3_SECRET_KEY: 's' })
  assert.deepEqual([s3?.url.href, s3?.region], ['https://s3.example/desk', 'us-east-1'])
})
