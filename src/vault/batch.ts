/** Gathers what is asked for within one turn of the event loop into one question. */

export interface Batch<K, V> {
  /** Rejects with what `answer` gave or threw. */
  ask(key: K): Promise<V>;
}

/** Most keys in one question. */
const MOST = 500;

/** `answer` gives one value or error for each key, in their order. The same key asked twice in a turn is asked once. */
export function batched<K, V>(
  nameOf: (key: K) => string,
  answer: (keys: readonly K[]) => Promise<readonly (V | Error)[]>,
): Batch<K, V> {
  let waiting = new Map<string, { readonly key: K; readonly promise: PromiseWithResolvers<V> }>();

  async function send(group: readonly { readonly key: K; readonly promise: PromiseWithResolvers<V> }[]): Promise<void> {
    try {
      const answers = await answer(group.map((one) => one.key));
      for (const [i, { promise }] of group.entries()) {
        const value = answers[i];
        if (value instanceof Error) promise.reject(value);
        else promise.resolve(value as V);
      }
    } catch (error) {
      for (const { promise } of group) promise.reject(error);
    }
  }

  function flush(): void {
    const all = [...waiting.values()];
    waiting = new Map();
    for (let i = 0; i < all.length; i += MOST) void send(all.slice(i, i + MOST));
  }

  return {
    ask(key) {
      const name = nameOf(key);
      const known = waiting.get(name);
      if (known) return known.promise.promise;
      if (waiting.size === 0) setImmediate(flush);
      const promise = Promise.withResolvers<V>();
      waiting.set(name, { key, promise });
      return promise.promise;
    },
  };
}
