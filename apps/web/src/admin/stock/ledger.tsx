import type { MovementKind, StockMovement } from '@tradepost/contract'
import { clsx } from 'clsx'
import { instantText } from '../../ui/dates.ts'

const kindNames: Record<MovementKind, string> = {
  received: 'Received',
  adjusted: 'Adjusted',
  transferred: 'Moved',
  allocated: 'Promised to an order',
  released: 'Given back by an order',
  sold: 'Sent out',
  returned: 'Came back',
}

const signed = (delta: number): string => (delta > 0 ? `+${delta}` : `−${-delta}`)

const Counter = ({ name, delta, after }: { name: 'on hand' | 'promised'; delta: number; after: number }) =>
  delta === 0 ? null : (
    <span className="whitespace-nowrap">
      <span className={clsx('font-medium', name === 'on hand' && (delta < 0 ? 'text-rust' : 'text-leaf'))}>
        {signed(delta)}
      </span>{' '}
      {name}, now {after}
    </span>
  )

const Movement = ({ movement }: { movement: StockMovement }) => (
  <li className="py-3.5">
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <span className="font-medium">{kindNames[movement.kind]}</span>
      <time dateTime={movement.at} className="text-sm text-muted">
        {instantText(movement.at)}
      </time>
    </div>
    <p className="mt-0.5 flex flex-wrap gap-x-4 text-[0.9375rem] tabular-nums">
      <Counter name="on hand" delta={movement.onHandDelta} after={movement.onHandAfter} />
      <Counter name="promised" delta={movement.allocatedDelta} after={movement.allocatedAfter} />
    </p>
    <p className="mt-0.5 text-sm break-words text-muted">
      {[
        movement.locationName,
        movement.orderNumber,
        movement.reason === kindNames[movement.kind] ? '' : movement.reason,
        `by ${movement.actor}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  </li>
)

/** The movements of a variant's stock, newest first, each with the stock of its location after it. */
export const Ledger = ({ movements }: { movements: readonly StockMovement[] }) =>
  movements.length === 0 ? (
    <p className="text-muted">Nothing has moved yet.</p>
  ) : (
    <ol aria-label="Movements" className="divide-y divide-line">
      {movements.map((movement) => (
        <Movement key={movement.id} movement={movement} />
      ))}
    </ol>
  )
