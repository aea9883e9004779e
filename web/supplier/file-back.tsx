// The files that went to a house outside with words of ours, and taking one back that should not have gone.
// Not: choosing them (files-part.tsx).
import { useState } from 'react'
import type { FileId } from '#core/kit/id.ts'
import { DeedDialog } from '../case/deed-dialog.tsx'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { useSay } from '../words.ts'
import { type SupplierPage, useSupplierDeed } from './suppliers-api.ts'

type Props = { page: SupplierPage; files: readonly { readonly file: FileId }[] }

/** Those of one fact; one that was taken back says so. */
export function FilesSent({ page, files }: Props) {
  const say = useSay()
  const [open, setOpen] = useState<SupplierPage['files'][number] | null>(null)
  const shown = files.flatMap(({ file }) => page.files.find(one => one.file === file) ?? [])
  return (
    <>
      {shown.map(one =>
        one.isThere ? (
          <p key={one.file}>
            {one.name} <span className="soft sm">{say(`supplier.file_how_${one.how}`)}</span>{' '}
            <Button kind="quiet" onClick={() => setOpen(one)}>
              {say('supplier.file_take_back', { name: one.name })}
            </Button>
          </p>
        ) : (
          <p key={one.file} className="soft">
            {say('shared.file_gone', { name: one.name })}
          </p>
        ),
      )}
      {open && <TakeBack number={String(page.row.number)} {...open} onClose={() => setOpen(null)} />}
    </>
  )
}

type BackProps = { number: string; file: FileId; name: string; onClose: () => void }

function TakeBack({ number, file, name, onClose }: BackProps) {
  const say = useSay()
  const { mutateAsync } = useSupplierDeed(number)
  const [because, setBecause] = useState('')
  const why = because.trim()
  return (
    <DeedDialog
      title={say('supplier.file_take_back', { name })}
      doText={say('kit.save')}
      missing={why === '' ? say('supplier.needs_words') : ''}
      onDo={() => mutateAsync({ deed: 'withdraw-file', body: { file, because: why } })}
      onClose={onClose}
    >
      <p className="soft">{say('supplier.file_back_how')}</p>
      <TextField
        label={say('supplier.because')}
        needed={why === ''}
        autoFocus
        value={because}
        onChange={event => setBecause(event.currentTarget.value)}
      />
    </DeedDialog>
  )
}
