/** Who acts on a payment. */
import type { Signer } from '../purchasing/order.ts';

export interface PaymentActor extends Omit<Signer, 'role'> {
  readonly role: string;
}
