const MOST_CHARACTERS = 70

// What mail programs turn into a link, or people read as an address: slashes, an at sign, www, or a dot between two words.
const link = /\/\/|@|\bwww\b|[\p{L}\p{N}][.\u3002\uFF0E\uFF61]\p{L}{2}/iu

/**
 * Keeps strangers from having the shop mail their own text: whoever orders or registers types the name that a mail greets,
 * and the address it goes to. Gives a plain greeting where the name is long or could carry a link.
 */
export const safeGreeting = (greeting: string): string =>
  greeting.length > MOST_CHARACTERS || link.test(greeting) ? 'Hello,' : greeting
