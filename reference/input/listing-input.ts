/** ListClusters' input: its query parameters by meaning. */
export interface ListingInput {
  readonly maxResults: number;
  readonly includeConnected: boolean;
  /** Names up to and including this one were on earlier pages; undefined for the first page. */
  readonly after: string | undefined;
}
