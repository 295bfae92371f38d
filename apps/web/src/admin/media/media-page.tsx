import { useInfiniteQuery } from '@tanstack/react-query'
import { Images } from 'lucide-react'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { Button } from '../../ui/button.tsx'
import { notify } from '../../ui/notices.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { Problem } from '../../ui/problem.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { DropZone } from './drop-zone.tsx'
import { MediaCard } from './media-card.tsx'
import { acceptedPictures, libraryPages } from './media-queries.ts'
import { UploadList } from './upload-list.tsx'
import { useUploads } from './upload-queue.ts'

const Uploads = () => {
  const { uploads, add, retry, dismiss } = useUploads(({ fileName }) => notify(`${fileName} is in the library.`))
  return (
    <div className="mb-6 flex flex-col gap-4">
      <DropZone
        label="Upload pictures"
        hint="Or drop them here. JPEG, PNG, WebP, AVIF or GIF, up to 20 MB each."
        accept={acceptedPictures}
        isMany
        onFiles={add}
      />
      <UploadList uploads={uploads} onRetry={retry} onDismiss={dismiss} />
    </div>
  )
}

const Library = ({ mayWrite }: { mayWrite: boolean }) => {
  const library = useInfiniteQuery(libraryPages)
  const items = library.data?.pages.flatMap((page) => page.items) ?? []
  if (library.isPending) {
    return (
      <Loading what="the library">
        <Skeleton className="h-72 rounded-3xl" />
      </Loading>
    )
  }
  if (library.isError && !library.data) {
    return <LoadFailure error={library.error} onRetry={() => void library.refetch()} />
  }
  if (items.length === 0) {
    return (
      <EmptyState title="No pictures yet" icon={<Images aria-hidden strokeWidth={1.4} className="size-7" />}>
        What is uploaded here or with a product can be used for any other.
      </EmptyState>
    )
  }
  return (
    <>
      <ul aria-label="Pictures" className="grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-4">
        {items.map((media) => (
          <MediaCard key={media.id} media={media} mayWrite={mayWrite} />
        ))}
      </ul>
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

const MediaDesk = () => {
  const mayWrite = can(useSession().data, 'products:write')
  return (
    <>
      <PageTitle
        title="Pictures"
        lead="Every picture that the shop keeps, the newest first, and how often it is used."
      />
      {mayWrite ? <Uploads /> : null}
      <Library mayWrite={mayWrite} />
    </>
  )
}

/** The page of the shop's media library. */
export const MediaPage = () => {
  useDocumentTitle('Pictures')
  return (
    <Needs permission="products:read">
      <MediaDesk />
    </Needs>
  )
}
