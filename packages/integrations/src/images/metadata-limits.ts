/** The maximum size of Exif data, which is read for the orientation. A JPEG segment cannot be larger. */
export const MAX_EXIF_BYTES = 65_535

/** The maximum size of a color profile. Profiles of printing presses have two megabytes. */
export const MAX_PROFILE_BYTES = 4 * 1024 * 1024
