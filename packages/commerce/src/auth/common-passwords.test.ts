import { expect, test } from 'vitest'
import { isCommonPassword } from './common-passwords.ts'

const EMAIL = 'ada.lovelace@engines.example'

test.each([
  'password123',
  'aaaaaaaaaaab',
  EMAIL,
  'lovelace2026',
  'AdaLovelace!',
  'tradepost2026',
  'Tradepost-Shop-1',
  'adminadmin12',
  'engines.example',
])('passwords: %s is among the first that are guessed', (password) => {
  expect(isCommonPassword(password, EMAIL)).toBe(true)
})

test.each(['correct horse battery', 'lovelace wrote notes', 'a shop of one’s own', 'tradepost by the river'])(
  'passwords: %s is fine, though it may hold a word that others try',
  (password) => {
    expect(isCommonPassword(password, EMAIL)).toBe(false)
  }
)
