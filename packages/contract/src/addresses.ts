import * as z from 'zod'
import { Line } from './text.ts'
import { CountryCode } from './zones.ts'

export const Address = z.strictObject({
  name: Line(100),
  line1: Line(150),
  line2: Line(150)
    .nullish()
    .transform((line) => line ?? null),
  city: Line(100),
  postalCode: Line(20),
  /** ISO 3166-1 alpha-2. */
  countryCode: CountryCode,
})

export type Address = z.infer<typeof Address>
