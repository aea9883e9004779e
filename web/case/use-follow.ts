// Whether one follows the case on the screen, changed at once and put back where the server says no.
import { useQueryClient } from '@tanstack/react-query'
import { post } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { toast } from '#web/kit/toast.ts'
import { useWords } from '#web/words.ts'
import { useCase } from './case-context.ts'
import type { CaseAnswer } from './case-data.ts'

/** What the act is called now, and doing it. */
export function useFollow(): { readonly text: string; readonly toggle: () => void } {
  const client = useQueryClient()
  const { say } = useWords()
  const { data } = useCase()
  const { follows } = data
  const number = String(data.number)
  const show = (is: boolean) =>
    client.setQueryData<CaseAnswer>(keys.case(number), known => known && { ...known, follows: is })
  const toggle = () => {
    show(!follows)
    post(`/cases/${number}/follow`, { follows: !follows }, { method: 'PUT' }).then(
      () => {
        toast({ text: say(follows ? 'follow.stopped' : 'follow.started', { number }) })
        return client.invalidateQueries({ queryKey: keys.queues })
      },
      () => {
        show(follows)
        toast({ text: say('follow.failed', { number }), kind: 'wrong' })
      },
    )
  }
  return { text: say(follows ? 'follow.stop' : 'follow.start'), toggle }
}
