import { ProviderRefused, ProviderUnavailable } from '@tradepost/commerce'
import { expect, test } from 'vitest'
import { makeCircuitBreaker } from './circuit-breaker.ts'

const down = () => Promise.reject(new ProviderUnavailable('down'))
const up = () => Promise.resolve('up')

/** Creates a breaker with its clock and a count of the calls that reached the provider. */
const makeBreaker = () => {
  const clock = { ms: 1_000_000 }
  const breaker = makeCircuitBreaker({ now: () => clock.ms })
  let asked = 0
  const ask = <T>(call: () => Promise<T>) =>
    breaker(() => {
      asked += 1
      return call()
    })
  return { clock, ask, asked: () => asked }
}

const failTimes = async ({ ask }: ReturnType<typeof makeBreaker>, times: number) => {
  for (let n = 0; n < times; n += 1) await expect(ask(down)).rejects.toThrow(ProviderUnavailable)
}

test('breaker: the tenth call in a row without an answer opens it, and the provider is no longer asked', async () => {
  const shop = makeBreaker()
  await failTimes(shop, 10)
  expect(shop.asked()).toBe(10)
  await failTimes(shop, 5)
  await expect(shop.ask(up)).rejects.toThrow('left alone')
  expect(shop.asked()).toBe(10)
})

test('breaker: any answer between, also a refusal, begins the count anew', async () => {
  const shop = makeBreaker()
  await failTimes(shop, 9)
  await expect(shop.ask(() => Promise.reject(new ProviderRefused('no')))).rejects.toThrow(ProviderRefused)
  await failTimes(shop, 9)
  await expect(shop.ask(up)).resolves.toBe('up')
  await failTimes(shop, 9)
  expect(shop.asked()).toBe(29)
})

test('breaker: pauses grow from 1 s to 30 s, with one trial after each, and an answer closes it', async () => {
  const shop = makeBreaker()
  await failTimes(shop, 10)
  const pauses: number[] = []
  for (let n = 0; n < 8; n += 1) {
    const before = shop.asked()
    const since = shop.clock.ms
    while (shop.asked() === before) {
      shop.clock.ms += 1000
      await failTimes(shop, 1)
    }
    pauses.push((shop.clock.ms - since) / 1000)
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30, 30])
  shop.clock.ms += 30_000
  await expect(shop.ask(up)).resolves.toBe('up')
  await failTimes(shop, 9)
  await expect(shop.ask(up)).resolves.toBe('up')
})

test('breaker: while the trial runs, all others fail at once', async () => {
  const shop = makeBreaker()
  await failTimes(shop, 10)
  shop.clock.ms += 1000
  let answer: (value: string) => void = () => undefined
  const trial = shop.ask(() => new Promise<string>((resolve) => (answer = resolve)))
  await failTimes(shop, 3)
  answer('late')
  await expect(trial).resolves.toBe('late')
  await expect(shop.ask(up)).resolves.toBe('up')
  expect(shop.asked()).toBe(12)
})

test('breaker: calls that were under way when it opened neither lengthen its pause nor open it twice', async () => {
  const shop = makeBreaker()
  await Promise.all(Array.from({ length: 30 }, () => expect(shop.ask(down)).rejects.toThrow(ProviderUnavailable)))
  shop.clock.ms += 1000
  await expect(shop.ask(up)).resolves.toBe('up')
})

test('breaker: a clock that is set back by a day does not keep it open', async () => {
  const shop = makeBreaker()
  await failTimes(shop, 10)
  shop.clock.ms -= 86_400_000
  await expect(shop.ask(up)).resolves.toBe('up')
})
