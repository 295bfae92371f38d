/** What is said beside a field for a new password, wherever one is chosen. */
export const newPasswordHint = 'At least 10 characters. A few words in a row are easy to remember and hard to guess.'
