import type { IdOf, OrderLine } from '@tradepost/contract'
import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { QuantityStepper } from '../../ui/quantity-stepper.tsx'
import { lineName } from './order-words.ts'

/** Quantities by order line. */
export type Units = Readonly<Record<IdOf<'orderLine'>, number>>

/** An order line with the most units that can be chosen. */
export interface ChoosableLine {
  readonly line: OrderLine
  readonly max: number
}

/** Tracks how many units of each line are chosen. The maximum may shrink in the meantime. */
export const useUnits = (choosable: readonly ChoosableLine[], begin: 'all' | 'none') => {
  const [chosen, setChosen] = useState<Units>(() =>
    Object.fromEntries(choosable.map(({ line, max }) => [line.id, begin === 'all' ? max : 0]))
  )
  const now: Units = Object.fromEntries(
    choosable.map(({ line, max }) => [line.id, Math.min(chosen[line.id] ?? 0, max)])
  )
  const lines = choosable.flatMap(({ line: { id } }) => {
    const quantity = now[id] ?? 0
    return quantity > 0 ? [{ lineId: id, quantity }] : []
  })
  const setAll = (part: 'all' | 'none') =>
    setChosen(Object.fromEntries(choosable.map(({ line, max }) => [line.id, part === 'all' ? max : 0])))
  return {
    units: now,
    /** The lines with at least one unit, as API input. */
    lines,
    count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    set: (id: IdOf<'orderLine'>, quantity: number) => setChosen((before) => ({ ...before, [id]: quantity })),
    setAll,
  }
}

interface UnitsFieldProps {
  legend: string
  choosable: readonly ChoosableLine[]
  chosen: ReturnType<typeof useUnits>
  /** Follows the number of available units, for instance `to send`. */
  what: string
  error?: string | undefined
  children?: ReactNode
}

/** Lets the user choose units of an order's lines. */
export const UnitsField = ({ legend, choosable, chosen, what, error, children }: UnitsFieldProps) => (
  <fieldset>
    <legend className="sr-only">{legend}</legend>
    <div className="mb-1.5 flex flex-wrap items-center justify-between gap-x-4">
      <span aria-hidden className="text-sm font-medium">
        {legend}
      </span>
      <span className="flex gap-4">
        <Button look="quiet" onClick={() => chosen.setAll('all')}>
          All
        </Button>
        <Button look="quiet" onClick={() => chosen.setAll('none')}>
          None
        </Button>
      </span>
    </div>
    <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
      {choosable.map(({ line, max }) => (
        <li key={line.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
          <span className="min-w-0 flex-1 basis-36 text-[0.9375rem] leading-snug">
            {lineName(line)}
            <span className="block text-sm break-words text-muted">
              {line.sku} · {max} {what}
            </span>
          </span>
          <QuantityStepper
            label={`Units of ${lineName(line)}`}
            value={chosen.units[line.id] ?? 0}
            min={0}
            max={max}
            onChange={(quantity) => chosen.set(line.id, quantity)}
          />
        </li>
      ))}
      {children}
    </ul>
    {error ? (
      <p role="alert" className="mt-1.5 text-sm font-medium text-rust">
        {error}
      </p>
    ) : null}
  </fieldset>
)
