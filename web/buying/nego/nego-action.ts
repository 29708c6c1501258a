/** Acts of a negotiation. */
export type NegoAction = 'negotiate' | 'offer' | 'counterOffer' | 'acceptOffer' | 'declineOffer';
