export { makeArgon2Passwords } from './argon2-passwords.ts'
export { makeDiskMedia, mediaName } from './disk-media.ts'
export { makeTestPayments } from './test-payments.ts'
