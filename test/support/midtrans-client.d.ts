/** What the tests use of the official client of another payment provider; it brings no types of its own. */
declare module 'midtrans-client' {
  interface SnapBi {
    withAccessToken(token: string): SnapBi;
    withBody(body: object): SnapBi;
    withTransactionHeader(headers: Readonly<Record<string, string>>): SnapBi;
    withTimeStamp(text: string): SnapBi;
    withSignature(text: string): SnapBi;
    withNotificationPayload(body: object): SnapBi;
    withNotificationUrlPath(path: string): SnapBi;
    getAccessToken(): Promise<Readonly<Record<string, unknown>>>;
    createPayment(externalId: string): Promise<Readonly<Record<string, unknown>>>;
    getStatus(externalId: string): Promise<Readonly<Record<string, unknown>>>;
    isWebhookNotificationVerified(): boolean;
  }
  const client: {
    SnapBi: Record<string, unknown> & {
      directDebit(): SnapBi;
      qris(): SnapBi;
      notification(): SnapBi;
    };
    SnapBiConfig: Record<string, unknown>;
  };
  export default client;
}
