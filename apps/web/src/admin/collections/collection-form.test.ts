import { describe, expect, it } from 'vitest'
import { emptyCollection, emptyCondition, errorsAt, inputOf, withField } from './collection-form.ts'

const byRule = { ...emptyCollection, title: 'Summer', kind: 'rule' } as const

describe('a collection, from the form to the input', () => {
  it('rules go out as they were built, a price in minor units', () => {
    const conditions = [
      { ...emptyCondition(), value: 'linen' },
      { ...emptyCondition(), field: 'price', operator: 'less_than', value: '49,50' } as const,
    ]
    expect(inputOf({ ...byRule, match: 'any', conditions }, 'EUR').input?.rules).toEqual({
      match: 'any',
      conditions: [
        { field: 'tag', operator: 'is', value: 'linen' },
        { field: 'price', operator: 'less_than', value: 4950 },
      ],
    })
  })

  it('one filled by hand sends no rules, whatever was built before', () => {
    expect(inputOf({ ...byRule, kind: 'manual', conditions: [emptyCondition()] }, 'EUR').input?.rules).toBeNull()
  })

  it('faults stand at the condition they are about', () => {
    const price = { ...emptyCondition(), field: 'price', operator: 'at_least', value: 'much' } as const
    const form = { ...byRule, conditions: [emptyCondition(), price] }
    const { input, errors } = inputOf(form, 'EUR')
    expect(input).toBeNull()
    expect(errors[`conditions.${form.conditions[0]?.key}`]).toBe('Fill in this field.')
    expect(errors[`conditions.${price.key}`]).toBe('Enter an amount such as 19.00.')
    expect(inputOf(byRule, 'EUR').errors).toEqual({ rules: 'A rule needs one condition at least.' })
    expect(errorsAt([{ path: 'slug', message: 'No.' }], form)).toEqual({ slug: 'No.' })
  })

  it('a condition that looks at another field keeps what still makes sense', () => {
    const condition = { ...emptyCondition(), field: 'title', operator: 'contains', value: 'sofa' } as const
    expect(withField(condition, 'vendor')).toMatchObject({ operator: 'contains', value: 'sofa' })
    expect(withField(condition, 'tag')).toMatchObject({ operator: 'is', value: 'sofa' })
    expect(withField(condition, 'price')).toMatchObject({ operator: 'less_than', value: '' })
  })
})
