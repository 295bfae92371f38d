import { Loader2 } from 'lucide-react'

/** Reports how many products are still being sorted into collections. */
export const WaitingNote = ({ count }: { count: number }) => (
  <div role="status" className="mb-5 empty:hidden">
    {count > 0 ? (
      <p className="flex items-center gap-3 rounded-2xl bg-amber-soft px-4 py-3.5 text-sm text-amber">
        <Loader2 aria-hidden className="size-4 animate-spin" />
        Sorting in {count === 1 ? 'one product' : `${count.toLocaleString('en')} products`}: counts and lists change
        meanwhile.
      </p>
    ) : null}
  </div>
)
