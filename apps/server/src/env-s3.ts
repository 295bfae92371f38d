import type { S3Settings } from '@tradepost/integrations'
import * as z from 'zod'

const Text = z.string().min(1).optional()
const Address = z.url({ protocol: /^https?$/ }).optional()

/** The variables of a bucket for images: if any is set, all but the endpoint are required. */
export const s3Variables = {
  S3_ENDPOINT: Address,
  S3_REGION: Text,
  S3_BUCKET: Text,
  S3_ACCESS_KEY_ID: Text,
  S3_SECRET_ACCESS_KEY: Text,
  S3_PUBLIC_URL: Address,
}

/** The expected form of each variable, for the error message. */
export const s3Shapes: Record<string, string> = {
  S3_ENDPOINT: 'an address such as https://s3.example.com, or unset for Amazon’s own',
  S3_REGION: 'the bucket’s region, such as eu-central-1, as pictures are to be kept in S3',
  S3_BUCKET: 'the bucket’s name, as pictures are to be kept in S3',
  S3_ACCESS_KEY_ID: 'the id of a key that may write into the bucket, as pictures are to be kept in S3',
  S3_SECRET_ACCESS_KEY: 'the secret of that key, as pictures are to be kept in S3',
  S3_PUBLIC_URL: 'the address that browsers get the bucket’s objects from, as pictures are to be kept in S3',
}

const names = Object.keys(s3Variables)
const needed = names.filter((name) => name !== 'S3_ENDPOINT')

/** Returns the names of the missing variables if any is set. */
export const missingS3 = (environment: Readonly<Record<string, unknown>>): string[] =>
  names.some((name) => environment[name] !== undefined) ? needed.filter((name) => environment[name] === undefined) : []

/** Returns the bucket's settings, or null if images are stored on disk. */
export const readS3 = (data: z.infer<z.ZodObject<typeof s3Variables>>): S3Settings | null => {
  const { S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_PUBLIC_URL } = data
  if (!S3_REGION || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY || !S3_PUBLIC_URL) return null
  return {
    endpoint: S3_ENDPOINT ?? null,
    region: S3_REGION,
    bucket: S3_BUCKET,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    publicUrl: S3_PUBLIC_URL.replace(/\/+$/, ''),
  }
}
