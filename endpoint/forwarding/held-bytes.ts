/** The most bytes of one exchange, request and answer together, that are kept for judging. */
export const OF_ONE = 2 * 1024 * 1024;
/** The most bytes of all exchanges that are under way. */
const OF_ALL = 64 * 1024 * 1024;

/** What is kept for judging of all bodies on their way, in bytes. */
export interface HeldBytes {
  readonly held: number;
  /** The part of one exchange, which nothing is kept of any more once something did not fit. */
  share(): Share;
}

export interface Share {
  /** Takes so many more bytes, or answers false. */
  keep(bytes: number): boolean;
  /** Something was not kept. */
  readonly isFull: boolean;
  release(): void;
}

export function heldBytes(): HeldBytes {
  let held = 0;
  const share = (): Share => {
    let own = 0;
    let isFull = false;
    return {
      keep: (bytes) => {
        isFull ||= own + bytes > OF_ONE || held + bytes > OF_ALL;
        if (isFull) return false;
        own += bytes;
        held += bytes;
        return true;
      },
      get isFull() {
        return isFull;
      },
      release: () => {
        held -= own;
        own = 0;
      },
    };
  };
  return {
    get held() {
      return held;
    },
    share,
  };
}
