import { useWatch } from 'react-hook-form'
import { CheckField } from '../ui/check-field.tsx'
import { AddressFields, addressRule } from './address-fields.tsx'
import { blankAddress, type CheckoutForm } from './checkout-form.ts'
import { Section } from './checkout-sections.tsx'

/** The billing address: the delivery address, or another one. */
export const BillingSection = ({ form, name }: { form: CheckoutForm; name: string }) => {
  const isOther = useWatch({ control: form.control, name: 'billingAddress' }) !== undefined
  const errors = form.formState.errors.billingAddress
  const setSame = (isSame: boolean) => {
    form.clearErrors('billingAddress')
    if (isSame) form.unregister('billingAddress')
    form.setValue('billingAddress', isSame ? undefined : { ...blankAddress, name })
  }
  return (
    <Section title="Billing address">
      <CheckField
        label="The same as the delivery address"
        checked={!isOther}
        onChange={(event) => setSame(event.target.checked)}
      />
      {isOther ? (
        <div className="mt-3">
          <AddressFields
            kind="billing"
            field={(part) => ({
              ...form.register(`billingAddress.${part}`, addressRule(part)),
              error: errors?.[part]?.message,
            })}
          />
        </div>
      ) : null}
    </Section>
  )
}
