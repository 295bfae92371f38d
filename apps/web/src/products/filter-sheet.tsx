import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { ProductFilters, type ProductFiltersProps } from './product-filters.tsx'
import { countFilters } from './product-search.ts'

/** The filters in a sheet, for windows too narrow to show them beside the list. */
export const FilterSheet = ({ total, ...filters }: ProductFiltersProps & { total: number | null }) => {
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
          <Button className="w-full" onClick={close}>
            {total === null ? 'Show products' : `Show ${total} ${total === 1 ? 'product' : 'products'}`}
          </Button>
        }
      >
        <ProductFilters {...filters} />
      </Sheet>
    </>
  )
}
