import { FulfilmentStatus, OrderStatus, PaymentStatus } from '@tradepost/contract'
import { Search, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ListTabs } from './list-tabs.tsx'
import { isNarrowed, type OrderListSearch, parseOrderListSearch } from './order-list-search.ts'
import { fulfilmentStatusNames, orderStatusNames, paymentStatusNames } from './order-words.ts'

interface FiltersProps {
  search: OrderListSearch
  onSearch: (search: OrderListSearch) => void
}

/** Filters the list by status. */
export const StatusTabs = ({ search }: { search: OrderListSearch }) => {
  const { status: current, ...rest } = search
  const tabs = [undefined, ...OrderStatus.options].map((status) => ({
    name: status === undefined ? 'All' : orderStatusNames[status],
    link: { to: '/admin/orders', search: status === undefined ? rest : { ...rest, status } } as const,
    isCurrent: current === status,
  }))
  return <ListTabs label="Status" tabs={tabs} />
}

const ClearButton = ({ onClear }: { onClear: () => void }) => (
  <button
    type="button"
    aria-label="Clear search"
    onClick={onClear}
    className="absolute top-0 right-0 inline-flex size-12 items-center justify-center text-muted hover:text-ink"
  >
    <X aria-hidden className="size-4" />
  </button>
)

const SearchForm = ({ search, onSearch }: FiltersProps) => {
  const [words, setWords] = useState(search.search ?? '')
  const { search: _before, ...rest } = search
  const look = (text: string) => onSearch(parseOrderListSearch({ ...rest, search: text }))
  return (
    <form
      role="search"
      aria-label="Orders"
      onSubmit={(event) => {
        event.preventDefault()
        look(words)
      }}
      className="flex gap-3"
    >
      <span className="relative block min-w-0 flex-1">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-4 size-4.5 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          aria-label="Find by number or e-mail address"
          placeholder="Order number or e-mail address"
          value={words}
          maxLength={254}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setWords(target.value)}
          className="min-h-12 w-full rounded-xl border border-line-strong bg-surface pr-12 pl-11 text-base placeholder:text-muted hover:border-ink"
        />
        {words === '' ? null : (
          <ClearButton
            onClear={() => {
              setWords('')
              look('')
            }}
          />
        )}
      </span>
      <Button type="submit" look="secondary" className="min-h-12!">
        Find
      </Button>
    </form>
  )
}

interface StateSelectProps {
  label: string
  names: Readonly<Record<string, string>>
  value: string | undefined
  onChoose: (value: string) => void
}

const StateSelect = ({ label, names, value = '', onChoose }: StateSelectProps) => (
  <SelectField label={label} value={value} onChange={({ target }) => onChoose(target.value)}>
    <option value="">Any</option>
    {Object.entries(names).map(([state, name]) => (
      <option key={state} value={state}>
        {name}
      </option>
    ))}
  </SelectField>
)

const inOrder = <State extends string>(states: readonly State[], names: Record<State, string>) =>
  Object.fromEntries(states.map((state) => [state, names[state]]))

/**
 * Searches orders by number or email address, and filters them by payment, shipment and the days when they were placed.
 */
export const OrderFilters = ({ search, onSearch }: FiltersProps) => {
  const narrow = (part: Record<string, string>) => onSearch(parseOrderListSearch({ ...search, ...part }))
  return (
    <div className="flex flex-col gap-3">
      <SearchForm key={search.search ?? ''} search={search} onSearch={onSearch} />
      <div className="grid grid-cols-2 items-end gap-3 lg:grid-cols-4">
        <StateSelect
          label="Payment"
          names={inOrder(PaymentStatus.options, paymentStatusNames)}
          value={search.payment}
          onChoose={(payment) => narrow({ payment })}
        />
        <StateSelect
          label="Shipment"
          names={inOrder(FulfilmentStatus.options, fulfilmentStatusNames)}
          value={search.fulfilment}
          onChoose={(fulfilment) => narrow({ fulfilment })}
        />
        <TextField
          type="date"
          label="Placed from"
          value={search.from ?? ''}
          max={search.to}
          onChange={({ target }) => narrow({ from: target.value })}
        />
        <TextField
          type="date"
          label="Placed until"
          value={search.to ?? ''}
          min={search.from}
          onChange={({ target }) => narrow({ to: target.value })}
        />
      </div>
      {isNarrowed(search) ? (
        <Button look="quiet" className="self-start" onClick={() => onSearch({})}>
          Show all orders
        </Button>
      ) : null}
    </div>
  )
}
