import type { S3Settings } from '@tradepost/integrations'
import * as z from 'zod'

const Text = z.string().min(1).optional()
const Address = z.url({ protocol: /^https?$/ }).optional()

/** The variables of a bucket for pictures: all but the endpoint are needed as soon as one is set. */
export const s3Variables = {
  S3_ENDPOINT: Address,
  S3_REGION: Text,
  S3_BUCKET: Text,
  S3_ACCESS_KEY_ID: Text,
  S3_SECRET_ACCESS_KEY: Text,
  S3_PUBLIC_URL: Address,
}

/** How each of them looks, for who has set it otherwise. */
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

/** Names the variables that are missing where some are set. */
export const missingS3 = (environment: Readonly<Record<string, unknown>>): string[] =>
  names.some((name) => environment[name] !== undefined) ? needed.filter((name) => environment[name] === undefined) : []

/** Gives the bucket's settings, or null where pictures are kept on disk. */
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
