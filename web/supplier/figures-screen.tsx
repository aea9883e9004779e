// How a supplier did in the last year, and what it cost; each share with the number it stands on. Not: how it
// is reached (set-up), nor its cases (suppliers-screen.tsx).
import { Link, useParams } from '@tanstack/react-router'
import { Fact, Facts } from '../kit/facts.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { useSay, useWords } from '../words.ts'
import s from './supplier.module.css'
import { moneyText, type SupplierFigures, useFigures } from './suppliers-api.ts'

/** `/suppliers/by/{id}` */
export default function SupplierFiguresScreen() {
  const say = useSay()
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useFigures(id)
  return (
    <Tall>
      <ScreenBar title={query.data?.supplier.name ?? say('supplier.head_supplier')} ruled>
        <Link to="/suppliers">{say('supplier.title')}</Link>
      </ScreenBar>
      <Scroll label={say('supplier.title')}>
        <ScreenState query={query} rows={3} gone={<Empty why={say('supplier.gone')} />}>
          {figures => <Shown figures={figures} />}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function Shown({ figures }: { figures: SupplierFigures }) {
  const { say, language } = useWords()
  const { open, sent, answered, neverSilent, medianMinutes, judged, right, minutes, cents } = figures
  const share = (part: number, all: number) =>
    all === 0
      ? say('supplier.figure_none')
      : say('supplier.figure_share', { percent: Math.round((100 * part) / all), part, all })
  const cost = say('supplier.cost_text', { minutes, money: moneyText(cents, language) })
  const median =
    medianMinutes === null
      ? say('supplier.figure_none')
      : say('supplier.figure_minutes', { n: medianMinutes })
  return (
    <div className={s.page}>
      <Facts>
        <Fact label={say('supplier.figure_open')}>{open}</Fact>
        <Fact label={say('supplier.figure_answered')}>{share(answered, sent)}</Fact>
        <Fact label={say('supplier.figure_in_time')}>{share(neverSilent, answered)}</Fact>
        <Fact label={say('supplier.figure_median')}>{median}</Fact>
        <Fact label={say('supplier.figure_right')}>{share(right, judged)}</Fact>
        <Fact label={say('supplier.figure_cost')}>{cost}</Fact>
      </Facts>
      <p className="soft sm">{say('supplier.figures_note', { days: figures.days })}</p>
    </div>
  )
}
