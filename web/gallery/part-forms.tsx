// Buttons and everything one types or chooses in.
import { useState } from 'react'
import { Act, Acts } from '../kit/acts.tsx'
import { Button, IconButton, LinkButton } from '../kit/button.tsx'
import { Check, Choices } from '../kit/check.tsx'
import { SelectField, TextArea, TextField } from '../kit/field.tsx'
import { FormRow, FormRows } from '../kit/form-row.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { Menu } from '../kit/menu.tsx'
import { Slot, SlotButton } from '../kit/slot.tsx'
import { ClaimTag } from '../kit/tag.tsx'
import { Said } from '../kit/voices.tsx'
import { Shelf, Show } from './shelf.tsx'

const nothing = () => {}
const kinds = [
  { value: 'part', text: 'a part of the work' },
  { value: 'all', text: 'all work' },
]

export function Forms() {
  const [kind, setKind] = useState('part')
  const [how, setHow] = useState<'phone' | 'email' | null>('phone')
  return (
    <Shelf title="Buttons and forms">
      <Show name="Buttons">
        <Button kind="main" keys="mod+enter">
          Send
        </Button>
        <Button keys="n">Take next</Button>
        <Button kind="quiet" glyph="clip">
          Attach
        </Button>
        <Button kind="stop">Delete</Button>
        <Button offWhy="Needs a connection" keys="n">
          Take next
        </Button>
        <IconButton glyph="copy" label="Copy number 4821" />
        <IconButton glyph="phone" label="Call Anna" framed />
        <LinkButton to="/gallery">Gallery</LinkButton>
        <Menu
          label="More for case 4821"
          items={[
            { text: 'Merge', run: nothing },
            'line',
            { text: 'Watch', keys: 'w', chosen: true, run: nothing },
          ]}
        />
      </Show>
      <Show name="Acts">
        <Acts>
          <Act first keys="e" onPress={nothing}>
            Pass to level 3
          </Act>
          <Act keys="h" aside="Jordi is free" onPress={nothing}>
            Ask level 3 now
          </Act>
          <Act keys="d" offWhy="a question is open" onPress={nothing}>
            Solved
          </Act>
        </Acts>
      </Show>
      <Fields />
      <Show name="Check and choices">
        <Check defaultChecked>Follow it</Check>
        <Check>Ask first on the live line</Check>
        <Choices
          label="How"
          value={how}
          onChange={setHow}
          choices={[
            { value: 'phone', text: 'By phone', hint: 'before 16:00' },
            { value: 'email', text: 'By e-mail' },
          ]}
        />
      </Show>
      <Show name="Slot in a sentence">
        <p>
          It stops <Slot label="What it stops" value={kind} options={kinds} onChange={setKind} /> until{' '}
          <SlotButton onPress={nothing}>15:30 today</SlotButton>, and there is a way around.
        </p>
      </Show>
      <Show name="Form in three columns" wide frame>
        <FormRows>
          <FormRow label="What he says" hint="one sentence a line, his words" stand="checked while he talks">
            <Said lang="it">Da stamattina gli ordini arrivano in ritardo.</Said>{' '}
            <ClaimTag verdict="confirmed" />
            <TextArea
              label="What he says"
              labelHidden
              said
              defaultValue="Ho già spento e riacceso il computer"
            />
          </FormRow>
          <FormRow
            label="How bad"
            stand={
              <>
                <Glyph name="kept" /> from these answers
              </>
            }
          >
            <p>
              It stops <Slot label="What it stops" value={kind} options={kinds} onChange={setKind} />.
            </p>
          </FormRow>
        </FormRows>
      </Show>
    </Shelf>
  )
}

function Fields() {
  return (
    <>
      <Show name="Field">
        <section>
          <TextField label="E-mail address" placeholder="name@example.com" hint="The customer’s own." />
        </section>
        <section>
          <TextField
            label="Phone"
            defaultValue="070"
            error="Enter a phone number with country code, like +46 70 123 45 67."
          />
        </section>
        <section>
          <SelectField
            label="Language"
            options={[
              { value: 'sv', text: 'Svenska' },
              { value: 'ca', text: 'Català' },
            ]}
          />
        </section>
      </Show>
      <Show name="Needed and still empty">
        <section>
          <TextArea label="What you want from them" needed hint="one question they can answer" />
        </section>
      </Show>
    </>
  )
}
