import { expect, test } from 'vitest'
import { ClientSlots } from './client-slots.ts'

test('slots: a client gets its own part at most, all together the total, and what is released is free once', () => {
  const slots = new ClientSlots({ maxOfClient: 2, maxOfAll: 3 })
  const first = slots.take('ada')
  expect(slots.take('ada')).not.toBeNull()
  expect(slots.take('ada')).toBeNull()
  expect(slots.take('bob')).not.toBeNull()
  expect(slots.take('bob')).toBeNull()
  first?.()
  first?.()
  expect(slots.take('bob')).not.toBeNull()
  expect(slots.take('carl')).toBeNull()
})

test('slots: an amount that does not fit takes nothing', () => {
  const slots = new ClientSlots({ maxOfClient: 10, maxOfAll: 10 })
  expect(slots.take('ada', 11)).toBeNull()
  expect(slots.take('ada', 10)).not.toBeNull()
  expect(slots.take('bob', 1)).toBeNull()
})
