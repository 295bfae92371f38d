import { formatMoney, type Order } from '@tradepost/contract'

/** The lines of an order with prices, discounts and taxes, for an invoice. */
export const InvoiceLines = ({ order }: { order: Order }) => {
  const hasDiscount = order.lines.some(({ discount }) => discount.amount > 0)
  const cell = 'py-2 pl-4 text-right align-top whitespace-nowrap tabular-nums'
  return (
    // On a narrow screen the table scrolls, not the page. It is focusable so that the keyboard can scroll it.
    <div role="region" aria-label="Items" tabIndex={0} className="overflow-x-auto">
      <table className="w-full min-w-lg text-left">
        <thead>
          <tr className="border-b border-line-strong text-sm">
            <th className="py-2 font-medium">Item</th>
            <th className="py-2 pl-4 text-right font-medium">Units</th>
            <th className="py-2 pl-4 text-right font-medium">Price</th>
            {hasDiscount ? <th className="py-2 pl-4 text-right font-medium">Discount</th> : null}
            <th className="py-2 pl-4 text-right font-medium">Tax</th>
            <th className="py-2 pl-4 text-right font-medium">Total</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id} className="break-inside-avoid border-b border-line">
              <td className="py-2">
                {line.productTitle}
                {line.variantTitle && line.variantTitle !== 'Default Title' ? `, ${line.variantTitle}` : ''}
                {line.sku ? <span className="block text-sm text-muted">{line.sku}</span> : null}
              </td>
              <td className={cell}>{line.quantity}</td>
              <td className={cell}>{formatMoney(line.unitPrice)}</td>
              {hasDiscount ? (
                <td className={cell}>{line.discount.amount > 0 ? `−${formatMoney(line.discount)}` : ''}</td>
              ) : null}
              <td className={cell}>{formatMoney(line.tax)}</td>
              <td className={cell}>
                {formatMoney({ ...line.total, amount: line.total.amount - line.discount.amount })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
