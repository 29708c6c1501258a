import type { id } from './words.id.ts';

export const en: typeof id = {
  choose: 'Choose how to show that it is you',
  names: {
    totp: 'Code from the authenticator app',
    passkey: 'Passkey',
    email: 'Code by e-mail',
    recovery: 'Recovery code',
  },
  hints: {
    totp: 'Open the authenticator app on your phone and copy its 6 digits.',
    passkey: 'Use the fingerprint, face or PIN of your device.',
    email: 'We send 6 digits to your e-mail address.',
    recovery: 'One of the codes you kept when you registered.',
  },
  otherWays: 'Use another way',
  totp: 'Code from the authenticator app',
  totpHint: 'Open the authenticator app on your phone and enter the 6 digits for Digipay Satu. They change every 30 seconds.',
  totpFill: 'Enter the 6 digits of the latest code from the app.',
  email: 'Code from the e-mail',
  emailHint: 'Enter the 6 digits from our e-mail. The code is valid for 10 minutes.',
  emailFill: 'Enter the 6 digits from our e-mail.',
  emailLead: 'We send a 6-digit code to your e-mail address. Do not give that code to anybody.',
  emailSend: 'Send a code to my e-mail',
  emailSent: 'The code has been sent. Not there? Look in the spam folder too, then send it again.',
  emailAgain: 'Send the code again',
  recovery: 'Recovery code',
  recoveryHint: 'Example: ABCD-EFGH-JKMN-PQRS. Each code works only once.',
  recoveryFill: 'Enter the 16 letters and digits of the recovery code.',
  passkeyLead: 'Press the button below. Your device asks for fingerprint, face or PIN, as when you unlock it.',
  notBegun: 'This step cannot begin yet. Check your connection and try again.',
  faults: {
    stopped: 'The passkey was not used. Try again, or use another way.',
    known: 'This device already has a passkey for your account. Use another device, or go back.',
    failed: 'This device cannot use a passkey yet. Use another way.',
  },
  nothingHere:
    'This device cannot use your passkey. Go on at the device where the passkey was made, or ask the administrator of your office.',
  waitLeft: (minutes: number, seconds: number) =>
    `You can try again in ${minutes > 0 ? `${minutes} min ` : ''}${seconds} s.`,
  waitOver: 'You can try again now.',
  confirmNew: 'Use a way that you had before, not the one you are adding.',
};
