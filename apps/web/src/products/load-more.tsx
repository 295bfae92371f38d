import { type MouseEvent, type RefObject, useEffect, useRef } from 'react'
import { messageOf } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/states.tsx'
import { productsText } from './found-text.ts'
import type { Found } from './product-queries.ts'

interface LoadMoreProps {
  found: Found
  shown: number
  list: RefObject<HTMLUListElement | null>
}

// For keyboard users, focus the first new product; otherwise Tab would continue behind all of them.
const useFocusOnNew = (list: LoadMoreProps['list'], shown: number) => {
  const from = useRef<number | null>(null)
  useEffect(() => {
    if (from.current === null || shown <= from.current) return
    list.current?.children[from.current]?.querySelector('a')?.focus()
    from.current = null
  }, [list, shown])
  return (event: MouseEvent) => {
    const isByKeyboard = event.detail === 0
    from.current = isByKeyboard ? shown : null
  }
}

/** Shows how many of the found products are listed, and loads more. */
export const LoadMore = ({ found, shown, list }: LoadMoreProps) => {
  const noteStart = useFocusOnNew(list, shown)
  const total = found.data?.pages[0]?.total ?? null
  const load = (event: MouseEvent) => {
    noteStart(event)
    void found.fetchNextPage()
  }
  const isPaged = found.hasNextPage || (found.data?.pages.length ?? 0) > 1
  if (!isPaged) return null
  return (
    <div className="mt-14 flex flex-col items-center gap-4">
      <p role="status" className="text-sm text-muted tabular-nums">
        {found.hasNextPage && total ? `${shown} of ${productsText(total)} shown` : `All ${shown} products shown`}
      </p>
      {found.hasNextPage && total ? (
        <progress aria-hidden value={shown} max={Math.max(total.value, shown)} className="shown-share" />
      ) : null}
      {found.isFetchNextPageError ? <Callout>{messageOf(found.error)}</Callout> : null}
      {found.hasNextPage ? (
        <Button
          look="secondary"
          disabled={found.isPlaceholderData}
          isBusy={found.isFetchingNextPage}
          className="min-w-44"
          onClick={load}
        >
          {found.isFetchNextPageError ? 'Try again' : 'Load more'}
        </Button>
      ) : null}
    </div>
  )
}
