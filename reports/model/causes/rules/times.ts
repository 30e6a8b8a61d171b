/** Members of an answer that are times. */
export const TIMES: readonly string[] = ["/cluster/createdAt", "/cluster/connectorConfig/activationExpiry"];
