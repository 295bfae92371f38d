import type { Product, Variant } from '@tradepost/contract'
import { clsx } from 'clsx'
import { useId } from 'react'
import { chooseOption, isValueBuyable } from './variant-choice.ts'

interface OptionPickerProps {
  product: Product
  variant: Variant
  onChoose: (variant: Variant) => void
}

interface ValueProps {
  group: string
  value: string
  isChosen: boolean
  isAvailable: boolean
  onChoose: () => void
}

const Value = ({ group, value, isChosen, isAvailable, onChoose }: ValueProps) => (
  <label className="relative">
    <input
      type="radio"
      name={group}
      value={value}
      checked={isChosen}
      onChange={onChoose}
      className="peer absolute inset-0 size-full cursor-pointer opacity-0"
    />
    <span
      className={clsx(
        'inline-flex min-h-11 min-w-11 items-center justify-center rounded-full border px-4.5 text-[0.9375rem] transition-colors',
        'peer-focus-visible:outline-2 peer-focus-visible:outline-offset-3 peer-focus-visible:outline-ink',
        'peer-checked:border-brand peer-checked:bg-brand peer-checked:text-on-brand',
        isAvailable
          ? 'border-line-strong hover:border-ink'
          : 'border-line text-muted line-through hover:border-line-strong'
      )}
    >
      {value}
      {isAvailable ? null : <span className="sr-only"> (sold out)</span>}
    </span>
  </label>
)

/** One radio group for each option, such as size or colour. */
export const OptionPicker = ({ product, variant, onChoose }: OptionPickerProps) => {
  const id = useId()
  return (
    <div className="flex flex-col gap-6">
      {product.options.map((option, optionIndex) => (
        <fieldset key={option.name}>
          <legend className="mb-2.5 text-sm font-medium">
            {option.name}: <span className="font-normal text-muted">{variant.optionValues[optionIndex]}</span>
          </legend>
          <div className="flex flex-wrap gap-2">
            {option.values.map((value) => (
              <Value
                key={value}
                group={`${id}-${optionIndex}`}
                value={value}
                isChosen={variant.optionValues[optionIndex] === value}
                isAvailable={isValueBuyable(product, variant, { optionIndex, value })}
                onChoose={() => onChoose(chooseOption(product, variant, { optionIndex, value }))}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}
