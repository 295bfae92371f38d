import type { MediaStore } from '@tradepost/commerce'
import { mediaHeaders } from './media-name.ts'

/** Where a bucket is, and who writes into it. */
export interface S3Settings {
  /** The address of a server that speaks S3; null for Amazon's own. */
  readonly endpoint: string | null
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** What browsers get the bucket's objects from, without a slash at its end. */
  readonly publicUrl: string
}

const TRIES = 3
const CONNECT_MS = 5000
const ANSWER_MS = 20_000

/** Makes a store of objects in a bucket that browsers read from `publicUrl`. An object is whole or absent. */
export const makeS3Media = async (settings: S3Settings): Promise<MediaStore> => {
  const { bucket, publicUrl } = settings
  const { DeleteObjectCommand, PutObjectCommand, S3Client } = await loadClient()
  const client = new S3Client({
    region: settings.region,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    // Servers other than Amazon's rarely have a name for each bucket, and not all know checksums in trailers.
    ...(settings.endpoint === null ? {} : { endpoint: settings.endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: TRIES,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS },
  })
  return {
    put: async (name, content) => {
      const { contentType, cacheControl, contentDisposition } = headersOf(name)
      const object = { Bucket: bucket, Key: name, Body: content }
      const told = { ContentType: contentType, CacheControl: cacheControl, ContentDisposition: contentDisposition }
      await client.send(new PutObjectCommand({ ...object, ...told }))
      return `${publicUrl}/${name}`
    },
    remove: async (name) => {
      headersOf(name)
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: name }))
    },
  }
}

/** The client is 20 MB of memory that a shop with its pictures on disk does not need. */
const loadClient = () => import('@aws-sdk/client-s3')

const headersOf = (name: string) => {
  const headers = mediaHeaders(name)
  if (!headers) throw new RangeError(`“${name}” is no name for a media file.`)
  return headers
}
