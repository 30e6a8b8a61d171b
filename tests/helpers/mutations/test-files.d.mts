/** Rejects where it notices anything. */
export function weak(endpoint: string, signal?: AbortSignal): Promise<void>;
/** The same. */
export function strong(endpoint: string, signal?: AbortSignal): Promise<void>;
