/** One small choice of a person, kept on this device and applied to the page at once. */
export interface Remembered<Value extends string> {
  read(): Value;
  write(value: Value): void;
  subscribe(listener: () => void): () => void;
}

/**
 * Reads the choice from local storage (or takes the fallback when absent, unknown or storage is forbidden), applies it,
 * and applies it again whenever it changes.
 */
export function remembered<Value extends string>(
  name: string,
  allowed: readonly Value[],
  fallback: Value,
  apply: (value: Value) => void,
): Remembered<Value> {
  const listeners = new Set<() => void>();
  let value = stored() ?? fallback;
  apply(value);

  function stored(): Value | undefined {
    try {
      const found = localStorage.getItem(`digipay.${name}`);
      return allowed.find((candidate) => candidate === found);
    } catch {
      return undefined;
    }
  }

  return {
    read: () => value,
    write(next) {
      value = next;
      apply(next);
      try {
        localStorage.setItem(`digipay.${name}`, next);
      } catch {
        // Private mode: the choice lasts as long as the page.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
