import type { Variant } from "./fault.ts";
import { BODY_VARIANTS } from "./variants/bodies.ts";
import { CLUSTER_VARIANTS } from "./variants/clusters.ts";
import { ERROR_VARIANTS } from "./variants/errors.ts";
import { LIST_VARIANTS } from "./variants/lists.ts";
import { MEDIA_TYPE_VARIANTS } from "./variants/media-types.ts";
import { PACE_VARIANTS } from "./variants/pace.ts";
import { READING_VARIANTS } from "./variants/readings.ts";
import { READ_LAG_VARIANTS } from "./variants/read-lag.ts";
import { SIGNATURE_VARIANTS } from "./variants/signatures.ts";
import { TAG_VARIANTS } from "./variants/tags.ts";
import { TOKEN_VARIANTS } from "./variants/tokens.ts";
import { TRANSPORT_VARIANTS } from "./variants/transport.ts";
import { UNROUTED_VARIANTS } from "./variants/unrouted.ts";

/** Servers that differ from the plain one and still keep every promise: a suite must not fail them. */
export const VARIANTS: readonly Variant[] = [
  ...ERROR_VARIANTS,
  ...UNROUTED_VARIANTS,
  ...BODY_VARIANTS,
  ...READING_VARIANTS,
  ...TAG_VARIANTS,
  ...TOKEN_VARIANTS,
  ...CLUSTER_VARIANTS,
  ...LIST_VARIANTS,
  ...READ_LAG_VARIANTS,
  ...PACE_VARIANTS,
  ...TRANSPORT_VARIANTS,
  ...MEDIA_TYPE_VARIANTS,
  ...SIGNATURE_VARIANTS,
];
