// Brings a script in from a file: it becomes a draft, or nothing changes and each wrong line is told.
// Not: how such a file is read (channels/script).
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { post } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { refusalText } from '../api/refusal-text.ts'
import { PoliciesOf } from '../policies/policies-about.tsx'
import { Button } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { type Draft, refreshScripts } from './scripts-api.ts'
import s from './scripts.module.css'

type Saved = Draft & { readonly clashes: readonly unknown[] }

/** What the file was made from, where one knows it: then it takes its place. */
type From = { readonly slug?: string; readonly revision?: number }

/** What a page needs to take such files, one at a time. */
export function useImport(of: From = {}) {
  const say = useSay()
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation<Saved, unknown, File>({
    mutationFn: async file => post<Saved>('/scripts/import', { text: await file.text(), ...of }),
    onSuccess: async ({ slug, clashes }) => {
      await refreshScripts(client)
      const n = clashes.length
      toast({
        text: n > 0 ? say('scripts.imported_clashes', { n }) : say('scripts.imported', { name: slug }),
      })
      await navigate({ to: '/scripts/$slug', params: { slug } })
    },
  })
}

type Import = ReturnType<typeof useImport>

const shownMax = 12

/** Why a file was not taken: what was sent, line by line. */
export function ImportWrong({ thrown }: { thrown: unknown }) {
  const say = useSay()
  if (!thrown) return null
  const lines = isProblem(thrown) ? thrown.fields : []
  const told = lines.slice(0, shownMax).map(({ path, message }) => {
    const [, line, place] = /^(\d+):(.*)$/.exec(path) ?? []
    if (line === undefined) return `${path}: ${message}`
    return `${say('scripts.line', { n: line })}${place ? `, ${place}` : ''}: ${message}`
  })
  return (
    <div className={s.wrong}>
      <ErrorSummary
        title={refusalText(thrown, say)}
        errors={told.length > 0 ? told : [refusalText(thrown, say)]}
      />
      <PoliciesOf thrown={thrown} />
    </div>
  )
}

/** The button that asks for a file. */
export function ImportButton({ sent, kind = 'plain' }: { sent: Import; kind?: 'plain' | 'main' }) {
  const say = useSay()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind={kind} aria-busy={sent.isPending} onClick={() => picker.current?.click()}>
        {say('scripts.import')}
      </Button>
      <input
        ref={picker}
        hidden
        type="file"
        accept=".yaml,.yml,.json,application/yaml,application/json"
        onChange={event => {
          const [chosen] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (chosen && !sent.isPending) sent.mutate(chosen)
        }}
      />
    </>
  )
}
