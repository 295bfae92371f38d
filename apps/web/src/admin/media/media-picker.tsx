import { useInfiniteQuery } from '@tanstack/react-query'
import type { IdOf, Media } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { WideDialog } from '../../ui/wide-dialog.tsx'
import { libraryPages } from './media-queries.ts'

interface MediaPickerProps {
  isOpen: boolean
  onClose: () => void
  onPick: (media: Media[]) => void
  /** Allows only one picture to be selected. */
  isOne?: boolean
}

interface GridProps {
  items: readonly Media[]
  picked: readonly IdOf<'media'>[]
  onToggle: (id: IdOf<'media'>) => void
}

const PickGrid = ({ items, picked, onToggle }: GridProps) => (
  <ul aria-label="Pictures of the library" className="grid grid-cols-3 gap-3 sm:grid-cols-5 lg:grid-cols-7">
    {items.map((media) => {
      const isPicked = picked.includes(media.id)
      return (
        <li key={media.id}>
          <button
            type="button"
            aria-pressed={isPicked}
            aria-label={media.alt || media.fileName}
            title={media.fileName}
            onClick={() => onToggle(media.id)}
            className={clsx(
              'relative block w-full rounded-xl ring-offset-2 ring-offset-paper',
              isPicked ? 'ring-2 ring-ink' : 'hover:ring-2 hover:ring-line-strong'
            )}
          >
            <Thumbnail image={media} className="aspect-square w-full" />
            {isPicked ? (
              <span className="absolute top-1.5 right-1.5 rounded-full bg-brand p-1 text-on-brand">
                <Check aria-hidden className="size-3.5" />
              </span>
            ) : null}
          </button>
        </li>
      )
    })}
  </ul>
)

const Library = ({ picked, onToggle }: Omit<GridProps, 'items'>) => {
  const library = useInfiniteQuery(libraryPages)
  const items = library.data?.pages.flatMap((page) => page.items) ?? []
  if (library.isPending) {
    return (
      <Loading what="the library">
        <Skeleton className="h-48 rounded-2xl" />
      </Loading>
    )
  }
  if (library.isError && !library.data) {
    return <LoadFailure error={library.error} onRetry={() => void library.refetch()} />
  }
  if (items.length === 0) return <p className="py-10 text-center text-muted">The library is empty: upload a picture.</p>
  return (
    <>
      <PickGrid items={items} picked={picked} onToggle={onToggle} />
      <div className="mt-6 flex flex-col items-start gap-4 empty:hidden">
        <Problem error={library.error} />
        {library.hasNextPage ? (
          <Button look="secondary" isBusy={library.isFetchingNextPage} onClick={() => void library.fetchNextPage()}>
            Load more
          </Button>
        ) : null}
      </div>
    </>
  )
}

const PickerBody = ({ onClose, onPick, isOne = false }: Omit<MediaPickerProps, 'isOpen'>) => {
  const library = useInfiniteQuery(libraryPages)
  const [picked, setPicked] = useState<readonly IdOf<'media'>[]>([])
  const toggle = (id: IdOf<'media'>) =>
    setPicked((now) => {
      if (now.includes(id)) return now.filter((one) => one !== id)
      return isOne ? [id] : [...now, id]
    })
  const take = () => {
    const items = library.data?.pages.flatMap((page) => page.items) ?? []
    onPick(picked.flatMap((id) => items.find((media) => media.id === id) ?? []))
    onClose()
  }
  const footer = (
    <div className="flex flex-wrap justify-end gap-3">
      <Button look="secondary" onClick={onClose}>
        Cancel
      </Button>
      <Button disabled={picked.length === 0} onClick={take}>
        {picked.length > 1 ? `Use ${picked.length} pictures` : 'Use picture'}
      </Button>
    </div>
  )
  return (
    <WideDialog isOpen onClose={onClose} title={isOne ? 'Choose a picture' : 'Choose pictures'} footer={footer}>
      <Library picked={picked} onToggle={toggle} />
    </WideDialog>
  )
}

/** Lets the user select pictures of the library, in the order of the clicks. */
export const MediaPicker = ({ isOpen, ...rest }: MediaPickerProps) => (isOpen ? <PickerBody {...rest} /> : null)
