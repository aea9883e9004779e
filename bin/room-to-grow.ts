// How much the heap of a node may grow before it is marked anew. Not: what is given back after a start
// (shed.ts).
import { setFlagsFromString } from 'node:v8'

/** Of what was alive when it was marked last. */
const growthPercent = 100

/**
 * By itself the engine lets a heap of our size grow by a tenth beside the room of young objects, which some
 * mails fill: it marked all that is alive four times a second, with two fifths of the node's processor time.
 * The room is taken only as far as it is used, and given back where little happens.
 */
export function giveRoomToGrow(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`)
}
