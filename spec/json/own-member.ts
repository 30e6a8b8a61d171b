/** A member that the object has itself: a key from outside may be `constructor`, which every object inherits. */
export function ownMember<Value>(object: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
