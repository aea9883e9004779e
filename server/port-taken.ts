// A port that cannot be opened, in one clear line. Not: which ports there are (environment.ts).
import { WrongSetting } from '#server/environment.ts'

const flags = { PORT: '--port', SMTP_PORT: '--smtp-port' } as const

/** The fault of opening a port, said as a wrong setting where it is one; any other as it is. */
export function portTaken(error: unknown, name: keyof typeof flags, port: number): unknown {
  const { code } = error as { code?: string }
  const another = `Choose another with ${flags[name]} or ${name}`
  if (code === 'EADDRINUSE')
    return new WrongSetting(`Port ${port} is in use. ${another}, or end what listens there.`)
  if (code === 'EACCES') return new WrongSetting(`Port ${port} needs more rights. ${another}.`)
  return error
}
