import type { FoundTotal } from '@tradepost/contract'
import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { countFilters } from './active-filters.ts'
import { productsText } from './found-text.ts'
import { ProductFilters, type ProductFiltersProps } from './product-filters.tsx'
import { withoutFilters } from './product-search.ts'

/** The filters in a sheet, for windows too narrow to show them beside the list. */
export const FilterSheet = ({ total, ...filters }: ProductFiltersProps & { total: FoundTotal | null }) => {
  const [isOpen, setIsOpen] = useState(false)
  const count = countFilters(filters.search)
  const close = () => setIsOpen(false)
  return (
    <>
      <Button look="secondary" className="lg:hidden" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <SlidersHorizontal aria-hidden className="size-4" />
        {count > 0 ? `Filters (${count})` : 'Filters'}
      </Button>
      <Sheet
        isOpen={isOpen}
        onClose={close}
        title="Filters"
        footer={
          <div className="flex items-center gap-3">
            {count > 0 ? (
              <Button
                look="secondary"
                className="whitespace-nowrap"
                onClick={() => filters.onSearch(withoutFilters(filters.search))}
              >
                Clear all
              </Button>
            ) : null}
            <Button className="flex-1" onClick={close}>
              {total === null ? 'Show products' : `Show ${productsText(total)}`}
            </Button>
          </div>
        }
      >
        <ProductFilters {...filters} />
      </Sheet>
    </>
  )
}
