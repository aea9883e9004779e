// What floats: sheet, dialog, palette, toast.
import { useState } from 'react'
import { Button } from '../kit/button.tsx'
import { ClockCell } from '../kit/clock.tsx'
import { TextArea } from '../kit/field.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { Dialog, Sheet, SheetRow, SheetRows } from '../kit/sheet.tsx'
import { toast } from '../kit/toast.ts'
import { ToastLine } from '../kit/toasts.tsx'
import { Said } from '../kit/voices.tsx'
import { PaletteBody } from '../shell/palette.tsx'
import { at } from './samples.ts'
import { Shelf, Show } from './shelf.tsx'

const nothing = () => {}

export function Floating() {
  const [open, setOpen] = useState<'sheet' | 'dialog' | null>(null)
  const [typed, setTyped] = useState('pas')
  const close = () => setOpen(null)
  return (
    <Shelf title="Floating">
      <Show name="Open them">
        <Button onClick={() => setOpen('sheet')}>Sheet</Button>
        <Button onClick={() => setOpen('dialog')}>Dialog</Button>
        <Button onClick={() => toast({ text: 'Taken by you', undo: nothing })}>Toast</Button>
      </Show>
      <Show name="Toast" wide>
        <ToastLine
          toast={{ id: -1, text: 'Goes to Anna', kind: 'done', undo: nothing, until: at(0) + 8_000 }}
        />
        <ToastLine toast={{ id: -2, text: 'Not sent. The mailbox is full.', kind: 'wrong', until: null }} />
      </Show>
      <Show name="Palette" frame>
        <PaletteBody
          typed={typed}
          onType={setTyped}
          onDone={nothing}
          groups={[
            {
              title: 'On 4821, Internet goes off every evening',
              lines: [
                { id: 'a', text: 'Pass case 4821 to level 3', keys: 'e', run: nothing },
                { id: 'b', text: 'Pass case 4821 back to level 1', run: nothing },
              ],
            },
            {
              title: 'Recent cases',
              lines: [{ id: 'c', text: 'Jordi Pàsqual', aside: '4702 · Olof Ek', run: nothing }],
            },
          ]}
        />
      </Show>
      <HandOffSheet open={open === 'sheet'} onClose={close} />
      <Dialog
        open={open === 'dialog'}
        onClose={close}
        title="Something arrived while you wrote"
        foot={
          <>
            <Button>Send anyway</Button>
            <Button kind="main">Read and edit</Button>
          </>
        }
      >
        <Said lang="sv">“Nu gick det igen, 11:40.”</Said>
      </Dialog>
    </Shelf>
  )
}

function HandOffSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="Pass case 4821 to level 3"
      note="Jordi reads this first. It is taken from the ledger; change what is wrong."
      closeText="Keep it"
      foot={
        <>
          <p className="sm soft">Bo stays her contact.</p>
          <Button kind="main" keys="mod+enter">
            Pass to level 3
          </Button>
        </>
      }
    >
      <SheetRows>
        <SheetRow
          name="The problem, in her words"
          mark={<Glyph name="kept" />}
          end={<Button kind="quiet">Edit</Button>}
        >
          <Said lang="en">“It always goes off around eight in the evening.”</Said>
        </SheetRow>
        <SheetRow
          name="What you want from them"
          mark={<Glyph name="warn" />}
          end="one question they can answer"
        >
          <TextArea label="What you want from level 3" labelHidden needed />
        </SheetRow>
        <SheetRow name="The promise that goes with it" mark={<Glyph name="kept" />}>
          <ClockCell owed={{ dueAt: at(12) }} /> call back with the test result
        </SheetRow>
      </SheetRows>
    </Sheet>
  )
}
