// What is recorded of people somebody of ours lets write in a case. Shapes are forever, as of every fact
// (event.ts).
import type { CustomerId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type WriterFacts = {
  'writer.admitted': { customer: CustomerId; address: TextRef }
  'writer.left_out': { customer: CustomerId; address: TextRef }
}
