import type { Address } from '@tradepost/contract'
import { countryName } from './countries.ts'

/** An address in the format of a letter. */
export const AddressBlock = ({ address }: { address: Address }) => (
  <address className="leading-relaxed break-words not-italic">
    {address.name}
    <br />
    {address.line1}
    <br />
    {address.line2 ? (
      <>
        {address.line2}
        <br />
      </>
    ) : null}
    {address.postalCode} {address.city}
    <br />
    {countryName(address.countryCode)}
  </address>
)
