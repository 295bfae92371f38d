import { infiniteQueryOptions } from '@tanstack/react-query'
import { mediaTypes } from '@tradepost/contract'
import { api, client } from '../../api.ts'

// The first page has no cursor.
const firstCursor = (): string | null => null

const PAGE = 40

/** The media types that a file chooser offers. */
export const acceptedPictures = mediaTypes.join(',')

/** Reads the media library page by page, newest first. */
export const libraryPages = infiniteQueryOptions({
  queryKey: [...api.admin.media.list.pathKey(), 'pages'],
  queryFn: ({ pageParam, signal }) => client.admin.media.list.query({ cursor: pageParam, limit: PAGE }, { signal }),
  initialPageParam: firstCursor(),
  getNextPageParam: (page) => page.nextCursor,
})
