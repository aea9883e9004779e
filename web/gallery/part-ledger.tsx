// The ledger: facts, entries of every kind and state, both composers.
import { useState } from 'react'
import { Button } from '../kit/button.tsx'
import { ClockCell, ClockMark } from '../kit/clock.tsx'
import { Composer, Dock } from '../kit/composer.tsx'
import { Because, DayRule, Entry, Ledger, Sides } from '../kit/entry.tsx'
import { Fact, Facts } from '../kit/facts.tsx'
import { LevelSlots } from '../kit/level.tsx'
import { Slot } from '../kit/slot.tsx'
import { HandOffSteps } from '../kit/steps.tsx'
import { ClaimTag } from '../kit/tag.tsx'
import { Machine, Said } from '../kit/voices.tsx'
import { useSay } from '../words.ts'
import { at } from './samples.ts'
import { Shelf, Show } from './shelf.tsx'

export function LedgerPart() {
  return (
    <Shelf title="Ledger">
      <Show name="Facts" wide>
        <section>
          <Facts>
            <Fact label="Works on it" small="Level 2, Access · since 10:07">
              <LevelSlots level={2} /> Marta Sundin
            </Fact>
            <Fact label="Contact for Anna" small="Level 1, stays to the end">
              Bo Nyström
            </Fact>
            <Fact label="Next update" small="by 14:30, by phone">
              <ClockCell owed={{ dueAt: at(12) }} />
            </Fact>
            <Fact label="Anna reads" small="our turn, since 10:07">
              We are working on it
            </Fact>
          </Facts>
        </section>
      </Show>
      <Show name="Entries" wide frame>
        <Entries id="wide" />
      </Show>
      <Show name="Entries in a narrow place" frame>
        <Entries id="narrow" />
      </Show>
      <Show name="Composers">
        <Composers />
      </Show>
    </Shelf>
  )
}

function Entries({ id }: { id: string }) {
  return (
    <Ledger label={`Ledger, ${id}`}>
      <DayRule at={at(0)} first />
      <ol>
        <Entry
          id={`${id}1`}
          at={at(-276)}
          kind="Customer says"
          by="Anna Lindqvist"
          stand={<ClaimTag verdict="does_not_match" />}
        >
          <Said lang="en">“I restarted the router twice yesterday. It made no difference.”</Said>
          <Sides
            left={{ label: 'Anna says', content: <Said small>two restarts on Wed 18 Nov</Said> }}
            right={{ label: 'The router log shows', content: <Machine>boot 2026-10-12 08:03:11</Machine> }}
          />
        </Entry>
        <Entry id={`${id}2`} at={at(-267)} kind="Tried" by="Bo Nyström, level 1" stand={<b>No change</b>}>
          <p>Changed the filter between socket and router</p>
          <Because>a bad filter is the cheapest cause, and she had a spare one.</Because>
        </Entry>
        <Entry
          id={`${id}3`}
          at={at(-253)}
          kind="Hand-off"
          by="Bo Nyström, level 1 → Marta Sundin, level 2"
          stand={<ClockMark state="kept">Accepted in 2 min</ClockMark>}
        >
          <p>Wanted: test the line over noon and tell Anna the result.</p>
          <HandOffSteps
            steps={[
              { title: 'Offered 10:05', note: 'live line, 3 min', is: 'done' },
              { title: 'Returned 10:06', note: 'evidence missing', is: 'back' },
              { title: 'Answered', note: 'not yet', is: 'open' },
            ]}
          />
        </Entry>
        <Entry
          id={`${id}4`}
          at={at(-251)}
          kind="Promise"
          by="Marta Sundin"
          now
          stand={<ClockCell owed={{ dueAt: at(12) }} />}
        >
          <p>
            <b>Call back with the result of the line test</b>
          </p>
        </Entry>
        <Entry
          id={`${id}5`}
          at={at(-249)}
          kind="Message to Anna"
          by="e-mail · Marta Sundin"
          out
          stand={<span>Delivered 10:09</span>}
        >
          <p lang="sv">Hej Anna, jag mäter din linje fram till 14.</p>
        </Entry>
        <Entry
          id={`${id}6`}
          at={at(-58)}
          kind="Team only"
          by="Ivan Sokolov, level 2"
          team
          stand={<span>read by Marta 13:24</span>}
        >
          <p>Same line card as problem 77: three cases on slot 4 this week.</p>
        </Entry>
        <Entry
          id={`${id}7`}
          at={at(-1)}
          kind="Message to Anna"
          state="sending"
          out
          stand={<span>⇡ on its way</span>}
        >
          <p>…</p>
        </Entry>
        <Entry
          id={`${id}8`}
          at={at(0)}
          kind="Message to Anna"
          state="refused"
          out
          stand={<Button>Send again</Button>}
        >
          <p>The mailbox is full.</p>
        </Entry>
      </ol>
    </Ledger>
  )
}

function Composers() {
  const say = useSay()
  const [reply, setReply] = useState('Hej Anna, mätningen är klar.')
  const [note, setNote] = useState('')
  const [by, setBy] = useState('14:30')
  return (
    <section>
      <Dock>
        <Composer
          audience="customer"
          label="Reply to Anna"
          to="Anna · e-mail"
          language="sv"
          value={reply}
          onChange={setReply}
          head={
            <Slot
              label="Next update by"
              value={by}
              onChange={setBy}
              options={['14:30', '15:00', '16:00'].map(value => ({ value, text: value }))}
            />
          }
          acts={
            <Button kind="quiet" glyph="clip">
              Attach
            </Button>
          }
          buttons={
            <>
              <Button second keys="mod+shift+enter">
                Send and wait
              </Button>
              <Button kind="main" keys="mod+enter">
                Send
              </Button>
            </>
          }
        />
        <Composer
          audience="team"
          label="Note for the team"
          value={note}
          onChange={setNote}
          buttons={
            <Button kind="main" keys="mod+enter">
              {say('kit.save')}
            </Button>
          }
        />
      </Dock>
    </section>
  )
}
