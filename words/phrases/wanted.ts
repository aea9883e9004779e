// Wanted facts.
import { phrases } from '#words/phrase.ts'

export default phrases({})
