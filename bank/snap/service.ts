/** The shape of one SNAP service: its code, path, fields and what it does. */
import type { Bank } from '../bank.ts';
import type { Answer } from './answer.ts';
import { type Fields, readFields, type Values } from './fields.ts';
import type { Partner } from './partners.ts';

export interface Call<V> {
  readonly bank: Bank;
  readonly partner: Partner;
  readonly externalId: string;
  readonly values: V;
}

type Method = 'POST' | 'PUT' | 'DELETE';

export interface SnapService {
  readonly code: string;
  readonly path: string;
  readonly method: Method;
  /** Reads the fields, then asks the contract, then does the work. */
  readonly run: (
    call: Omit<Call<unknown>, 'values'>,
    body: Readonly<Record<string, unknown>>,
    mayUse: () => Answer | null,
  ) => Promise<Answer>;
}

export function snapService<F extends Fields>(definition: {
  readonly code: string;
  readonly path: string;
  /** Absent: POST. */
  readonly method?: Method;
  readonly fields: F;
  readonly handle: (call: Call<Values<F>>) => Promise<Answer>;
}): SnapService {
  return {
    code: definition.code,
    path: definition.path,
    method: definition.method ?? 'POST',
    run: async (call, body, mayUse) => {
      const read = readFields(body, definition.fields);
      if (!read.ok) return read.answer;
      return mayUse() ?? definition.handle({ ...call, values: read.values });
    },
  };
}
