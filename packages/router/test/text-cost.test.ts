import { makePlaceOrder } from '@tradepost/commerce'
import { appRouter } from '@tradepost/router'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareCost } from '../../contract/test/cpu-cost.ts'
import { repeated, worstTexts } from '../../contract/test/worst-texts.ts'
import { pictureForm } from './authorization-matrix.ts'
import { chunkForm } from './import-runs.ts'
import type { TextPlace } from './input-places.ts'
import { goodValue, keyPlace, textPlaces } from './input-places.ts'
import type { ListedProcedure } from './procedure-list.ts'
import { callByPath, listProcedures } from './procedure-list.ts'
import type { ApiCaller, TestShop } from './test-shop.ts'
import { makeTestContext, makeTestShop, newVisitor, wireErrorOf } from './test-shop.ts'

const LENGTH = 250_000
const FLOOR_MS = 5
// The error contains the name of the unknown field, which is copied and written several times.
const FLOOR_NAME_MS = 15
// At an allowed length, the act itself runs: it hashes, writes and sends.
const FLOOR_ALLOWED_MS = 10
// Costs are measured in processor time, which takes long to accumulate on a busy machine.
const TIMEOUT_MS = 600_000

const procedures = listProcedures().filter(({ input }) => input !== null)

/** Messages of checks across several fields, which an input with every field filled fails. */
const acrossFields = [
  'Name the variant by its id or by its SKU.',
  'Choose another location.',
  'Name an amount, or lines and shipping.',
  'It must end after it starts.',
]

let shop: TestShop
let operator: ApiCaller
let owner: ApiCaller
beforeAll(async () => {
  shop = await makeTestShop()
  const { visitor } = await shop.signUp('owner', 'owner')
  const services = { deps: shop.deps, placeOrder: makePlaceOrder(shop.deps) }
  // Made once: callers are identified by cookies, which no input field changes.
  owner = appRouter.createCaller(await makeTestContext(services, visitor))
  operator = appRouter.createCaller(await makeTestContext(services, newVisitor({ isOperator: true })))
})
afterAll(() => shop.close())

/** Calls a procedure as a request does. Returns its error code, or `ok`. */
const call = async ({ path, access }: ListedProcedure, input: unknown): Promise<string> => {
  try {
    await callByPath(access === 'operator' ? operator : owner, path, input)
    return 'ok'
  } catch (error) {
    return wireErrorOf(error).code
  }
}

const formPlaces: Readonly<Record<string, TextPlace[]>> = {
  'admin.media.upload': [
    formPlace('.alt', () => pictureForm()),
    {
      path: '.file.name',
      good: 'a.gif',
      max: null,
      put: (text) => {
        const form = new FormData()
        form.set('file', new File(['no picture'], text))
        return form
      },
    },
  ],
  'admin.imports.append': [formPlace('.id', someChunk), formPlace('.offset', someChunk)],
}

function formPlace(path: string, make: () => FormData): TextPlace {
  const put = (text: string) => {
    const form = make()
    form.set(path.slice(1), text)
    return form
  }
  return { path, good: '1', max: null, put }
}

function someChunk(): FormData {
  return chunkForm(`imp_${'0'.repeat(26)}`, 0, 'x')
}

const placesOf = ({ path, input }: ListedProcedure): TextPlace[] => formPlaces[path] ?? textPlaces(input)

test.each(procedures.filter(({ path }) => !formPlaces[path]))(
  'text: the input that $path is tried with is good but for the text that is put into it',
  ({ input, refusals }) => {
    expect(refusals(goodValue(input)).filter(({ message }) => !acrossFields.includes(message))).toEqual([])
  }
)

test.each(procedures)(
  'text: whatever 250,000 characters are sent to a field of $path, they cost at most three times as much as “aaa…”',
  async (procedure) => {
    const faults: string[] = []
    for (const place of placesOf(procedure)) faults.push(...(await faultsOf(procedure, place, tooLong)))
    const { input } = procedure
    if (input && !formPlaces[procedure.path]) faults.push(...(await faultsOf(procedure, keyPlace(input), asName)))
    expect(faults).toEqual([])
  },
  TIMEOUT_MS
)

test.each(procedures)(
  'text: whatever is sent to a field of $path at the most characters that it takes costs what “aaa…” does',
  async (procedure) => {
    const faults: string[] = []
    for (const place of placesOf(procedure)) {
      // The length is checked again after normalization, which may halve the text.
      const lengths = place.max === null ? [] : [place.max, 2 * place.max]
      for (const length of lengths) faults.push(...(await faultsOf(procedure, place, { ...allowed, length })))
    }
    expect(faults).toEqual([])
  },
  TIMEOUT_MS
)

interface Trial {
  readonly length: number
  readonly floorMs: number
  readonly worst: { ms: number; at: string }
}

const tooLong: Trial = { length: LENGTH, floorMs: FLOOR_MS, worst: { ms: 0, at: '' } }
const asName: Trial = { length: LENGTH, floorMs: FLOOR_NAME_MS, worst: { ms: 0, at: '' } }
const allowed: Trial = { length: 0, floorMs: FLOOR_ALLOWED_MS, worst: { ms: 0, at: '' } }

/** Tries every worst-case text in one place. Returns the first that costs too much. */
const faultsOf = async (procedure: ListedProcedure, place: TextPlace, trial: Trial): Promise<string[]> => {
  const { length, floorMs, worst } = trial
  const plain = place.put(repeated('a', length))
  for (const { name, text } of worstTexts(length, place.good)) {
    const hostile = place.put(text)
    const { ms, fault } = await compareCost(
      () => call(procedure, hostile),
      () => call(procedure, plain),
      floorMs
    )
    const at = `${procedure.path}${place.path}, ${length} characters: ${name}`
    if (ms > worst.ms) Object.assign(worst, { ms, at })
    if (fault !== null) return [`${at}: ${fault}`]
  }
  return []
}

afterAll(() => {
  for (const { worst } of [tooLong, asName, allowed])
    console.info(`The costliest text: ${worst.ms.toFixed(1)} ms, ${worst.at}.`)
})
