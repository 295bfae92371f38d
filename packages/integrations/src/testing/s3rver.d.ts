declare module 's3rver' {
  /** An S3 server that stores its objects in a folder. Only the parts that tests use are declared. */
  export default class S3rver {
    constructor(options: {
      address: string
      port: number
      silent: boolean
      directory: string
      configureBuckets: { name: string }[]
    })
    run(): Promise<{ port: number }>
    close(): Promise<void>
  }
}
