import type { Currency } from '@tradepost/contract'
import { CheckField } from '../../ui/check-field.tsx'
import { SelectField } from '../../ui/field.tsx'
import { CellField } from './cell-field.tsx'
import type { FormImage, FormVariant } from './product-form.ts'
import { type FieldErrors, variantPath } from './product-input.ts'

/** The props that the inputs of a variant share. */
export interface VariantInputsProps {
  variant: FormVariant
  /** The variant's name in the labels of its inputs. */
  about: string
  currencies: readonly Currency[]
  errors: FieldErrors
  isReadOnly: boolean
  onChange: (key: string, part: Partial<FormVariant>) => void
}

interface PriceInputProps extends VariantInputsProps {
  currency: Currency
  field: 'price' | 'compareAt'
  isInColumn?: boolean
}

/** The price or compare-at price of a variant in one currency. */
export const PriceInput = (props: PriceInputProps) => {
  const { variant, about, currency, field, errors, isReadOnly, onChange, isInColumn = false } = props
  const prices = variant.prices[currency] ?? { price: '', compareAt: '' }
  const path = variantPath(variant.key, `${field}.${currency}`)
  return (
    <CellField
      label={field === 'price' ? `Price (${currency})` : `Before (${currency})`}
      about={about}
      error={errors[path]}
      field={path}
      inputMode="decimal"
      value={prices[field]}
      disabled={isReadOnly}
      isInColumn={isInColumn}
      onChange={({ target }) =>
        onChange(variant.key, { prices: { ...variant.prices, [currency]: { ...prices, [field]: target.value } } })
      }
    />
  )
}

type TextField = 'sku' | 'barcode' | 'weightGrams' | 'onHand'

const labels: Record<TextField, string> = {
  sku: 'SKU',
  barcode: 'Barcode',
  weightGrams: 'Weight (g)',
  onHand: 'Stock to begin with',
}

interface TextInputProps extends VariantInputsProps {
  field: TextField
  placeholder?: string
  isInColumn?: boolean
}

/** An input for one text or number of a variant. */
export const VariantInput = (props: TextInputProps) => {
  const { variant, about, field, errors, isReadOnly, onChange, placeholder, isInColumn = false } = props
  const path = variantPath(variant.key, field)
  return (
    <CellField
      label={labels[field]}
      about={about}
      error={errors[path]}
      field={path}
      placeholder={placeholder}
      inputMode={field === 'weightGrams' || field === 'onHand' ? 'numeric' : undefined}
      value={variant[field]}
      disabled={isReadOnly}
      isInColumn={isInColumn}
      onChange={({ target }) => onChange(variant.key, { [field]: target.value })}
    />
  )
}

/** The stock of a variant: an input for a new variant, read-only for an existing one. */
export const StockCell = (props: VariantInputsProps & { isInColumn?: boolean }) => {
  const { variant, isInColumn = false } = props
  if (!variant.tracked) return <p className="py-2.5 text-[0.9375rem] text-muted">Not counted</p>
  if (variant.stock === null) return <VariantInput {...props} field="onHand" />
  const { onHand, allocated } = variant.stock
  return (
    <div>
      <span className={isInColumn ? 'mb-1 block text-sm text-muted @3xl:sr-only' : 'mb-1 block text-sm text-muted'}>
        In stock
      </span>
      <p className="py-2.5 text-[0.9375rem] tabular-nums">
        {onHand - allocated} free
        {allocated > 0 ? <span className="text-muted"> of {onHand}</span> : null}
      </p>
    </div>
  )
}

const flags = [
  { field: 'tracked', label: 'Count the stock', hint: 'Off: always for sale, as for a download.' },
  { field: 'backorder', label: 'Sell beyond the stock', hint: 'Orders are taken when none is left.' },
  { field: 'requiresShipping', label: 'Needs delivery', hint: null },
  { field: 'taxable', label: 'Is taxed', hint: null },
] as const

/** The details of a variant other than SKU, price and stock. */
export const VariantDetails = (props: VariantInputsProps & { images: readonly FormImage[] }) => {
  const { variant, about, currencies, errors, isReadOnly, images, onChange } = props
  const path = variantPath(variant.key, 'imageKey')
  return (
    <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
      {currencies
        .slice(1)
        .flatMap((currency) => [
          <PriceInput key={`${currency} price`} {...props} currency={currency} field="price" />,
          <PriceInput key={`${currency} before`} {...props} currency={currency} field="compareAt" />,
        ])}
      <VariantInput {...props} field="barcode" />
      <VariantInput {...props} field="weightGrams" />
      <SelectField
        label="Picture"
        aria-label={`Picture of ${about}`}
        className="sm:col-span-2"
        data-field={path}
        error={errors[path]}
        value={variant.imageKey ?? ''}
        disabled={isReadOnly || images.length === 0}
        onChange={({ target }) => onChange(variant.key, { imageKey: target.value === '' ? null : target.value })}
      >
        <option value="">The product’s first picture</option>
        {images.map(({ key, alt }, at) => (
          <option key={key} value={key}>
            Picture {at + 1}
            {alt ? `: ${alt}` : ''}
          </option>
        ))}
      </SelectField>
      <div role="group" aria-label={`Rules of ${about}`} className="grid sm:col-span-2 sm:grid-cols-2">
        {flags.map(({ field, label, hint }) => (
          <CheckField
            key={field}
            label={label}
            hint={hint}
            checked={variant[field]}
            disabled={isReadOnly}
            onChange={({ target }) => onChange(variant.key, { [field]: target.checked })}
          />
        ))}
      </div>
    </div>
  )
}
