/** Why sealed data cannot be read. None of these says anything of the content. */
import type { Binding } from '../journal/codec.ts';
import type { KeyOwner } from '../journal/owner.ts';

/** The owner's keys were destroyed (UU 27/2022 art. 16(2)g, 43, 44): the data are gone for good. Shown as "Data ini telah dihapus". */
export class KeyDestroyed extends Error {
  readonly owner: KeyOwner;
  /** How a route answers it. */
  readonly refusalCode = 'data_erased';

  constructor(owner: KeyOwner) {
    super(`the keys of ${owner.kind}:${owner.id} are destroyed`);
    this.name = 'KeyDestroyed';
    this.owner = owner;
  }
}

/** The bytes are not what was sealed for this place: changed, moved, cut, in plain, or under an unknown key. */
export class SealRefused extends Error {
  readonly binding: Binding;

  constructor(binding: Binding, reason: string) {
    super(`${binding.table} ${binding.id} ${binding.column}: ${reason}`);
    this.name = 'SealRefused';
    this.binding = binding;
  }
}

/** The key store does not answer or does not accept a wrapped key. */
export class KeyStoreFailed extends Error {
  constructor(store: string, reason: string, cause?: unknown) {
    super(`key store ${store}: ${reason}`, cause === undefined ? undefined : { cause });
    this.name = 'KeyStoreFailed';
  }
}
