export { startS3 } from './testing/s3-server.ts'
export { pictureBombs } from './testing/picture-bombs.ts'
export { photoOf, pngOf } from './testing/picture-files.ts'
