// Words used everywhere.
import { phrases } from '#words/phrase.ts'

export default phrases({
  'common.case': { en: 'Case', sv: 'Ärende', it: 'Caso', de: 'Fall', ca: 'Cas', ru: 'Обращение' },
  'common.level': {
    en: 'Level {n}',
    sv: 'Nivå {n}',
    it: 'Livello {n}',
    de: 'Level {n}',
    ca: 'Nivell {n}',
    ru: '{n}-я линия',
  },
})
