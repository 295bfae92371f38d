import type { SavedAddress } from '@tradepost/contract'
import { CheckField } from '../ui/check-field.tsx'
import { AddressFields, addressRule } from './address-fields.tsx'
import { blankAddress, type CheckoutForm } from './checkout-form.ts'
import { Section } from './checkout-sections.tsx'
import { countryName } from './countries.ts'

/** The ID of the chosen saved address, or null for a new one that is typed in. */
export type ChosenAddress = SavedAddress['id'] | null

interface SavedChoiceProps {
  form: CheckoutForm
  saved: readonly SavedAddress[]
  name: string
  chosen: ChosenAddress
  onChoose: (id: ChosenAddress) => void
}

const oneLine = ({ address }: SavedAddress): string =>
  [address.line1, address.line2, `${address.postalCode} ${address.city}`, countryName(address.countryCode)]
    .filter(Boolean)
    .join(', ')

const SavedChoice = ({ form, saved, name, chosen, onChoose }: SavedChoiceProps) => {
  const choose = (one: SavedAddress | null) => {
    form.clearErrors('shippingAddress')
    form.setValue('shippingAddress', one?.address ?? { ...blankAddress, name })
    onChoose(one?.id ?? null)
  }
  return (
    <fieldset>
      <legend className="sr-only">Where to deliver</legend>
      <div className="divide-y divide-line rounded-2xl border border-line bg-surface px-4">
        {saved.map((one) => (
          <CheckField
            key={one.id}
            kind="radio"
            name="saved-address"
            label={one.address.name}
            aria-label={`${one.address.name}, ${oneLine(one)}`}
            hint={oneLine(one)}
            checked={chosen === one.id}
            onChange={() => choose(one)}
          />
        ))}
        <CheckField
          kind="radio"
          name="saved-address"
          label="Another address"
          checked={chosen === null}
          onChange={() => choose(null)}
        />
      </div>
    </fieldset>
  )
}

interface DeliveryProps extends SavedChoiceProps {
  /** True if the buyer has an account that can store the address. */
  canKeep: boolean
  isKept: boolean
  onKeep: (isKept: boolean) => void
  /** The countries that the shop ships to; null if there is no limit. */
  shipsTo: readonly string[] | null
}

/** The delivery address: a saved one, or a new one that the buyer can store. */
export const DeliverySection = ({ canKeep, isKept, onKeep, shipsTo, ...choice }: DeliveryProps) => {
  const { form, saved, chosen } = choice
  const errors = form.formState.errors.shippingAddress
  return (
    <Section title="Delivery address">
      <div className="flex flex-col gap-6">
        {saved.length > 0 ? <SavedChoice {...choice} /> : null}
        {chosen === null ? (
          <div>
            <AddressFields
              among={shipsTo}
              field={(name) => ({
                ...form.register(`shippingAddress.${name}`, addressRule(name)),
                error: errors?.[name]?.message,
              })}
            />
            {canKeep ? (
              <CheckField
                className="mt-3"
                label="Keep this address in my account"
                checked={isKept}
                onChange={(event) => onKeep(event.target.checked)}
              />
            ) : null}
          </div>
        ) : null}
      </div>
    </Section>
  )
}
