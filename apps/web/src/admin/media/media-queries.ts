import { infiniteQueryOptions } from '@tanstack/react-query'
import { mediaTypes } from '@tradepost/contract'
import { api, client } from '../../api.ts'

// The first page stands after no cursor.
const firstCursor = (): string | null => null

const PAGE = 40

/** What a chooser of files offers. */
export const acceptedPictures = mediaTypes.join(',')

/** Reads the library, the newest pictures first, page by page. */
export const libraryPages = infiniteQueryOptions({
  queryKey: [...api.admin.media.list.pathKey(), 'pages'],
  queryFn: ({ pageParam, signal }) => client.admin.media.list.query({ cursor: pageParam, limit: PAGE }, { signal }),
  initialPageParam: firstCursor(),
  getNextPageParam: (page) => page.nextCursor,
})
