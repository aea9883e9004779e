// A calendar takes the holidays of a file: all of them, or none and the line that is wrong.
// Not: how such a file is read (channels/ics/).
import { useRef } from 'react'
import { Button } from '../kit/button.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import type { Calendar } from './agreements-api.ts'
import { fileFault, type TakenDays, takenText } from './file-fault.ts'
import { Wrong } from './parts.tsx'
import { useChange } from './set-up-api.ts'

export type HolidayFile = {
  readonly isSending: boolean
  readonly thrown: unknown
  readonly take: (calendar: Calendar, file: File) => Promise<void>
}

/** More than one sentence is read for longer than a short word. */
const readingMs = 20_000

/** The bytes of a file as they are: read as text, those that are none would become something else unseen. */
const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

/** What a page needs to send such files, one at a time. */
export function useHolidayFile(): HolidayFile {
  const say = useSay()
  const sent = useChange<Calendar & { readonly taken: TakenDays }>(({ name, taken }) => {
    const text = takenText(taken, name, say)
    toast(text.more ? { text: `${text.first} ${text.more}`, forMs: readingMs } : { text: text.first })
  })
  return {
    isSending: sent.isPending,
    thrown: sent.error,
    async take({ id, version }, file) {
      if (sent.isPending) return
      sent.mutate({ path: `/calendars/${id}/import`, body: { version, bytes: await base64Of(file) } })
    },
  }
}

/** Why a file was not taken. */
export function HolidayFileWrong({ thrown }: { thrown: unknown }) {
  const say = useSay()
  const told = fileFault(thrown, say)
  return told ? <Wrong errors={[told]} /> : <Wrong thrown={thrown ?? undefined} />
}

/** The button that asks for a file. */
export function HolidayFileButton({ calendar, file }: { calendar: Calendar; file: HolidayFile }) {
  const say = useSay()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        kind="quiet"
        aria-label={say('set_up.cal_file_into', { name: calendar.name })}
        aria-busy={file.isSending}
        onClick={() => picker.current?.click()}
      >
        {say('set_up.cal_file')}
      </Button>
      <input
        ref={picker}
        hidden
        type="file"
        accept=".ics,text/calendar"
        onChange={event => {
          const [chosen] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (chosen) void file.take(calendar, chosen)
        }}
      />
    </>
  )
}
