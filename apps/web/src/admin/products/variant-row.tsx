import { clsx } from 'clsx'
import { ChevronDown, Trash2 } from 'lucide-react'
import { memo, useId, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { type FormImage, variantTitle } from './product-form.ts'
import { PriceInput, StockCell, VariantDetails, VariantInput, type VariantInputsProps } from './variant-details.tsx'

/** The column widths of the rows and of the headings above them. */
export const rowColumns = '@3xl:grid-cols-[minmax(8rem,1.3fr)_minmax(7rem,1fr)_6rem_6rem_6rem_2.75rem]'

interface VariantRowProps extends Omit<VariantInputsProps, 'about'> {
  images: readonly FormImage[]
  isOnly: boolean
  onRemove: (key: string) => void
}

const hasFoldedError = ({ errors, variant, currencies }: VariantRowProps): boolean => {
  const shown = ['sku', `price.${currencies[0]}`, `compareAt.${currencies[0]}`, 'onHand', 'optionValues']
  const start = `variants.${variant.key}.`
  return Object.keys(errors).some((path) => path.startsWith(start) && !shown.includes(path.slice(start.length)))
}

const Name = ({ variant, images, errors }: VariantRowProps) => {
  const path = `variants.${variant.key}.optionValues`
  const fault = errors[path]
  return (
    <div className="flex min-h-11 items-center gap-3 @md:col-span-3 @3xl:col-span-1">
      <Thumbnail image={images.find(({ key }) => key === variant.imageKey) ?? images[0]} className="size-10" />
      <p tabIndex={fault ? -1 : undefined} data-field={path} className="min-w-0 flex-1 text-[0.9375rem] font-medium">
        {variantTitle(variant)}
        {variant.id === null ? <span className="block text-sm font-normal text-leaf">New</span> : null}
        {fault ? <span className="block text-sm text-rust">{fault}</span> : null}
      </p>
    </div>
  )
}

/** One of several variants: the values to compare in columns, and the rest collapsed below. */
export const VariantRow = memo((props: VariantRowProps) => {
  const { variant, currencies, isReadOnly, isOnly, onRemove } = props
  const id = useId()
  const [isUnfolded, setIsUnfolded] = useState(false)
  const about = variantTitle(variant)
  const inputs = { ...props, about, isInColumn: true }
  const isOpen = isUnfolded || hasFoldedError(props)
  const currency = currencies[0] ?? 'EUR'
  return (
    <li aria-label={about} className="px-4 py-4 sm:px-5 @3xl:py-3">
      <div className={clsx('grid grid-cols-2 items-start gap-x-4 gap-y-3 @md:grid-cols-[2fr_1fr_1fr_1fr]', rowColumns)}>
        <Name {...props} />
        <button
          type="button"
          aria-label={`More about ${about}`}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsUnfolded(!isOpen)}
          className="inline-flex min-h-11 items-center gap-2 justify-self-end rounded-lg px-3 text-[0.9375rem] hover:bg-sunken @3xl:order-last @3xl:justify-self-center"
        >
          <span className="@3xl:hidden">{isOpen ? 'Less' : 'More'}</span>
          <ChevronDown aria-hidden className={clsx('size-4.5 transition-transform', isOpen && 'rotate-180')} />
        </button>
        <VariantInput {...inputs} field="sku" placeholder="Made for you" />
        <PriceInput {...inputs} currency={currency} field="price" />
        <PriceInput {...inputs} currency={currency} field="compareAt" />
        <StockCell {...inputs} />
      </div>
      <div id={id} hidden={!isOpen} className="mt-4 rounded-2xl bg-sunken/60 p-4 sm:p-5">
        {isOpen ? <VariantDetails {...inputs} /> : null}
        {isOnly || isReadOnly ? null : (
          <Button look="quiet" className="mt-3 text-rust" onClick={() => onRemove(variant.key)}>
            <Trash2 aria-hidden className="size-4" />
            Remove {about}
          </Button>
        )}
      </div>
    </li>
  )
})
