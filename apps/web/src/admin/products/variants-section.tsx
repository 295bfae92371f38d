import { Currency, MAX_VARIANTS } from '@tradepost/contract'
import { clsx } from 'clsx'
import { useCallback } from 'react'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Callout } from '../../ui/states.tsx'
import { ApplyToAll } from './apply-to-all.tsx'
import { OptionsEditor } from './options-editor.tsx'
import type { FormVariant } from './product-form.ts'
import type { Editing } from './use-product-editor.ts'
import { PriceInput, StockCell, VariantDetails, VariantInput } from './variant-details.tsx'
import { addCombinations, missingCombinations, removeVariant } from './variant-matrix.ts'
import { rowColumns, VariantRow } from './variant-row.tsx'

const useVariantChange = ({ change }: Editing) =>
  useCallback(
    (key: string, part: Partial<FormVariant>) =>
      change((form) => ({
        ...form,
        variants: form.variants.map((variant) => (variant.key === key ? { ...variant, ...part } : variant)),
      })),
    [change]
  )

const OnlyVariant = ({ editing }: { editing: Editing }) => {
  const { form, errors, isReadOnly } = editing
  const onChange = useVariantChange(editing)
  const [variant] = form.variants
  const [currency = 'EUR'] = form.currencies
  if (variant === undefined) return null
  const inputs = { variant, about: 'the product', currencies: form.currencies, errors, isReadOnly, onChange }
  return (
    <div className="mb-6 flex flex-col gap-4">
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        <PriceInput {...inputs} currency={currency} field="price" />
        <PriceInput {...inputs} currency={currency} field="compareAt" />
        <VariantInput {...inputs} field="sku" placeholder="Made for you" />
        <StockCell {...inputs} />
      </div>
      <VariantDetails {...inputs} images={form.images} />
    </div>
  )
}

const Missing = ({ editing: { form, change } }: { editing: Editing }) => {
  const missing = missingCombinations(form)
  const room = MAX_VARIANTS - form.variants.length
  if (missing.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line p-4 text-sm sm:px-5">
      <p className="min-w-0 flex-1 basis-60 text-muted">
        Not sold:{' '}
        {missing
          .slice(0, 6)
          .map((combo) => combo.join(' / '))
          .join(', ')}
        {missing.length > 6 ? ` and ${missing.length - 6} more` : ''}.
      </p>
      {missing.length <= room ? (
        <Button look="quiet" onClick={() => change((now) => ({ ...now, ...addCombinations(now, missing) }))}>
          {missing.length === 1 ? 'Add it' : `Add all ${missing.length}`}
        </Button>
      ) : null}
    </div>
  )
}

const headings = ['Variant', 'SKU', 'Price', 'Before', 'Stock']

const Matrix = ({ editing }: { editing: Editing }) => {
  const { form, errors, isReadOnly, change } = editing
  const onChange = useVariantChange(editing)
  const onRemove = useCallback((key: string) => change((now) => ({ ...now, ...removeVariant(now, key) })), [change])
  return (
    <div className="@container mt-6 overflow-hidden rounded-2xl border border-line">
      {isReadOnly ? null : <ApplyToAll editing={editing} />}
      <div aria-hidden className={clsx('hidden gap-x-4 px-5 pt-3 text-sm text-muted @3xl:grid', rowColumns)}>
        {headings.map((heading) => (
          <span key={heading}>{heading}</span>
        ))}
      </div>
      <ul aria-label="Variants" className="divide-y divide-line">
        {form.variants.map((variant) => (
          <VariantRow
            key={variant.key}
            variant={variant}
            images={form.images}
            currencies={form.currencies}
            errors={errors}
            isReadOnly={isReadOnly}
            isOnly={form.variants.length === 1}
            onChange={onChange}
            onRemove={onRemove}
          />
        ))}
      </ul>
      {isReadOnly ? null : <Missing editing={editing} />}
    </div>
  )
}

const MoreCurrencies = ({ editing: { form, change } }: { editing: Editing }) => {
  const left = Currency.options.filter((currency) => !form.currencies.includes(currency))
  if (left.length === 0) return null
  return (
    <SelectField
      label="Sell in another currency"
      className="mt-6 max-w-72"
      hint="Adds its price to every variant; those left empty are not sold in it."
      value=""
      onChange={({ target }) => {
        const currency = Currency.parse(target.value)
        change((now) => ({ ...now, currencies: [...now.currencies, currency] }))
      }}
    >
      <option value="">Choose a currency</option>
      {left.map((currency) => (
        <option key={currency} value={currency}>
          {currency}
        </option>
      ))}
    </SelectField>
  )
}

/** The variants of a product: one, or one for each combination of the options' values. */
export const VariantsSection = ({ editing }: { editing: Editing }) => {
  const { form, errors, isReadOnly } = editing
  const hasValues = form.options.some(({ values }) => values.length > 0)
  return (
    <Panel
      title={hasValues ? `Variants (${form.variants.length})` : 'Price and stock'}
      lead={
        hasValues
          ? 'What differs by size, colour and the like. Stock of what exists is changed by deliveries and counts, not here.'
          : undefined
      }
    >
      {errors['variants'] ? <Callout className="mb-4">{errors['variants']}</Callout> : null}
      {hasValues ? null : <OnlyVariant editing={editing} />}
      <OptionsEditor editing={editing} />
      {hasValues ? <Matrix editing={editing} /> : null}
      {isReadOnly ? null : <MoreCurrencies editing={editing} />}
    </Panel>
  )
}
