// Rules of requests for more help: each is answered, by exactly one of three ends.
import type { HelpId } from '#core/kit/id.ts'
import type { Rules } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'

const notOpen = (seen: SeenCase, { help, type }: { help: HelpId; type: string }) =>
  (seen.help?.id !== help || !seen.help.isOpen) && `${type} of ${help}, which waits for nothing`

const unanswered = (seen: SeenCase, { by, type }: { by: { kind: string }; type: string }) =>
  by.kind !== 'customer' && seen.help?.isOpen === true && `${type} while ${seen.help.id} waits for its answer`

export const helpRules: Rules = {
  'help.answered': {
    says: 'Nobody of ours ends a case whose customer waits for the answer to his request for more help.',
    facts: { 'case.solved': unanswered, 'case.closed': unanswered, 'case.merged': unanswered },
  },
  'help.ends_once': {
    says: 'A request for more help ends once: passed on and accepted, told to the customer, or withdrawn by him.',
    facts: {
      'help.passed_on': (seen, event) =>
        notOpen(seen, event) ||
        (!['accepted', 'answered'].includes(seen.handOffs.get(event.handOff)?.standing ?? '') &&
          `${event.handOff} was not accepted`),
      'help.explained': (seen, event) =>
        notOpen(seen, event) ||
        (!seen.contacts.has(event.evidence) &&
          seen.messages.get(event.evidence as `msg_${string}`)?.standing !== 'sent' &&
          `${event.evidence} was told to nobody`),
      'help.withdrawn': notOpen,
    },
  },
  'help.late_once': {
    says: 'A request for more help not answered in time is marked once: not before its time.',
    facts: {
      'help.late': (seen, event) =>
        notOpen(seen, event) ||
        (seen.help?.isLate && `${event.help} is late twice`) ||
        (event.at < (seen.help?.answerBy ?? 0) && `${event.help} is late before its time`),
    },
  },
}
