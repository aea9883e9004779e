// The queue: table, folded rows, the list beside a case, pills and foot.
import { useState } from 'react'
import { Button } from '../kit/button.tsx'
import { CaseRow, CaseTable, FoldRow } from '../kit/case-table.tsx'
import { KeyHint } from '../kit/key-hint.tsx'
import { Foot, ScreenBar } from '../kit/layout.tsx'
import { MiniList } from '../kit/mini-list.tsx'
import { Pill } from '../kit/pill.tsx'
import { Table } from '../kit/table.tsx'
import { useRoving } from '../kit/use-roving.ts'
import s from './gallery.module.css'
import { cards, here, reasons } from './samples.ts'
import { Shelf, Show } from './shelf.tsx'

const ids = cards.map(one => one.id)

export function QueuePart() {
  const [open, setOpen] = useState(false)
  const { rowProps } = useRoving({ keys: ids, does: 'move' })
  return (
    <Shelf title="Queue">
      <Show name="Queue" wide frame>
        <ScreenBar title="Mine" note="12 open · by next clock">
          <Pill removeLabel="Remove filter Level 2" onRemove={() => {}}>
            Level 2
          </Pill>
          <Button kind="quiet" keys="f">
            Filter
          </Button>
          <Button kind="quiet" glyph="up" keys="u">
            2 new above
          </Button>
        </ScreenBar>
        <CaseTable caption="My open cases, ordered by the next clock" count={cards.length}>
          {cards.map((card, index) => (
            <CaseRow
              key={card.id}
              card={card}
              why={reasons[index]}
              here={index === 0 ? here.slice(0, 1) : index === 2 ? here.slice(1) : []}
              fresh={index === 3}
              picked={index === 2}
              index={index + 1}
              row={rowProps(card.id)}
            />
          ))}
          <FoldRow open={open} onPress={() => setOpen(!open)}>
            3 wait for the customer · 1 waits for the supplier · next check Fri 09:00
          </FoldRow>
        </CaseTable>
        <Foot>
          <span>
            <KeyHint keys="j" /> <KeyHint keys="k" /> move
          </span>
          <span>
            <KeyHint keys="enter" /> open
          </span>
          <span className="away">
            <KeyHint keys="?" /> keys
          </span>
        </Foot>
      </Show>
      <Show name="List beside a case">
        <div className={s.bare}>
          <MiniList label="Mine, 12 open" cards={cards} current={4821} />
        </div>
      </Show>
      <Show name="Table" frame>
        <Table
          caption="Counted time"
          columns={[
            { key: 'span', head: 'Span', cell: row => row.span },
            { key: 'is', head: 'Is', cell: row => row.is },
            { key: 'sum', head: 'Hours', cell: row => row.sum, end: true },
          ]}
          rows={[
            { span: 'Thu 16:40–17:00', is: 'counts', sum: '0:20' },
            { span: 'Thu 17:00 – Mon 08:00', is: 'closed', sum: '87:00' },
          ]}
          keyOf={row => row.span}
          sum={
            <tr>
              <th scope="row" colSpan={2}>
                Counted
              </th>
              <td className="end">0:20</td>
            </tr>
          }
        />
      </Show>
    </Shelf>
  )
}
