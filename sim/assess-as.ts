// An assessment that gives a wished severity, for whoever plays an agent. Not: who wishes it (agents.ts,
// givers.ts).
import type { CommandOf } from '#core/case/case.ts'
import type { Severity } from '#core/case/event.ts'
import type { Impact } from '#core/case/impact.ts'
import type { Pen } from '#sim/hand.ts'

const impacts: Readonly<Record<Severity, Impact>> = {
  1: { people: 'all', workaround: 'none', harm: 'none' },
  2: { people: 'some', workaround: 'none', harm: 'none' },
  3: { people: 'one', workaround: 'none', harm: 'none' },
  4: { people: 'one', workaround: 'good', harm: 'none' },
}

/** The assessment that gives this severity, with a reason its customer may read. */
export const assessAs = (pen: Pen, severity: Severity): CommandOf<'severity.assess'> => ({
  type: 'severity.assess',
  ...impacts[severity],
  because: pen.write('So many cannot work'),
})
