// Fresh ids from the node's clock and its source of chance.
import { randomBytes } from 'node:crypto'
import { idOf, type NewId } from '#core/kit/id.ts'

export const newId: NewId = prefix => idOf(prefix, Date.now(), randomBytes(10))
