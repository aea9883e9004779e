// Marks: clocks, levels, severity, claims, presence, times, keys, signs.
import { channels, severities } from '#core/case/event.ts'
import { ChannelGlyph } from '../kit/channel.tsx'
import { ClockCell, ClockMark } from '../kit/clock.tsx'
import { Glyph } from '../kit/glyph.tsx'
import { type GlyphName, glyphs } from '../kit/glyphs.ts'
import { KeyHint } from '../kit/key-hint.tsx'
import { LevelSlots } from '../kit/level.tsx'
import { AgentDot, Presence } from '../kit/presence.tsx'
import { ClaimTag, SeverityMark, Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { Log, Machine, Said } from '../kit/voices.tsx'
import { at, here } from './samples.ts'
import { Shelf, Show } from './shelf.tsx'

const levels = [0, 1, 2, 3, 4] as const
const verdicts = ['unchecked', 'confirmed', 'does_not_match', 'silent'] as const

export function Marks() {
  return (
    <Shelf title="Marks">
      <Clocks />
      <Show name="Level">
        {levels.map(level => (
          <LevelSlots key={level} level={level} />
        ))}
      </Show>
      <Show name="Severity">
        {severities.map(severity => (
          <SeverityMark key={severity} severity={severity} />
        ))}
      </Show>
      <Show name="Claim">
        {verdicts.map(verdict => (
          <ClaimTag key={verdict} verdict={verdict} />
        ))}
      </Show>
      <Show name="Tag">
        <Tag>plain</Tag>
        <Tag kind="wait" glyph="paused">
          waits
        </Tag>
        <Tag kind="late" glyph="late">
          late
        </Tag>
      </Show>
      <Show name="Presence">
        <Presence who={here} to="Anna" />
        <AgentDot is="available">Marta Sundin</AgentDot>
        <AgentDot is="busy">Ivan Sokolov</AgentDot>
        <AgentDot is="away">Karin Holm</AgentDot>
        <AgentDot is="available" />
      </Show>
      <Show name="Time">
        <TimeText at={at(12)} />
        <TimeText at={at(-250)} />
        <TimeText at={at(60 * 45)} />
        <TimeText at={at(60 * 24 * 46)} />
        <TimeText at={at(-60 * 24 * 400)} />
        <TimeText at={at(60 * 20)} as="wall" />
        <TimeText at={at(-3)} as="ago" />
        <TimeText at={at(0)} as="day" />
        <TimeText at={at(-60 * 24)} as="day" />
        <TimeText at={at(-60 * 24 * 3)} as="day" />
      </Show>
      <Show name="Keys">
        {['j', 'shift+y', 'mod+enter', 'mod+shift+enter', 'g q', 'escape', 'f8', '?'].map(keys => (
          <KeyHint key={keys} keys={keys} />
        ))}
      </Show>
      <Show name="Channel">
        {channels.map(channel => (
          <ChannelGlyph key={channel} channel={channel} />
        ))}
      </Show>
      <Show name="Signs" wide>
        {(Object.keys(glyphs) as GlyphName[]).map(name => (
          <span key={name} className="xs soft">
            <Glyph name={name} size={20} /> {name}
          </span>
        ))}
      </Show>
      <Show name="Three voices" wide frame>
        <Said lang="en">“It always goes off around eight in the evening, and the light turns red.”</Said>
        <Said lang="ru">«Свет гаснет каждый вечер около восьми, и лампочка становится красной.»</Said>
        <p>Changed the filter between socket and router.</p>
        <p>
          <Machine>SN R5-0O1Il8-4410 · fw 2.7.4</Machine>
        </p>
        <Log
          lines={[
            { n: 4417, text: '18 Nov 19:57:58 dsl0 SNR 5.1 dB < 6' },
            { n: 4418, text: '18 Nov 19:58:02 dsl0 loss of sync, retrain', hit: true },
          ]}
        />
      </Show>
    </Shelf>
  )
}

function Clocks() {
  return (
    <>
      <Show name="Clock: ok, soon, late, beyond a day">
        <ClockCell owed={{ dueAt: at(59) }} under />
        <ClockCell owed={{ dueAt: at(140) }} under />
        <ClockCell owed={{ dueAt: at(12) }} under />
        <ClockCell owed={{ dueAt: at(21), fromAt: at(-100) }} under />
        <ClockCell owed={{ dueAt: at(-8), kind: 'first_answer' }} under />
        <ClockCell owed={{ dueAt: at(-60 * 30) }} under />
        <ClockCell owed={{ dueAt: at(60 * 30) }} under />
        <ClockCell owed={{ dueAt: at(60 * 24 * 20) }} under />
      </Show>
      <Show name="Clock: paused, kept, missed">
        <ClockCell owed={{ dueAt: at(60 * 19), ended: 'paused', kind: 'wait' }} />
        <ClockCell owed={{ dueAt: at(-30), ended: 'kept' }} />
        <ClockCell owed={{ dueAt: at(-90), ended: 'missed' }} />
        <ClockMark state="kept">Accepted in 2 min</ClockMark>
      </Show>
    </>
  )
}
