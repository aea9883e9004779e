// Saves a draft with the revision it was made from, and tells what somebody else changed meanwhile.
// Not: what is changed (outline.ts).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { post } from '../api/client.ts'
import { refusalText } from '../api/refusal-text.ts'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { refreshScripts } from './scripts-api.ts'

/** The draft's revision; or 0 and the published version a first draft is made of. */
export type From = { readonly revision: number; readonly version?: number }
type Saved = { readonly clashes: readonly unknown[] }

export function useSave(slug: string, from: From) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation<Saved, unknown, unknown>({
    mutationFn: form => post<Saved>(`/scripts/${slug}/draft`, { form, ...from }, { method: 'PUT' }),
    onSuccess: async ({ clashes: { length: n } }) => {
      await refreshScripts(client)
      if (n > 0) toast({ text: say('scripts.saved_clashes', { n }) })
    },
    onError: thrown => toast({ text: refusalText(thrown, say) }),
  })
}
