import * as z from 'zod'

const Port = z.coerce.number().int().min(0).max(65_535)
const Flag = z.enum(['true', 'false', '1', '0', '']).transform((text) => text === 'true' || text === '1')

const Environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: Port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(?:file:.+|(?:libsql|https?|wss?):\/\/.+)$/)
    .default('file:./data/tradepost.db'),
  DATABASE_AUTH_TOKEN: z.string().min(1).optional(),
  DATABASE_ENCRYPTION_KEY: z.string().min(1).optional(),
  MEDIA_DIR: z.string().min(1).default('./data/media'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Fills an empty shop with the demo catalogue at start; `npm run dev` sets it. */
  SEED_DEMO: Flag.default(false),
  /** Further origins whose pages may call the API with cookies, separated by commas; `npm run dev` sets its web server's. */
  TRUSTED_ORIGINS: z.string().default(''),
})

/** The settings of the server, read once. */
export interface Settings {
  readonly isProduction: boolean
  readonly port: number
  readonly host: string
  readonly publicUrl: string | null
  readonly databaseUrl: string
  readonly databaseAuthToken: string | undefined
  readonly databaseEncryptionKey: string | undefined
  readonly mediaDir: string
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL']
  readonly seedDemo: boolean
  readonly trustedOrigins: readonly string[]
}

const shapes: Record<string, string> = {
  PORT: 'a number from 0 to 65535',
  PUBLIC_URL: 'an address such as https://shop.example.com',
  DATABASE_URL: 'file:PATH, or libsql://… of a server',
  LOG_LEVEL: 'one of trace, debug, info, warn, error, fatal, silent',
  SEED_DEMO: 'true or false',
}

/** Reads the environment; throws one error that names every variable at fault and never a value. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings => {
  const { data, error } = Environment.safeParse(environment)
  if (!data) {
    const faults = [...new Set(error.issues.map((issue) => String(issue.path[0])))]
    const lines = faults.map((name) => `  ${name} must be ${shapes[name] ?? 'text that is not empty'}.`)
    throw new Error(`Set these environment variables otherwise:\n${lines.join('\n')}`)
  }
  return {
    isProduction: data.NODE_ENV === 'production',
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL ? new URL(data.PUBLIC_URL).origin : null,
    databaseUrl: data.DATABASE_URL,
    databaseAuthToken: data.DATABASE_AUTH_TOKEN,
    databaseEncryptionKey: data.DATABASE_ENCRYPTION_KEY,
    mediaDir: data.MEDIA_DIR,
    logLevel: data.LOG_LEVEL,
    seedDemo: data.SEED_DEMO,
    trustedOrigins: data.TRUSTED_ORIGINS.split(',').filter((origin) => origin !== ''),
  }
}
