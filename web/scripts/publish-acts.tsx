// What is done with a draft as a whole: published, or thrown away with a way back.
// Not: what stands against it (script-side.tsx).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { maySetUp } from '#core/access/set-up.ts'
import type { Role } from '#core/people/desk-facts.ts'
import { post } from '../api/client.ts'
import { refused } from '../api/refusal-text.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { refreshScripts } from './scripts-api.ts'

type Props = {
  slug: string
  form: unknown
  /** how many there are */
  faults: number
  /** saves what is not saved yet, and tells the revision that is there then */
  ready: () => Promise<number>
}

/** Two writers and one who reads see different acts. */
export function PublishActs({ faults: n, ...draft }: Props) {
  const say = useSay()
  const { agent } = useSession()
  const me = { roles: agent.roles as readonly Role[], active: true }
  const { publish, throwAway } = useActsOn(draft)
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

function useActsOn({ slug, form, ready }: Omit<Props, 'faults'>) {
  const say = useSay()
  const client = useQueryClient()
  const path = `/scripts/${slug}`
  const onError = (thrown: unknown) => toast(refused(thrown, say))
  const onSettled = () => refreshScripts(client)
  const publish = useMutation({
    mutationFn: async () => post<{ version: number }>(`${path}/publish`, { revision: await ready() }),
    onSuccess: ({ version }) => toast({ text: say('scripts.published', { n: version }) }),
    onError,
    onSettled,
  })
  const takeBack = async (revision: number) => {
    // Saved on top of its end: as a draft of its own again.
    await post(`${path}/draft`, { form, revision: revision + 1 }, { method: 'PUT' }).catch(onError)
    await refreshScripts(client)
  }
  const throwAway = useMutation({
    mutationFn: async () => {
      const revision = await ready()
      await post(`${path}/draft?revision=${revision}`, {}, { method: 'DELETE' })
      return revision
    },
    onSuccess: revision => toast({ text: say('scripts.thrown_away'), undo: () => void takeBack(revision) }),
    onError,
    onSettled,
  })
  return { publish, throwAway }
}
