/** Focuses the first field with one of these paths, once it is rendered: its section may still be collapsed. */
export const focusField = (...paths: readonly string[]): void => {
  requestAnimationFrame(() => {
    const fields = [...document.querySelectorAll<HTMLElement>('[data-field]')]
    const field = fields.find(({ dataset }) => paths.includes(dataset['field'] ?? ''))
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  })
}
