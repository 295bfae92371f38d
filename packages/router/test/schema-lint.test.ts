import { MAX_HTML, MAX_TOTAL } from '@tradepost/contract'
import { expect, test } from 'vitest'
import type { JsonSchema } from './procedure-list.ts'
import { listProcedures } from './procedure-list.ts'

const procedures = listProcedures()
// These take a form, which has no JSON schema. Each accepts only the fields that it names.
const forms = ['admin.imports.append', 'admin.media.upload']
const MAX_TEXT = 2000
const MAX_ITEMS = 250

const isSchema = (value: unknown): value is JsonSchema => value !== null && typeof value === 'object'

/** Lists the unbounded parts of an input, each with its path. */
const unboundedIn = (schema: unknown, path: string): string[] => {
  if (!isSchema(schema)) return [`${path} takes anything`]
  const { anyOf, oneOf, allOf, enum: values, const: constant, type } = schema
  const options = [anyOf, oneOf, allOf].find((list) => Array.isArray(list))
  if (Array.isArray(options)) return options.flatMap((option) => unboundedIn(option, path))
  if (Array.isArray(values) || constant !== undefined) return []
  switch (type) {
    case 'null':
    case 'boolean':
      return []
    case 'string':
      return isBoundedText(schema, path) ? [] : [`${path} is a string without a maximum`]
    case 'integer':
      return isWithin(schema, MAX_TOTAL) ? [] : [`${path} is a number without bounds`]
    case 'array':
      return [
        ...(Number(schema['maxItems']) <= MAX_ITEMS ? [] : [`${path} is an array without a maximum`]),
        ...unboundedIn(schema['items'], `${path}[]`),
      ]
    case 'object':
      return [
        ...(schema['additionalProperties'] === false ? [] : [`${path} takes unknown keys`]),
        ...Object.entries(Object(schema['properties'])).flatMap(([key, value]) => unboundedIn(value, `${path}.${key}`)),
      ]
    default:
      return [`${path} has the type ${String(type)}`]
  }
}

const isWithin = (schema: JsonSchema, max: number): boolean =>
  Number(schema['minimum']) >= -max && Number(schema['maximum']) <= max

const isBoundedText = ({ maxLength }: JsonSchema, path: string): boolean =>
  Number(maxLength) <= (path.endsWith('Html') ? MAX_HTML : MAX_TEXT)

test.each(procedures.filter(({ input, path }) => input && !forms.includes(path)))(
  'input: $path takes nothing unbounded and nothing unknown',
  ({ path, input }) => {
    expect(unboundedIn(input, path)).toEqual([])
  }
)

test('input: a procedure without an input takes none, and forms are the only inputs without a JSON schema', () => {
  expect(procedures.filter(({ input }) => input && Object.keys(input).length === 0).map(({ path }) => path)).toEqual(
    forms
  )
})

// A new secret is shown once, when it is created. Staff see which accounts are disabled.
const shownOnPurpose = [
  'account.mfa.begin secret',
  'admin.customers.find disabledAt',
  'admin.customers.setDisabled disabledAt',
  'admin.customers.endSessions disabledAt',
  'admin.staff.list disabledAt',
  'admin.staff.setRole disabledAt',
  'admin.staff.setDisabled disabledAt',
  'admin.apiKeys.create key',
  'admin.apiKeys.rotate key',
  // The number of units that a guest may order by invoice: a setting, not a guest's data.
  'admin.settings.shop guestInvoiceUnits',
  'admin.settings.setShop guestInvoiceUnits',
  'auth.signIn token',
  'checkout.start clientSecret',
  'checkout.complete clientSecret',
  'checkout.status clientSecret',
]

test('output: no answer has a field for a password, a hash, a secret or a cost', () => {
  const names = (schema: unknown): string[] =>
    isSchema(schema)
      ? Object.entries(schema).flatMap(([key, value]) => [
          ...(key === 'properties' ? Object.keys(Object(value)) : []),
          ...names(value),
        ])
      : []
  const forbidden = /password|hash|secret|token|cost|disabled|guest|^key$/i
  const shown = procedures.flatMap(({ path, output }) => names(output).map((name) => ({ path, name })))
  expect(shown.filter(({ name }) => forbidden.test(name)).map(({ path, name }) => `${path} ${name}`)).toEqual(
    shownOnPurpose
  )
})
