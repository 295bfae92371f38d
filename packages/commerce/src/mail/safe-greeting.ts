const MOST_CHARACTERS = 70

// Matches what mail programs turn into a link or people read as an address: slashes, an at sign, www, or a dot between
// two words.
const link = /\/\/|@|\bwww\b|[\p{L}\p{N}][.\u3002\uFF0E\uFF61]\p{L}{2}/iu

/**
 * Prevents strangers from making the shop mail their own text: when ordering or registering, they type both the name
 * that a mail greets and the address it goes to. Returns a plain greeting if the name is long or could contain a link.
 */
export const safeGreeting = (greeting: string): string =>
  greeting.length > MOST_CHARACTERS || link.test(greeting) ? 'Hello,' : greeting
