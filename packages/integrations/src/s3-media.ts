import type { MediaStore } from '@tradepost/commerce'
import { mediaHeaders } from './media-name.ts'

/** The bucket and the credentials to write to it. */
export interface S3Settings {
  /** The URL of an S3-compatible server; null for Amazon S3. */
  readonly endpoint: string | null
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** The URL that browsers load the bucket's objects from, without a trailing slash. */
  readonly publicUrl: string
}

const TRIES = 3
const CONNECT_MS = 5000
const ANSWER_MS = 20_000

/** Creates a media store in a bucket that browsers read from `publicUrl`. An object is either complete or absent. */
export const makeS3Media = async (settings: S3Settings): Promise<MediaStore> => {
  const { bucket, publicUrl } = settings
  const { DeleteObjectCommand, PutObjectCommand, S3Client } = await loadClient()
  const client = new S3Client({
    region: settings.region,
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    // Servers other than Amazon's rarely have a host name per bucket, and not all support checksums in trailers.
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

/** Loads the client only when needed: it takes 20 MB of memory, and a shop with its images on disk does not use it. */
const loadClient = () => import('@aws-sdk/client-s3')

const headersOf = (name: string) => {
  const headers = mediaHeaders(name)
  if (!headers) throw new RangeError(`“${name}” is no name for a media file.`)
  return headers
}
