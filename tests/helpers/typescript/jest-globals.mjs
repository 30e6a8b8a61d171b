// What `@jest/globals` exports, from where jest-light-runner has put it.
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } = globalThis;
