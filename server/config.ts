// How this node is set up, as main.ts read it from the environment. Types only: nobody else reads the
// environment.

export type Config = {
  readonly host: string
  readonly port: number
  readonly smtpPort: number
  readonly dataDir: string
  /**
   * where files under way lie: on the disk of large files, which several nodes share; absent: those lie in a
   * bucket, and what is under way stays on the node it came to
   */
  readonly sharedDir?: string
  readonly publicUrl: URL
  readonly contentUrl: URL | null
  readonly mailDomain: string
  readonly smtpUrl: string | null
  readonly webDir: string
  readonly demo: boolean
  readonly version: string
  /** signs short-lived content links; made once and kept in DATA_DIR */
  readonly secret: Uint8Array
}
