// What is done with a draft as a whole: published, or thrown away with a way back.
// Not: what stands against it (script-side.tsx).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { maySetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { post } from '../api/client.ts'
import { refusalText } from '../api/refusal-text.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { type Draft, refreshScripts } from './scripts-api.ts'

/** Two writers and one who reads see different acts. */
export function PublishActs({ draft }: { draft: Draft }) {
  const say = useSay()
  const { agent } = useSession()
  const me = { roles: agent.roles as readonly Role[], active: true }
  const { publish, throwAway } = useActsOn(draft)
  const n = draft.faults.length
  return (
    <>
      {maySetUp(me, 'script_drafts', 'change') && (
        <Button kind="quiet" aria-busy={throwAway.isPending} onClick={() => throwAway.mutate()}>
          {say('scripts.throw_away')}
        </Button>
      )}
      {maySetUp(me, 'scripts', 'change') && (
        <Button
          kind="main"
          keys="mod+enter"
          aria-busy={publish.isPending}
          {...(n > 0 && { offWhy: say('refusal.script_has_faults', { count: n }) })}
          onClick={() => publish.isPending || publish.mutate()}
        >
          {say('scripts.publish')}
        </Button>
      )}
    </>
  )
}

function useActsOn({ slug, revision, form }: Draft) {
  const say = useSay()
  const client = useQueryClient()
  const path = `/scripts/${slug}`
  const onError = (thrown: unknown) => toast({ text: refusalText(thrown, say) })
  const onSettled = () => refreshScripts(client)
  const publish = useMutation({
    mutationFn: () => post<{ version: number }>(`${path}/publish`, { revision }),
    onSuccess: ({ version }) => toast({ text: say('scripts.published', { n: version }) }),
    onError,
    onSettled,
  })
  const takeBack = async () => {
    // Saved on top of its end: as a draft of its own again.
    await post(`${path}/draft`, { form, revision: revision + 1 }, { method: 'PUT' }).catch(onError)
    await refreshScripts(client)
  }
  const throwAway = useMutation({
    mutationFn: () => post(`${path}/draft?revision=${revision}`, {}, { method: 'DELETE' }),
    onSuccess: () => toast({ text: say('scripts.thrown_away'), undo: () => void takeBack() }),
    onError,
    onSettled,
  })
  return { publish, throwAway }
}
