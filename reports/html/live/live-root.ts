/** The element in which the page's script draws. */
export const LIVE_ROOT = "live";
