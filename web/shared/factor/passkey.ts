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

/** Asks for a passkey that exists. Throws `PasskeyFailed`. */
export function askPasskey(options: PasskeyOptions): Promise<AuthenticationResponseJSON> {
  return told(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    return startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
  });
}

/** Makes a passkey on this device, or on a key or phone that the person holds. Throws `PasskeyFailed`. */
export function makePasskey(options: PasskeyOptions): Promise<RegistrationResponseJSON> {
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

async function told<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (reason) {
    // The library wraps what the browser threw and keeps its name.
    throw new PasskeyFailed(FAULTS[reason instanceof Error ? reason.name : ''] ?? 'failed', reason);
  }
}
