import type { IdOf, Location } from '@tradepost/contract'
import { Failure, misused } from '../failure.ts'
import type { Shop } from '../shop.ts'
import { ask } from '../shop.ts'
import { printable } from '../terminal/printable.ts'

/** Finds locations by ID or by name, ignoring case. Throws a failure that lists the existing ones. */
export const findLocations = async (shop: Shop, names: readonly string[]): Promise<IdOf<'location'>[]> => {
  const { items } = await ask(shop, (client) => client.admin.locations.list.query())
  return names.map((name) => pick(items, name))
}

/** Finds the location that an option names, or none if the option is absent. */
export const findLocation = async (
  shop: Shop,
  name: string | undefined
): Promise<{ locationId?: IdOf<'location'> }> => {
  if (name === undefined) return {}
  const [locationId] = await findLocations(shop, [name])
  return locationId ? { locationId } : {}
}

const pick = (locations: readonly Location[], name: string): IdOf<'location'> => {
  const wanted = name.trim().toLowerCase()
  const found = locations.filter((each) => each.id === wanted || each.name.toLowerCase() === wanted)
  const [location] = found
  const hints = (found.length > 1 ? found : locations).map((each) => `${printable(each.name)}  ${each.id}`)
  if (!location) throw new Failure('location.not_found', `There is no location “${printable(name)}”.`, { hints })
  if (found.length > 1) throw misused(`“${printable(name)}” is the name of several locations: use an id.`, { hints })
  return location.id
}
