/** What a test is answered. */
export interface Asked {
  readonly status: number;
  readonly error?: string;
  readonly json?: { readonly cluster?: { readonly status?: string; readonly version?: string } };
}
export function clientOf(
  endpoint: string,
  signal?: AbortSignal,
): (method: string, path: string, body?: object, attempts?: number) => Promise<Asked>;
export const NEW_CLUSTER: object;
