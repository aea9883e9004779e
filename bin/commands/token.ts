// `tierline token create`: a service person with the roles it names, and the token it signs in with.
import { parseArgs } from 'node:util'
import { BadUsage, type Io } from '#bin/command.ts'
import { dataDirOf, openDesk } from '#bin/desk-on-data.ts'
import { after, dayMs } from '#core/kit/time.ts'
import { type Role, roles } from '#core/people/desk-facts.ts'
import { tokenPrefix } from '#server/http/signed.ts'
import { newId } from '#server/new-id.ts'
import { deskOf } from '#store/desk/desk.ts'
import { newSecret } from '#store/desk/secret.ts'

export const summary = 'make a token for the API'
export const usage = `tierline token create --name N --role R [--role R …] [--days N] [--data DIR]

Prints the token, once, as the last line. It may do what its roles may do; R is one of
${roles.filter(role => role !== 'customer' && role !== 'organisation-manager').join(', ')}.

  --days N    how long it is valid (90; 0: for ever)
  --data DIR  the desk's data (DATA_DIR, .data in this checkout)`

export async function run([verb, ...args]: string[], io: Io): Promise<number> {
  if (verb !== 'create') throw new BadUsage('tierline token knows one verb: create.')
  const { values } = parseArgs({
    args,
    options: {
      name: { type: 'string' },
      role: { type: 'string', multiple: true },
      days: { type: 'string', default: '90' },
      data: { type: 'string' },
    },
  })
  const wanted = values.role ?? []
  const unknown = wanted.find(role => !roles.includes(role as Role))
  if (!values.name?.trim()) throw new BadUsage('A token needs a --name.')
  if (wanted.length === 0) throw new BadUsage('A token needs at least one --role.')
  if (unknown !== undefined) throw new BadUsage(`There is no role "${unknown}".`)
  if (!/^\d{1,4}$/.test(values.days)) throw new BadUsage(`--days takes a number, not "${values.days}".`)
  const days = Number(values.days)
  const open = await openDesk(dataDirOf(values.data, io), io)
  try {
    const at = await open.store.now()
    const secret = `${tokenPrefix}${newSecret()}`
    const desk = deskOf(open.store.pool)
    const id = newId('tok')
    await desk.tokens.add({
      secret,
      id,
      name: values.name.trim(),
      roles: wanted as Role[],
      at,
      expiresAt: days === 0 ? null : after(at, days * dayMs),
    })
    await desk.audit.add({
      at,
      actor: 'command-line',
      what: 'token.created',
      about: id,
      before: null,
      after: { name: values.name.trim(), roles: wanted },
    })
    io.out(secret)
    return 0
  } finally {
    await open.close()
  }
}
