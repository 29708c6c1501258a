/** Where a request comes from. */
export interface From {
  readonly address: string;
  readonly agent: string;
  /** The device cookie, as it came. */
  readonly device?: string | undefined;
  readonly language?: 'id' | 'en' | undefined;
  /** Reference of the request, for the journal. */
  readonly request?: string | undefined;
}
