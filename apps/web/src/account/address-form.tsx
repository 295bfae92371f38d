import { zodResolver } from '@hookform/resolvers/zod'
import { AddAddressInput, type SavedAddress } from '@tradepost/contract'
import { useForm } from 'react-hook-form'
import { AddressFields, addressRule } from '../orders/address-fields.tsx'
import { blankAddress } from '../orders/checkout-form.ts'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { notify } from '../ui/notices.ts'
import { Problem } from '../ui/problem.tsx'
import { useAddressActs } from './account-queries.ts'

interface AddressFormProps {
  /** The address to change; null to add a new one. */
  saved: SavedAddress | null
  /** The initial name of a new address. */
  name: string
  onDone: () => void
}

/** Adds an address to the account, or changes a saved one. */
export const AddressForm = ({ saved, name, onDone }: AddressFormProps) => {
  const { add, update } = useAddressActs()
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(AddAddressInput),
    defaultValues: { address: saved?.address ?? { ...blankAddress, name }, isDefault: saved?.isDefault ?? false },
  })
  const onSuccess = () => {
    notify(saved ? 'The address is changed.' : 'The address is kept.')
    onDone()
  }
  const submit = handleSubmit((values) => {
    if (saved) update.mutate({ ...values, id: saved.id }, { onSuccess })
    else add.mutate(values, { onSuccess })
  })
  return (
    <form
      noValidate
      aria-label={saved ? 'Change address' : 'New address'}
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5"
    >
      <Problem error={add.error ?? update.error} />
      <AddressFields
        field={(name) => ({
          ...register(`address.${name}`, addressRule(name)),
          error: formState.errors.address?.[name]?.message,
        })}
      />
      {saved?.isDefault ? null : <CheckField label="Deliver here by default" {...register('isDefault')} />}
      <Button type="submit" isBusy={add.isPending || update.isPending} className="min-h-13">
        Save address
      </Button>
    </form>
  )
}
