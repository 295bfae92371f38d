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

/** A key that can be guessed encrypts nothing: 32 characters hold 128 bits at least when they are hexadecimal and random. */
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
  /** Where the files of imports are kept while they are needed; beside the media by default. */
  IMPORT_DIR: z.string().min(1).optional(),
  ...s3Variables,
  ...stripeVariables,
  /** Takes test cards, which move no money; without it and without Stripe the shop takes no cards. */
  TEST_PAYMENTS: Flag.default(false),
  /** Where a crash test lets the process die; read in development and tests alone. */
  CRASH_AT: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Fills an empty shop with the demo catalog at start and accepts the demo accounts' published passwords. */
  SEED_DEMO: Flag.default(false),
  /** Confirms that a shop others can reach is meant to be a demo. */
  PUBLIC_DEMO: Flag.default(false),
  /** Further origins whose pages may call the API with cookies, separated by commas; `npm run dev` sets its web server's. */
  TRUSTED_ORIGINS: z.string().default(''),
  /** Proxies whose X-Forwarded-For is believed, as addresses or networks, separated by commas. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(listOf)
    .pipe(z.array(z.string().refine(isProxy))),
  /** Multiplies every limit on clients: for a shop whose customers share one address, and for load tests. */
  CLIENT_QUOTA_FACTOR: z.coerce.number().min(0.1).max(1_000_000).default(1),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).max(300).default('Tradepost <shop@localhost>'),
  /** Keeps mail in memory and shows it to everyone at /dev/mail instead of sending it. */
  DEV_MAILBOX: Flag.default(false),
})

/** The settings of the server, read once. */
export interface Settings {
  /** Whether others than this machine can reach the shop, as far as its addresses tell. */
  readonly isPublic: boolean
  readonly port: number
  readonly host: string
  readonly publicUrl: string | null
  readonly databaseUrl: string
  readonly databaseAuthToken: string | undefined
  readonly databaseEncryptionKey: string | undefined
  readonly mediaDir: string
  readonly importDir: string
  /** The bucket that pictures are kept in; null for `mediaDir`. */
  readonly s3: S3Settings | null
  /** The account that cards are paid to; null where Stripe takes no cards. */
  readonly stripe: StripeKeys | null
  /** Whether test cards are taken where Stripe takes no cards. */
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

/** Reads the environment; throws one error that names every variable at fault and never a value. */
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
