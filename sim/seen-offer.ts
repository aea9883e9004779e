// Hand-offs and agreements to speak, as a bystander writes them down. Part of seen-case.ts.
import type { Event } from '#core/case/event.ts'
import type { HandOffId, SpeechId } from '#core/kit/id.ts'
import type { SeenOffer, SeenSpeech } from '#sim/seen-parts.ts'

type HasOffers = {
  offered: HandOffId | null
  readonly accepted: HandOffId[]
  readonly handOffs: Map<HandOffId, SeenOffer>
  readonly speeches: Map<SpeechId, SeenSpeech>
}
type Writers = {
  readonly [T in Event['type']]?: (seen: HasOffers, event: Extract<Event, { type: T }>) => void
}

const offerEnded =
  (standing: SeenOffer['standing']) =>
  (seen: HasOffers, { handOff }: { handOff: HandOffId }): void => {
    const one = seen.handOffs.get(handOff)
    if (one) one.standing = standing
    if (seen.offered === handOff) seen.offered = null
    if (standing === 'accepted') seen.accepted.push(handOff)
    const owed = seen.accepted.indexOf(handOff)
    if (standing === 'answered' && owed >= 0) seen.accepted.splice(owed, 1)
  }
const speechIs =
  (standing: SeenSpeech['standing']) =>
  (seen: HasOffers, { speech }: { speech: SpeechId }): void => {
    const one = seen.speeches.get(speech)
    if (one) one.standing = standing
  }

export const offerWriters = {
  'hand_off.offered': (seen, { handOff, from, to, acceptBy }) => {
    const fresh = { isExpired: false, isDisputed: false, mustTake: false, isRerouted: false, raiseAt: null }
    seen.handOffs.set(handOff, { from, to, acceptBy, ...fresh, standing: 'offered' })
    seen.offered = handOff
  },
  'hand_off.expired': (seen, { handOff }) => {
    const one = seen.handOffs.get(handOff)
    if (one) one.isExpired = true
  },
  'hand_off.widened': (seen, { handOff, raiseAt }) => {
    const one = seen.handOffs.get(handOff)
    if (one) Object.assign(one, { to: { level: one.to.level, team: one.to.team }, raiseAt: raiseAt ?? null })
  },
  'hand_off.raised': (seen, { handOff, agent }) => {
    const one = seen.handOffs.get(handOff)
    if (one) Object.assign(one, { raiseAt: null, raisedTo: agent })
  },
  'hand_off.rerouted': (seen, { handOff, to }) => {
    const one = seen.handOffs.get(handOff)
    if (one) Object.assign(one, { to, isRerouted: true })
  },
  'hand_off.disputed': (seen, { handOff }) => {
    const one = seen.handOffs.get(handOff)
    if (one) one.isDisputed = true
  },
  'hand_off.decided': (seen, event) => {
    const one = seen.handOffs.get(event.handOff)
    if (one) Object.assign(one, { isDisputed: false, mustTake: event.how === 'must_take' })
    if (event.how === 'stays') offerEnded('returned')(seen, event)
  },
  'hand_off.accepted': offerEnded('accepted'),
  'hand_off.returned': offerEnded('returned'),
  'hand_off.withdrawn': offerEnded('withdrawn'),
  'hand_off.answered': offerEnded('answered'),
  'speech.asked': (seen, { speech, agent }) => {
    seen.speeches.set(speech, { agent, until: null, standing: 'asked' })
  },
  'speech.agreed': (seen, { speech, agent, until }) => {
    seen.speeches.set(speech, { agent, until: until ?? null, standing: 'agreed' })
  },
  'speech.declined': speechIs('declined'),
  'speech.withdrawn': speechIs('withdrawn'),
  'speech.ended': speechIs('ended'),
} satisfies Writers
