import { Link, type LinkProps } from '@tanstack/react-router'
import { useCurrentInView } from '../../ui/current-in-view.ts'

const tabClass =
  'inline-flex min-h-11 items-center gap-2 rounded-full px-4 text-[0.9375rem] whitespace-nowrap transition-colors hover:bg-sunken ' +
  'focus-visible:-outline-offset-2 aria-[current=page]:bg-brand aria-[current=page]:text-on-brand'

interface ListTabsProps {
  label: string
  tabs: readonly { readonly name: string; readonly link: LinkProps; readonly isCurrent: boolean }[]
}

/** Links that filter a list by state, in a row that scrolls on narrow phones. */
export const ListTabs = ({ label, tabs }: ListTabsProps) => {
  const row = useCurrentInView<HTMLElement>()
  return (
    <nav ref={row} aria-label={label} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1 pb-1">
        {tabs.map(({ name, link, isCurrent }) => (
          <li key={name}>
            <Link
              {...link}
              resetScroll={false}
              // Otherwise the tab without a state would always count as active, whatever the state is.
              activeOptions={{ exact: true }}
              aria-current={isCurrent ? 'page' : false}
              activeProps={{}}
              className={tabClass}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
