/**
 * A connection that has each statement parsed and planned once: with row-level security the planning of a look at a few rows takes many
 * times as long as the look. PostgreSQL itself chooses between a plan for all values and one for these (`plan_cache_mode` auto).
 */
import type { Writable } from 'node:stream';
import pg from 'pg';

/** Statements are texts of the program, few and always the same; were one put together from data, it would not fill every connection. */
const MOST_STATEMENTS = 1_000;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_STATEMENTS) return known;
  const name = `s${names.size + 1}`;
  names.set(text, name);
  return name;
}

export class PreparingClient extends pg.Client {
  #corked = false;

  /** What is asked in one turn of the event loop leaves in one packet. */
  private together(): void {
    if (this.#corked) return;
    const { stream } = (this as unknown as { readonly connection: { readonly stream: Writable } }).connection;
    this.#corked = true;
    stream.cork();
    process.nextTick(() => {
      this.#corked = false;
      stream.uncork();
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: the driver's overloads cannot be said again
  override query(...args: any[]): any {
    const [text, values, ...rest] = args;
    this.together();
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const plain = super.query as (...given: any[]) => any;
    return name === undefined ? plain.apply(this, args) : plain.call(this, { name, text, values }, ...rest);
  }
}
