// What automatic mails say, and in which languages the words are the desk's own. Not: writing them
// (mail-template-sheet.tsx).
import { useState } from 'react'
import { maySetUp } from '#core/access/set-up.ts'
import { type Language, languages } from '#core/people/language.ts'
import type { LetterKind } from '#words/letter-words.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Strip } from '../kit/strip.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import { MailTemplateSheet } from './mail-template-sheet.tsx'
import { SetUpPage, useLanguageName, useMe } from './parts.tsx'
import s from './set-up.module.css'
import { useSetUpList } from './set-up-api.ts'

export type Letter = {
  readonly isOwn: boolean
  readonly subject: string | null
  readonly words: string
  readonly version: number
}
export type MailTemplate = {
  readonly kind: LetterKind
  readonly fields: readonly string[]
  readonly subjectFields: readonly string[] | null
  readonly languages: Readonly<Record<Language, Letter>>
}

export default function MailTemplatesPage() {
  const say = useSay()
  const mayChange = maySetUp(useMe(), 'mail_words', 'change')
  const query = useSetUpList<MailTemplate>('/mail-templates')
  const [open, setOpen] = useState<LetterKind | null>(null)
  const shown = query.data?.find(one => one.kind === open)
  return (
    <SetUpPage title={say('set_up.mail-templates')}>
      <Strip>{say(mayChange ? 'mail_template.why' : 'set_up.read_only')}</Strip>
      <ScreenState query={query} rows={8}>
        {all => <Templates all={all} mayChange={mayChange} onOpen={setOpen} />}
      </ScreenState>
      {shown && (
        <MailTemplateSheet
          key={shown.kind}
          template={shown}
          mayChange={mayChange}
          onClose={() => setOpen(null)}
        />
      )}
    </SetUpPage>
  )
}

type TemplatesProps = {
  all: readonly MailTemplate[]
  mayChange: boolean
  onOpen: (kind: LetterKind) => void
}

function Templates({ all, mayChange, onOpen }: TemplatesProps) {
  const say = useSay()
  const languageName = useLanguageName()
  const whose = (one: MailTemplate) => {
    const own = languages.filter(language => one.languages[language].isOwn)
    if (own.length === languages.length) return say('mail_template.own_all')
    if (own.length === 0) return say('mail_template.own_none')
    return say('mail_template.own_in', { languages: own.map(languageName).join(', ') })
  }
  return (
    <Table
      caption={say('set_up.mail-templates')}
      rows={all}
      keyOf={one => one.kind}
      columns={[
        {
          key: 'kind',
          head: say('mail_template.mail'),
          cell: one => (
            <>
              {say(`mail_template.kind_${one.kind}`)}
              <span className={s.does}>{say(`mail_template.when_${one.kind}`)}</span>
            </>
          ),
        },
        {
          key: 'whose',
          head: say('mail_template.whose'),
          cell: one => <span className="soft">{whose(one)}</span>,
        },
        {
          key: 'open',
          head: <span className="sr">{say('set_up.change')}</span>,
          end: true,
          cell: one => {
            const name = say(`mail_template.kind_${one.kind}`)
            const key = mayChange ? 'set_up.change' : 'mail_template.read'
            return (
              <Button
                kind="quiet"
                aria-label={say(mayChange ? 'set_up.change_one' : 'mail_template.read_one', { name })}
                onClick={() => onOpen(one.kind)}
              >
                {say(key)}
              </Button>
            )
          },
        },
      ]}
    />
  )
}
