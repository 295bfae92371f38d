import { type DOMOutputSpec, DOMParser, DOMSerializer, type NodeSpec, Schema } from 'prosemirror-model'

const LINK_PROTOCOLS = new Set(['http:', 'https:', 'mailto:'])

/** Returns a link's URL if the shop would show the link, or null. */
export const safeHref = (text: string): string | null =>
  URL.canParse(text) && LINK_PROTOCOLS.has(new URL(text).protocol) ? text : null

const element = (tag: string, spec: Omit<NodeSpec, 'parseDOM' | 'toDOM'>): NodeSpec => ({
  ...spec,
  parseDOM: [{ tag }],
  toDOM: (): DOMOutputSpec => [tag, 0],
})

const levelOf = (attrs: { level?: unknown }): string => `h${Number(attrs.level)}`

/**
 * The elements that a description can contain. They are those that the server keeps, so nothing written here is dropped
 * there, and nothing in an existing description is lost here.
 */
export const descriptionSchema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: element('p', { content: 'inline*', group: 'block' }),
    heading: {
      attrs: { level: { default: 2 } },
      content: 'inline*',
      group: 'block',
      defining: true,
      parseDOM: [2, 3, 4].map((level) => ({ tag: `h${level}`, attrs: { level } })),
      toDOM: ({ attrs }): DOMOutputSpec => [levelOf(attrs), 0],
    },
    blockquote: element('blockquote', { content: 'block+', group: 'block', defining: true }),
    bullet_list: element('ul', { content: 'list_item+', group: 'block' }),
    ordered_list: element('ol', { content: 'list_item+', group: 'block' }),
    list_item: element('li', { content: 'paragraph block*', defining: true }),
    table: element('table', { content: '(table_head | table_body)+', group: 'block', isolating: true }),
    table_head: element('thead', { content: 'table_row+' }),
    table_body: element('tbody', { content: 'table_row+' }),
    table_row: element('tr', { content: '(table_cell | table_header)*' }),
    table_cell: element('td', { content: 'block+', isolating: true }),
    table_header: element('th', { content: 'block+', isolating: true }),
    text: { group: 'inline' },
    hard_break: {
      inline: true,
      group: 'inline',
      selectable: false,
      parseDOM: [{ tag: 'br' }],
      toDOM: (): DOMOutputSpec => ['br'],
    },
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (link) => {
            const href = safeHref(link.getAttribute('href') ?? '')
            return href === null ? false : { href }
          },
        },
      ],
      toDOM: ({ attrs }): DOMOutputSpec => ['a', { href: String(attrs['href']) }, 0],
    },
    strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: (): DOMOutputSpec => ['strong', 0] },
    em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: (): DOMOutputSpec => ['em', 0] },
    underline: { parseDOM: [{ tag: 'u' }], toDOM: (): DOMOutputSpec => ['u', 0] },
  },
})

// Browsers do not treat the content of these elements as text. The server drops them with their content.
const NO_TEXT = 'script, style, textarea, option, xmp, iframe, noscript, noembed, noframes, plaintext, title, template'

// Nothing runs in a parsed document, but newer browsers report each handler in it as blocked by the page's policy.
const withoutHandlers = (html: string): string =>
  html.replaceAll(/<[a-z][^>]*>/gi, (tag) => tag.replaceAll(/[\s/]on[a-z]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*)/gi, ''))

/** Parses HTML as a description. Leaves out what a description cannot contain, and runs and loads nothing. */
export const parseDescription = (html: string) => {
  const { body } = new window.DOMParser().parseFromString(withoutHandlers(html), 'text/html')
  for (const hidden of body.querySelectorAll(NO_TEXT)) hidden.remove()
  return DOMParser.fromSchema(descriptionSchema).parse(body)
}

type Description = ReturnType<typeof parseDescription>

// A list item or table cell that contains only text needs no paragraph around it.
const unwrapOnlyParagraphs = (root: HTMLElement): void => {
  for (const item of root.querySelectorAll('li, td, th')) {
    const [only] = item.children
    if (item.childNodes.length === 1 && only?.tagName === 'P') only.replaceWith(...only.childNodes)
  }
}

/** Serializes a description as HTML. An empty description becomes the empty string. */
export const descriptionHtml = (doc: Description): string => {
  if (doc.childCount === 1 && doc.firstChild?.content.size === 0) return ''
  const root = document.implementation.createHTMLDocument().createElement('div')
  root.append(DOMSerializer.fromSchema(descriptionSchema).serializeFragment(doc.content))
  unwrapOnlyParagraphs(root)
  return root.innerHTML
}

/** Returns what the shop will show for a piece of HTML. */
export const shownDescription = (html: string): string => descriptionHtml(parseDescription(html))
