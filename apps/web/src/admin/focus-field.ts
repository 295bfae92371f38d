/** Puts the focus on the first field of these paths, once it is there: it may stand in a part that is still folded. */
export const focusField = (...paths: readonly string[]): void => {
  requestAnimationFrame(() => {
    const fields = [...document.querySelectorAll<HTMLElement>('[data-field]')]
    const field = fields.find(({ dataset }) => paths.includes(dataset['field'] ?? ''))
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  })
}
