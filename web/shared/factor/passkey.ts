/** Passkeys: what the browser does for us. The library is loaded when it is first needed. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';

/** Options from the server; passed on to the browser as they are. */
export type PasskeyOptions = { readonly challenge: string };

/** stopped: closed, timed out, or no key here · known: this device already holds one · failed: the device cannot. */
export type PasskeyFault = 'stopped' | 'known' | 'failed';

export class PasskeyFailed extends Error {
  readonly fault: PasskeyFault;

  constructor(fault: PasskeyFault, cause: unknown) {
    super(fault, { cause });
    this.name = 'PasskeyFailed';
    this.fault = fault;
  }
}

const IP_ADDRESS = /^(\d+\.){3}\d+$|^\[/;

/** Whether this browser can use passkeys at this address (WebAuthn L3 §5.1: a secure context, and a name, not a number). */
export function passkeysWork(): boolean {
  return isSecureContext && 'PublicKeyCredential' in window && !IP_ADDRESS.test(location.hostname);
}

/** What goes to the server: as the library gives it, its extension results as a plain object. */
type Sent<T> = Omit<T, 'clientExtensionResults'> & { clientExtensionResults: { [name: string]: unknown } };
export type Assertion = Sent<AuthenticationResponseJSON>;
export type Attestation = Sent<RegistrationResponseJSON>;

/** Asks for a passkey that exists. Throws `PasskeyFailed`. */
export function askPasskey(options: PasskeyOptions): Promise<Assertion> {
  return told(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    return startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
  });
}

/** Makes a passkey on this device, or on a key or phone that the person holds. Throws `PasskeyFailed`. */
export function makePasskey(options: PasskeyOptions): Promise<Attestation> {
  return told(async () => {
    const { startRegistration } = await import('@simplewebauthn/browser');
    return startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON });
  });
}

const FAULTS: Readonly<Record<string, PasskeyFault>> = {
  NotAllowedError: 'stopped',
  AbortError: 'stopped',
  InvalidStateError: 'known',
};

async function told<T extends { clientExtensionResults: object }>(ask: () => Promise<T>): Promise<Sent<T>> {
  try {
    const answer = await ask();
    return { ...answer, clientExtensionResults: Object.fromEntries(Object.entries(answer.clientExtensionResults)) };
  } catch (reason) {
    // The library wraps what the browser threw and keeps its name.
    throw new PasskeyFailed(FAULTS[reason instanceof Error ? reason.name : ''] ?? 'failed', reason);
  }
}
