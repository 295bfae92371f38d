import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { UserRound } from 'lucide-react'
import { useForm } from 'react-hook-form'
import { api } from '../../api.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import { parseCustomerSearch } from './customer-search.ts'

const route = getRouteApi('/admin/customers')

const FindForm = ({ search, onFind }: { search: string; onFind: (search: string) => void }) => {
  const { register, handleSubmit } = useForm({ defaultValues: { search } })
  return (
    <form
      noValidate
      role="search"
      aria-label="Customers"
      onSubmit={(event) => void handleSubmit((values) => onFind(values.search))(event)}
      className="mb-8 grid gap-4 sm:grid-cols-[minmax(0,28rem)_auto] sm:items-end"
    >
      <TextField
        label="Email address or ID"
        inputMode="email"
        maxLength={254}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        {...register('search')}
      />
      <span className="sm:pb-0.5">
        <Button type="submit" look="secondary">
          Find
        </Button>
      </span>
    </form>
  )
}

const Found = ({ search }: { search: string }) => {
  const found = useQuery(api.admin.customers.find.queryOptions({ search }, { placeholderData: keepPreviousData }))
  if (found.isPending) {
    return (
      <Loading what="the customer">
        <Skeleton className="h-56 rounded-3xl" />
      </Loading>
    )
  }
  if (found.isError && !found.data) return <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
  const [customer] = found.data.items
  if (customer) return <CustomerPanel key={customer.id} customer={customer} />
  return (
    <EmptyState title="No customer found" icon={<UserRound aria-hidden strokeWidth={1.4} className="size-7" />}>
      Enter the whole address. Guests have no account; find what they bought under Orders.
    </EmptyState>
  )
}

const CustomersDesk = () => {
  const { search = '' } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      <PageTitle title="Customers" lead="Look an account up, sign it out everywhere, or keep it out." />
      <FindForm
        key={search}
        search={search}
        onFind={(next) => void navigate({ search: parseCustomerSearch({ search: next }), resetScroll: false })}
      />
      {search === '' ? null : <Found search={search} />}
    </>
  )
}

/** Finds a customer's account and changes whether it can be used. */
export const CustomersPage = () => {
  useDocumentTitle('Customers')
  return (
    <Needs permission="customers:read">
      <CustomersDesk />
    </Needs>
  )
}
