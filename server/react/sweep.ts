// What mail was booked for is forgotten when it can serve no more: mails no report will speak of, failures
// that no longer count, automatic mails no limit asks about.
import { hourMs } from '#core/kit/time.ts'
import type { Shell } from '#server/shell.ts'

/** Forgets what is over. Answers how long to rest, in milliseconds. */
export async function sweepMail({ desk, now }: Pick<Shell, 'now'> & { desk: Swept }): Promise<number> {
  const at = now()
  await desk.suppressions.sweep(at)
  await desk.automaticMails.sweep(at)
  return hourMs
}
type Swept = Pick<Shell['desk'], 'suppressions' | 'automaticMails'>
