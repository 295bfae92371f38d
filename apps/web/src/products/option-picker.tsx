import type { Product, Variant } from '@tradepost/contract'
import { clsx } from 'clsx'
import { useId } from 'react'
import { ColourSwatch } from './colour-swatch.tsx'
import { chooseOption, type ValueState, valueState } from './variant-choice.ts'

interface OptionPickerProps {
  product: Product
  variant: Variant
  onChoose: (variant: Variant) => void
}

interface ValueProps {
  group: string
  option: string
  value: string
  isChosen: boolean
  state: ValueState
  onChoose: () => void
}

const looks: Record<ValueState, string> = {
  buyable: 'border-line-strong hover:border-ink',
  sold_out: 'border-line text-muted line-through hover:border-line-strong',
  impossible: 'border-dashed border-line-strong text-muted hover:border-ink',
}

const notes: Record<ValueState, string> = {
  buyable: '',
  sold_out: 'sold out',
  impossible: 'not made with the rest of your choice',
}

const Value = ({ group, option, value, isChosen, state, onChoose }: ValueProps) => (
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
      title={notes[state] || undefined}
      className={clsx(
        'inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-full border px-4.5 text-[0.9375rem] transition-colors',
        'peer-focus-visible:outline-2 peer-focus-visible:outline-offset-3 peer-focus-visible:outline-ink',
        'peer-checked:border-brand peer-checked:bg-brand peer-checked:text-on-brand',
        looks[state]
      )}
    >
      <ColourSwatch option={option} value={value} />
      {value}
      {notes[state] ? <span className="sr-only"> ({notes[state]})</span> : null}
    </span>
  </label>
)

/** One radio group for each option, such as size or color. */
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
                option={option.name}
                value={value}
                isChosen={variant.optionValues[optionIndex] === value}
                state={valueState(product, variant, { optionIndex, value })}
                onChoose={() => onChoose(chooseOption(product, variant, { optionIndex, value }))}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}
