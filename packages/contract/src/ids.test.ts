import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IdKind } from './ids.ts'
import { asId, encodeBase32, Id, idPrefixes, makeId } from './ids.ts'

const kinds = Object.keys(idPrefixes) as IdKind[]
const anyKind = fc.constantFrom(...kinds)
const anyTime = fc.nat({ max: 2 ** 48 - 1 })
const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('makeId: has its prefix, 26 characters, and is what Id of its kind accepts', () => {
  fc.assert(
    fc.property(anyKind, anyTime, tenBytes, (kind, time, random) => {
      const id = makeId(kind, time, () => random)
      expect(id).toMatch(new RegExp(`^${idPrefixes[kind]}_[0-9a-hjkmnp-tv-z]{26}$`))
      expect(Id(kind).parse(id)).toBe(id)
    })
  )
})

test('makeId: ids sort by their time, whatever is random in them', () => {
  fc.assert(
    fc.property(anyTime, anyTime, tenBytes, (a, b, random) => {
      fc.pre(a < b)
      const [first, second] = [makeId('order', a, () => random), makeId('order', b, () => new Uint8Array(10))]
      expect(first < second).toBe(true)
    })
  )
})

test('makeId: ids of one time sort by their bytes, and differ where these do', () => {
  fc.assert(
    fc.property(anyTime, tenBytes, tenBytes, (time, a, b) => {
      const [first, second] = [makeId('order', time, () => a), makeId('order', time, () => b)]
      expect(Math.sign(Buffer.compare(a, b))).toBe(first === second ? 0 : first < second ? -1 : 1)
    })
  )
})

test('makeId: asks for 80 random bits', () => {
  const asked: number[] = []
  makeId('user', 0, (bytes) => {
    asked.push(bytes)
    return new Uint8Array(bytes)
  })
  expect(asked).toEqual([10])
})

test('encodeBase32: known bytes', () => {
  expect(encodeBase32(new Uint8Array(10))).toBe('0'.repeat(16))
  expect(encodeBase32(new Uint8Array(10).fill(255))).toBe('z'.repeat(16))
  expect(encodeBase32(Uint8Array.of(0b00001_000, 0b10_00011_0, 0b0100_0010, 0b1_00110_00, 0b111_01000))).toBe(
    '12345678'
  )
  expect(encodeBase32(new Uint8Array())).toBe('')
})

test('Id: refuses the id of every other kind', () => {
  expect(new Set(Object.values(idPrefixes)).size).toBe(kinds.length)
  for (const kind of kinds) {
    const others = kinds.filter((other) => other !== kind)
    for (const other of others) expect(Id(kind).safeParse(`${idPrefixes[other]}_${'0'.repeat(26)}`).success).toBe(false)
  }
})

test('Id: refuses what no id of ours looks like', () => {
  const good = '0'.repeat(26)
  const nasty = [
    '',
    'usr',
    'usr_',
    good,
    `usr_${good}0`,
    `usr_${good.slice(1)}`,
    `USR_${good}`,
    `usr_${'U'.repeat(26)}`,
  ]
  const odd = ['i', 'l', 'o', 'u', 'A', ' ', '%', '\u0000', '\n'].map((character) => `usr_${good.slice(1)}${character}`)
  for (const id of [...nasty, ...odd, ` usr_${good}`, `usr_${good}\n`, `x\nusr_${good}`, 1, null]) {
    expect(Id('user').safeParse(id).success, String(id)).toBe(false)
  }
})

test('Id: the type of one kind is not the type of another', () => {
  const user = makeId('user', 0, (bytes) => new Uint8Array(bytes))
  // @ts-expect-error an id of a user is none of an order
  const order: `ord_${string}` = user
  expect(order.startsWith('usr_')).toBe(true)
})

test('asId: takes stored text for an id of its kind, and throws for another kind’s', () => {
  expect(asId('order', 'ord_abc')).toBe('ord_abc')
  expect(() => asId('order', 'usr_abc')).toThrow(RangeError)
  expect(() => asId('order', '')).toThrow(RangeError)
})
