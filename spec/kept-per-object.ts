/** A function of an object whose result is kept as long as the object is. */
export function perObject<Key extends object, T>(make: (key: Key) => T): (key: Key) => T {
  const made = new WeakMap<Key, { readonly result: T }>();
  return (key) => {
    let kept = made.get(key);
    if (kept === undefined) made.set(key, (kept = { result: make(key) }));
    return kept.result;
  };
}
