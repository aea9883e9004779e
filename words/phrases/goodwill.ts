// Giving beyond what is owed, as agents see it. Not: what customers read (goodwill-customer.ts), nor what is
// refused (refusals-goodwill.ts).
import { phrases } from '#words/phrase.ts'

export default phrases({
  'goodwill.title': {
    en: 'Goodwill',
    sv: 'Gottgörelser',
    it: 'Gesti di cortesia',
    de: 'Kulanz',
    ca: 'Gestos de cortesia',
    ru: 'Компенсации',
  },
})
