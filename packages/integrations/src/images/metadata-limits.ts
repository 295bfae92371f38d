/** The most of a camera's notes that is read, for the way up; a JPEG cannot hold more in one segment. */
export const MAX_EXIF_BYTES = 65_535

/** The largest colour profile that is read; those of printing presses have two megabytes. */
export const MAX_PROFILE_BYTES = 4 * 1024 * 1024
