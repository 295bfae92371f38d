import { expect, test } from 'vitest'
import { makeFairGate } from './fair-gate.ts'

const limits = { atOnce: 2, waiting: 8, waitingPerClient: 4 }

/** Creates a gate whose tasks end when the test says so. `started` lists the clients in the order of admission. */
const makeRig = () => {
  const gate = makeFairGate(limits)
  const started: string[] = []
  const ends: (() => void)[] = []
  const enter = (client: string, isKnown = false) => {
    const work = () => {
      started.push(client)
      return new Promise<void>((resolve) => ends.push(resolve))
    }
    return gate({ client, isKnown }, work).then(
      () => 'done',
      (error: unknown) => Object(error).code as string
    )
  }
  const endAll = async (answers: Promise<string>[]) => {
    // In each round, one task ends and the next begins.
    for (let round = 0; round <= answers.length; round++) {
      ends.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return Promise.all(answers)
  }
  return { started, enter, endAll }
}

test('gate: clients take turns, so one that fills the queue does not hold up another', async () => {
  const { started, enter, endAll } = makeRig()
  const rush = Array.from({ length: 6 }, () => enter('attacker'))
  await endAll([...rush, enter('ada'), enter('bob')])
  expect(started.slice(0, 5)).toEqual(['attacker', 'attacker', 'attacker', 'ada', 'bob'])
})

test('gate: more than wait for one client, or for all, are told busy and hold up nobody', async () => {
  const { enter, endAll } = makeRig()
  const rush = Array.from({ length: 10 }, () => enter('attacker'))
  const others = Array.from({ length: 6 }, (_, n) => enter(`client ${n}`))
  const answers = await endAll([...rush, ...others])
  expect(answers.slice(0, 10).filter((answer) => answer === 'busy')).toHaveLength(4)
  expect(answers.slice(10)).toEqual(['done', 'done', 'done', 'done', 'busy', 'busy'])
})

test('gate: known clients come first and find room when others have filled theirs, and others get one turn in four', async () => {
  const { started, enter, endAll } = makeRig()
  const others = Array.from({ length: 12 }, (_, n) => enter(`stranger ${n}`))
  const known = Array.from({ length: 8 }, (_, n) => enter(`known ${n}`, true))
  const answers = await endAll([...others, ...known])
  expect(answers.slice(12)).toEqual(Array(8).fill('done'))
  expect(answers.slice(0, 12).filter((answer) => answer === 'busy')).toHaveLength(2)
  const order = started.slice(2, 10).map((name) => name.split(' ')[0])
  expect(order).toEqual(['known', 'known', 'known', 'stranger', 'known', 'known', 'known', 'stranger'])
})

test('gate: work that fails gives its place on', async () => {
  const gate = makeFairGate({ atOnce: 1, waiting: 1, waitingPerClient: 1 })
  const turn = { client: 'ada', isKnown: false }
  await expect(gate(turn, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await gate(turn, async () => 'done')).toBe('done')
})
