/** The hint of every field for a new password. */
export const newPasswordHint = 'At least 10 characters. A few words in a row are easy to remember and hard to guess.'
