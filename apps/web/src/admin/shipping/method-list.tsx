import { Link } from '@tanstack/react-router'
import type { IdOf, ShippingMethod } from '@tradepost/contract'
import { ArrowDown, ArrowUp, Plus } from 'lucide-react'
import { Badge } from '../../ui/badge.tsx'
import { buttonClass, IconButton } from '../../ui/button.tsx'
import { useMoveMethod } from './shipping-queries.ts'
import { pricesText } from './shipping-words.ts'

const MoveButtons = ({ methods, at }: { methods: readonly ShippingMethod[]; at: number }) => {
  const { move, isBusy } = useMoveMethod()
  const name = methods[at]?.name ?? ''
  if (methods.length < 2) return null
  return (
    <span className="flex">
      <IconButton label={`Move ${name} up`} disabled={at === 0 || isBusy} onClick={() => move(methods, at, at - 1)}>
        <ArrowUp aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        label={`Move ${name} down`}
        disabled={at === methods.length - 1 || isBusy}
        onClick={() => move(methods, at, at + 1)}
      >
        <ArrowDown aria-hidden className="size-4" />
      </IconButton>
    </span>
  )
}

interface MethodListProps {
  zoneId: IdOf<'zone'>
  zoneName: string
  methods: readonly ShippingMethod[]
}

/** The shipping methods of a zone, in the order in which the shop offers them. */
export const MethodList = ({ zoneId, zoneName, methods }: MethodListProps) => (
  <div className="flex flex-col gap-4">
    {methods.length === 0 ? <p className="text-muted">There is none yet: nothing is sent there.</p> : null}
    <ul
      aria-label={`Ways of shipping to ${zoneName}`}
      className="divide-y divide-line rounded-2xl border border-line empty:hidden"
    >
      {methods.map((method, at) => (
        <li key={method.id} className="flex items-center gap-x-3 px-4 py-2.5">
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link
                to="/admin/shipping/methods/$id"
                params={{ id: method.id }}
                className="inline-flex min-h-6 font-medium underline-offset-4 hover:underline"
              >
                {method.name}
              </Link>
              {method.isActive ? null : <Badge tone="caution">Not offered</Badge>}
            </div>
            <p className="text-sm text-muted tabular-nums">{pricesText(method)}</p>
          </div>
          <MoveButtons methods={methods} at={at} />
        </li>
      ))}
    </ul>
    <Link
      to="/admin/shipping/$id/new-method"
      params={{ id: zoneId }}
      aria-label={`Add a way of shipping to ${zoneName}`}
      className={buttonClass('secondary', 'self-start')}
    >
      <Plus aria-hidden className="size-4.5" />
      Add a way of shipping
    </Link>
  </div>
)
