import { expect, test } from 'vitest'
import { clientNetworks } from './client-networks.ts'

test.each([
  ['203.0.113.7', ['203.0.113.7']],
  ['::ffff:203.0.113.7', ['203.0.113.7']],
  ['2001:db8:1:2:3:4:5:6', ['2001:db8:1:2::/64', '2001:db8:1::/48']],
  ['2001:0DB8:0001:0002::9', ['2001:db8:1:2::/64', '2001:db8:1::/48']],
  ['fe80::1%eth0', ['fe80:0:0:0::/64', 'fe80:0:0::/48']],
  ['::1', ['0:0:0:0::/64', '0:0:0::/48']],
  ['', ['']],
])('client networks: %s counts as %j', (address, networks) => {
  expect(clientNetworks(address)).toEqual(networks)
})

test('client networks: two addresses of one /64 count as one, of two /64s of one /48 as two with one in common', () => {
  const [first, second, third] = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '2001:db8:1:3::1'].map(clientNetworks)
  expect(second).toEqual(first)
  expect(third?.[0]).not.toBe(first?.[0])
  expect(third?.[1]).toBe(first?.[1])
})
