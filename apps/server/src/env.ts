import { dirname, join, resolve } from 'node:path'
import type { S3Settings } from '@tradepost/integrations'
import * as z from 'zod'
import { isProxy } from './client-address.ts'
import { assertDemoAllowed, isDevelopment, isPublic } from './demo-rules.ts'
import { missingS3, readS3, s3Shapes, s3Variables } from './env-s3.ts'
import type { StripeKeys } from './env-stripe.ts'
import { missingStripe, readStripe, stripeShapes, stripeVariables } from './env-stripe.ts'

const Port = z.coerce.number().int().min(0).max(65_535)
const Flag = z.enum(['true', 'false', '1', '0', '']).transform((text) => text === 'true' || text === '1')

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const MIN_KEY_CHARACTERS = 32
const MIN_DISTINCT_CHARACTERS = 8

/**
 * Returns whether a key is long and varied enough not to be guessed, since a guessable key protects nothing. 32
 * characters have at least 128 bits if they are hexadecimal and random.
 */
const isStrongKey = (key: string): boolean =>
  key.length >= MIN_KEY_CHARACTERS && new Set(key).size >= MIN_DISTINCT_CHARACTERS

const Environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: Port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(?:file:.+|(?:libsql|https?|wss?):\/\/.+)$/)
    .default('file:./data/tradepost.db'),
  DATABASE_AUTH_TOKEN: z.string().min(1).optional(),
  DATABASE_ENCRYPTION_KEY: z.string().refine(isStrongKey).optional(),
  MEDIA_DIR: z.string().min(1).default('./data/media'),
  /** The folder for files of imports while they are needed; beside the media by default. */
  IMPORT_DIR: z.string().min(1).optional(),
  ...s3Variables,
  ...stripeVariables,
  /** Accepts test cards, which move no money. Without them and without Stripe, the shop accepts no cards. */
  TEST_PAYMENTS: Flag.default(false),
  /** The point at which a crash test kills the process; read in development and tests only. */
  CRASH_AT: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Fills an empty shop with the demo catalog at startup and accepts the demo accounts' published passwords. */
  SEED_DEMO: Flag.default(false),
  /** Confirms that a shop that others can reach is meant to be a demo. */
  PUBLIC_DEMO: Flag.default(false),
  /**
   * Additional origins whose pages may call the API with cookies, separated by commas. `npm run dev` sets the origin of
   * its web server.
   */
  TRUSTED_ORIGINS: z.string().default(''),
  /** Proxies whose X-Forwarded-For is trusted, as addresses or networks, separated by commas. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(listOf)
    .pipe(z.array(z.string().refine(isProxy))),
  /** Multiplies every client quota: for a shop whose customers share one address, and for load tests. */
  CLIENT_QUOTA_FACTOR: z.coerce.number().min(0.1).max(1_000_000).default(1),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).max(300).default('Tradepost <shop@localhost>'),
  /** Keeps mail in memory and shows it to everyone at /dev/mail instead of sending it. */
  DEV_MAILBOX: Flag.default(false),
})

export interface Settings {
  /** Whether the addresses show that other machines can reach the shop. */
  readonly isPublic: boolean
  readonly port: number
  readonly host: string
  readonly publicUrl: string | null
  readonly databaseUrl: string
  readonly databaseAuthToken: string | undefined
  readonly databaseEncryptionKey: string | undefined
  readonly mediaDir: string
  readonly importDir: string
  /** The bucket for images; null to store them in `mediaDir`. */
  readonly s3: S3Settings | null
  /** The Stripe account that receives card payments; null if Stripe is not used. */
  readonly stripe: StripeKeys | null
  /** Whether to accept test cards when Stripe is not used. */
  readonly testPayments: boolean
  readonly crashAt: string | null
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL']
  readonly seedDemo: boolean
  readonly trustedOrigins: readonly string[]
  readonly trustedProxies: readonly string[]
  readonly clientQuotaFactor: number
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly devMailbox: boolean
}

const shapes: Record<string, string> = {
  PORT: 'a number from 0 to 65535',
  PUBLIC_URL: 'an address such as https://shop.example.com',
  DATABASE_URL: 'file:PATH, or libsql://… of a server',
  DATABASE_ENCRYPTION_KEY: 'a random key of 32 characters or more, such as the 64 of `openssl rand -hex 32`',
  LOG_LEVEL: 'one of trace, debug, info, warn, error, fatal, silent',
  SEED_DEMO: 'true or false',
  PUBLIC_DEMO: 'true or false',
  TEST_PAYMENTS: 'true or false',
  DEV_MAILBOX: 'true or false',
  SMTP_URL: 'an address such as smtp://user:password@mail.example.com:587',
  CLIENT_QUOTA_FACTOR: 'a number from 0.1 to 1000000',
  TRUSTED_PROXIES: 'addresses or networks such as 10.0.0.0/8, separated by commas',
  ...s3Shapes,
  ...stripeShapes,
}

/** Reads the settings from the environment. Throws one error that names every invalid variable but never a value. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings => {
  const { data, error } = Environment.safeParse(environment)
  const wrong = error?.issues.map((issue) => String(issue.path[0])) ?? []
  const faults = [...new Set([...wrong, ...missingS3(environment), ...missingStripe(environment)])]
  if (!data || faults.length > 0) {
    const lines = faults.map((name) => `  ${name} must be ${shapes[name] ?? 'text that is not empty'}.`)
    throw new Error(`Set these environment variables otherwise:\n${lines.join('\n')}`)
  }
  assertDemoAllowed(data)
  return {
    isPublic: isPublic(data),
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL ? new URL(data.PUBLIC_URL).origin : null,
    databaseUrl: data.DATABASE_URL,
    databaseAuthToken: data.DATABASE_AUTH_TOKEN,
    databaseEncryptionKey: data.DATABASE_ENCRYPTION_KEY,
    mediaDir: data.MEDIA_DIR,
    importDir: data.IMPORT_DIR ?? join(dirname(resolve(data.MEDIA_DIR)), 'imports'),
    s3: readS3(data),
    stripe: readStripe(data),
    testPayments: data.TEST_PAYMENTS,
    crashAt: isDevelopment(data) ? (data.CRASH_AT ?? null) : null,
    logLevel: data.LOG_LEVEL,
    seedDemo: data.SEED_DEMO,
    trustedOrigins: listOf(data.TRUSTED_ORIGINS),
    trustedProxies: data.TRUSTED_PROXIES,
    clientQuotaFactor: data.CLIENT_QUOTA_FACTOR,
    smtpUrl: data.SMTP_URL ?? null,
    mailFrom: data.MAIL_FROM,
    devMailbox: data.DEV_MAILBOX,
  }
}
