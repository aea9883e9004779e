// Take the next case: the server decides which, so that two people never take the same one.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { deedKey, post } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { keys } from '../api/query.ts'
import { refusalText } from '../api/refusal-text.ts'
import { toast } from '../kit/toast.ts'
import { useOnline } from '../live/use-live.ts'
import { useSay } from '../words.ts'

type Taken = { readonly id: string; readonly number: number; readonly seq: number }

/** `take()` takes and opens; it says so when there is nothing to take. */
export function useTakeNext(): { readonly take: () => void; readonly isTaking: boolean } {
  const say = useSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  const online = useOnline()
  const taking = useMutation({
    mutationFn: (key: string) => post<Taken>('/cases/take-next', {}, { key }),
    onSuccess: taken => {
      void client.invalidateQueries({ queryKey: keys.queues })
      void navigate({ to: '/c/$number', params: { number: String(taken.number) } })
    },
    onError: thrown => {
      if (isProblem(thrown) && thrown.code === 'queue.empty') toast({ text: say('shell.nothing_to_take') })
      else toast({ text: refusalText(thrown, say), kind: 'wrong' })
    },
  })
  const take = () => {
    if (!online) toast({ text: say('shell.take_needs_line') })
    else if (!taking.isPending) taking.mutate(deedKey())
  }
  return { take, isTaking: taking.isPending }
}
