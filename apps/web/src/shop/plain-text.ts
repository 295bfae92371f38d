const MAX_DESCRIPTION = 160

/** Returns the beginning of an HTML text without markup, cut at a word, as search engines show it. */
export const plainText = (html: string): string => {
  const text = new DOMParser().parseFromString(html, 'text/html').body.textContent.replaceAll(/\s+/g, ' ').trim()
  if (text.length <= MAX_DESCRIPTION) return text
  return `${text.slice(0, MAX_DESCRIPTION).replace(/\s+\S*$/, '')}…`
}
