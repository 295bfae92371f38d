/** Reads the tags out of a product's tag list. */
export const tagsOf = (tagList: string): string[] => tagList.split('\n').filter((tag) => tag !== '')

/** Writes tags as a product's tag list: each tag is between line feeds. */
export const toTagList = (tags: readonly string[]): string => (tags.length === 0 ? '' : `\n${tags.join('\n')}\n`)
