/** The first stop of the Tab key: skips the header. */
export const SkipLink = () => (
  <a
    href="#main"
    className="sr-only z-50 rounded-full bg-brand px-5 py-3 text-on-brand focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
  >
    Skip to content
  </a>
)
