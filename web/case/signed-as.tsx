// Under a reply being written: as whom it leaves, and what will stand under it. Not: where that is said
// (set-up).
import { useQuery } from '@tanstack/react-query'
import type { Language } from '#core/people/language.ts'
import { get } from '#web/api/client.ts'
import { useCase } from './case-context.ts'
import s from './case.module.css'

type Sender = {
  readonly from: { readonly name: string; readonly address: string }
  readonly signature: string
  readonly language: Language
}

export function SignedAs() {
  const { say, data } = useCase()
  const { data: sender } = useQuery({
    queryKey: ['sender', data.id, data.card.team],
    queryFn: ({ signal }) => get<Sender>(`/cases/${data.id}/sender`, {}, signal),
    retry: false,
  })
  if (!sender) return null
  const from = `${sender.from.name} <${sender.from.address}>`
  return (
    <div className={s.signedAs}>
      <span>{say('mail_sender.leaves_as', { from })}</span>
      <p lang={sender.language}>{sender.signature}</p>
    </div>
  )
}
