// What stands where content will be, is not, or may not be.
import { Problem } from '../api/problem.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { Denied, Empty, Failed, Loading, OldData } from '../kit/states.tsx'
import { at } from './samples.ts'
import { Shelf, Show } from './shelf.tsx'

const nothing = () => {}
const broken = new Problem({ status: 500, code: 'server.fault', reference: '7F3A' })

export function States() {
  return (
    <Shelf title="States">
      <Show name="Empty" frame>
        <Empty why="Nothing is waiting for you. 4 cases have no owner.">
          <Button kind="main" keys="n">
            Take next
          </Button>
        </Empty>
      </Show>
      <Show name="Empty after a filter" frame>
        <Empty why="No case matches Printers and late.">
          <Button>Remove “late”</Button>
        </Empty>
      </Show>
      <Show name="Failed" frame>
        <Failed error={broken} onRetry={nothing} />
      </Show>
      <Show name="Failed, with older data" frame>
        <OldData from={at(-16)} error={broken} onRetry={nothing} />
      </Show>
      <Show name="Denied" frame>
        <Denied level={3}>
          <Button>Ask Karin for access</Button>
        </Denied>
      </Show>
      <Show name="Wrong form" frame>
        <ErrorSummary errors={['Enter a title.', 'The photo is 24 MB. Choose one under 20 MB.']} />
      </Show>
      <Show name="Loading rows" frame>
        <Loading rows={4} now slow onCancel={nothing} />
      </Show>
      <Show name="Loading entries" frame>
        <Loading rows={3} as="entries" now />
      </Show>
    </Shelf>
  )
}
