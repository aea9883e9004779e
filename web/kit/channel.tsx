// By which way a case came, as a sign. Not: the ways themselves (channels/).
import type { Channel } from '#core/case/event.ts'
import { useSay } from '../words.ts'
import { Glyph } from './glyph.tsx'
import type { GlyphName } from './glyphs.ts'

const glyphOf = {
  email: 'mail',
  form: 'form',
  portal: 'portal',
  phone: 'phone',
  chat: 'chat',
  desk: 'desk',
  api: 'plug',
} as const satisfies Record<Channel, GlyphName>

/** The sign of a channel, with its name for ears. */
export function ChannelGlyph({ channel }: { channel: Channel }) {
  const say = useSay()
  return <Glyph name={glyphOf[channel]} label={say(`kit.channel_${channel}`)} />
}
