// A port that cannot be opened, in one clear line. Not: which ports there are (environment.ts).
import { WrongSetting } from '#server/environment.ts'

/** The fault of opening a port, said as a wrong setting where it is one; any other as it is. */
export function portTaken(error: unknown, name: string, port: number): unknown {
  const { code } = error as { code?: string }
  if (code === 'EADDRINUSE')
    return new WrongSetting(`Port ${port} is in use. Choose another with ${name}, or end what listens there.`)
  if (code === 'EACCES')
    return new WrongSetting(`Port ${port} needs more rights. Choose another with ${name}.`)
  return error
}
