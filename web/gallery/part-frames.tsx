// Frames of a screen: strips, side list, panel, progress.
import { Button } from '../kit/button.tsx'
import { Panel, PanelPart, Scroll, ScreenBar, SideList, Split, Tall } from '../kit/layout.tsx'
import { Progress } from '../kit/progress.tsx'
import { Strip } from '../kit/strip.tsx'
import s from './gallery.module.css'
import { Shelf, Show } from './shelf.tsx'

const to = (view: string) => ({ to: '/q/$', params: { _splat: view } }) as const

export function Frames() {
  return (
    <Shelf title="Frames">
      <Show name="Strips" wide>
        <section>
          <Strip glyph="off" kind="warn">
            <b>No connection since 14:02.</b> You can keep working; 2 items will be sent when it is back.
          </Strip>
          <Strip glyph="warn" end={<Button>Try again</Button>}>
            <b>The list did not load.</b> The last list, from 14:02, is shown.
          </Strip>
        </section>
      </Show>
      <Show name="Split with side list" wide frame>
        <div className={s.tall}>
          <Split columns="side">
            <SideList
              label="Lists"
              parts={[
                {
                  items: [
                    { key: 'mine', to: to('mine'), text: 'Mine', end: 12, current: true },
                    { key: 'level', to: to('level/2'), text: 'Level 2', end: 31 },
                  ],
                },
                {
                  title: 'Views',
                  items: [{ key: 'p', to: to('all'), text: 'Brandt & Söhne, Kassel', end: 3 }],
                },
              ]}
            />
            <Tall>
              <ScreenBar title="A screen" note="its note" ruled>
                <Button kind="main">Save</Button>
              </ScreenBar>
              <Scroll label="The middle of it">
                <Panel label="About this case">
                  <PanelPart title="Anna Lindqvist" end="sv">
                    <p className="soft">at home, Umeå · Swedish</p>
                  </PanelPart>
                  <PanelPart title="Earlier cases" end="2">
                    <p>
                      <a href="#earlier">Router replaced after a storm</a>
                    </p>
                  </PanelPart>
                </Panel>
              </Scroll>
            </Tall>
          </Split>
        </div>
      </Show>
      <Show name="Progress" wide>
        <section>
          <Progress label="Moving 1 204 cases" done={458} of={1204} left="about 2 min" onCancel={() => {}} />
        </section>
      </Show>
    </Shelf>
  )
}
