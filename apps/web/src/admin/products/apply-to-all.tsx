import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { notify } from '../../ui/notices.ts'
import type { FormVariant, ProductForm } from './product-form.ts'
import type { Editing } from './use-product-editor.ts'

type Target = 'price' | 'compareAt' | 'onHand' | 'weightGrams'

const withValue = (variant: FormVariant, target: string, value: string): FormVariant => {
  const [field, currency] = target.split('.')
  if (field === 'weightGrams') return { ...variant, weightGrams: value }
  if (field === 'onHand') return variant.id === null ? { ...variant, onHand: value } : variant
  const prices = Object.entries({ [currency ?? 'EUR']: { price: '', compareAt: '' }, ...variant.prices })
  const part = field === 'compareAt' ? { compareAt: value } : { price: value }
  return {
    ...variant,
    prices: Object.fromEntries(
      prices.map(([name, price]) => [name, name === currency ? { ...price, ...part } : price])
    ),
  }
}

/** Sets one value in all variants of the product, or in those that have one option value. */
export const applyToAll = (
  form: ProductForm,
  { target, value, only }: { target: string; value: string; only: string }
): ProductForm => ({
  ...form,
  variants: form.variants.map((variant) =>
    only === '' || variant.optionValues.includes(only) ? withValue(variant, target, value) : variant
  ),
})

const targetsOf = ({ currencies, variants }: ProductForm): { id: string; label: string }[] => {
  const priceTargets = (['price', 'compareAt'] satisfies Target[]).flatMap((field) =>
    currencies.map((currency) => ({
      id: `${field}.${currency}`,
      label: `${field === 'price' ? 'Price' : 'Price before'} (${currency})`,
    }))
  )
  const stock = variants.some(({ id }) => id === null) ? [{ id: 'onHand', label: 'Stock of new variants' }] : []
  return [...priceTargets, ...stock, { id: 'weightGrams', label: 'Weight (g)' }]
}

/** Fills in one value for many variants at once. */
export const ApplyToAll = ({ editing: { form, change } }: { editing: Editing }) => {
  const targets = targetsOf(form)
  const [target, setTarget] = useState(targets[0]?.id ?? '')
  const [only, setOnly] = useState('')
  const [value, setValue] = useState('')
  const apply = () => {
    change((now) => applyToAll(now, { target, value: value.trim(), only }))
    notify(`${targets.find(({ id }) => id === target)?.label ?? 'It'} is filled in; nothing is saved yet.`)
  }
  return (
    <div
      role="group"
      aria-label="Fill in for many variants"
      className="grid items-end gap-3 border-b border-line p-4 @lg:grid-cols-[1fr_1fr_6.5rem_auto] sm:px-5"
    >
      <SelectField label="Fill in" value={target} onChange={(event) => setTarget(event.target.value)}>
        {targets.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
      <SelectField label="For" value={only} onChange={(event) => setOnly(event.target.value)}>
        <option value="">All variants</option>
        {form.options.map(({ key, name, values }) => (
          <optgroup key={key} label={name}>
            {values.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      <TextField
        label="Value"
        inputMode="decimal"
        autoComplete="off"
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <Button look="secondary" onClick={apply}>
        Fill in
      </Button>
    </div>
  )
}
