// Words of how people are spoken of. Not: which words mock them (core/conduct/code-words.ts).
import { phrases } from '#words/phrase.ts'

export default phrases({
  'conduct.hint': {
    en: 'mocks whoever asked for help, who may ask to read this. Say what happened instead.',
    sv: 'hånar den som bad om hjälp och som kan begära att få läsa det här. Skriv i stället vad som hände.',
    it: 'deride chi ha chiesto aiuto e può chiedere di leggerlo. Scrivi invece che cosa è successo.',
    de: 'verspottet, wer um Hilfe bat und dies einsehen darf. Schreiben Sie lieber, was geschehen ist.',
    ca: 'es burla de qui ha demanat ajuda i pot demanar de llegir-ho. Escriviu més aviat què ha passat.',
    ru: 'высмеивает того, кто просил помощи и вправе это прочесть. Лучше напишите, что произошло.',
  },
})
