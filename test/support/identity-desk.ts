/** What a journey through sign-in needs beside a browser: an invitation, the mails, an authenticator app, a passkey device. */
import type { Page } from 'playwright-core';
import { codeAt, STEP_SECONDS } from '../../src/identity/totp.ts';
import { localDate } from '../../src/kernel/time.ts';
import type { Mail } from '../../src/mail/outbox.ts';
import { eventually, type Json, type World } from './world.ts';

const ADMIN = 'wahyu@balai-contoh.example';

export interface Newcomer {
  readonly name: string;
  readonly email: string;
}

/** Invented: a woman born on 5 July 1988, Semarang. */
const NIK = '3374014507880001';

/** The admin of the story's office registers somebody by decree, confirmed with a code; the platform mails the invitation. */
export async function appoint(world: World, name: string): Promise<Newcomer> {
  const admin = await world.signIn(ADMIN);
  const email = `${name.split(' ')[0]?.toLowerCase()}@balai-contoh.example`;
  const body = {
    role: 'PEMESAN',
    person: { name, nik: NIK, nip: null, email, phone: '081234567890' },
    decree: { number: 'KEP-77/WPB.13/2026', date: '2026-11-02' },
    validFrom: localDate(world.now(), 'WIB'),
  };
  const { confirm } = await admin.post<Json>('/api/v1/people', body);
  await admin.post('/api/v1/people', { ...body, stepUp: { digest: confirm.digest, code: world.freshCode(ADMIN) } });
  return { name, email };
}

/** The latest letter to somebody whose subject reads so. Letters wait in the outbox, since no `work` sends them here. */
export function mailTo(world: World, email: string, subject: RegExp): Promise<Mail> {
  return eventually(`a letter “${subject.source}” to ${email}`, async () => {
    const { rows } = await world.pool.query<{ id: string; person_id: string; body: Buffer }>(
      'SELECT id, person_id, body FROM mail.outbox ORDER BY made_at DESC, id',
    );
    for (const { id, person_id, body } of rows) {
      const owner = { kind: 'PERSON', id: person_id } as const;
      const mail = await world.codec.decode<Mail>(body, { table: 'mail.outbox', id, column: 'body', owner });
      if (mail.to === email && subject.test(mail.subject)) return mail;
    }
    return null;
  });
}

export const linkIn = (mail: Mail): string => /https?:\/\/\S+#\S+/.exec(mail.text)?.[0] ?? '';

/** An authenticator app that was given a secret; each code is of a new step, since one serves once. */
export function authenticator(world: World, secret: string): () => string {
  return () => {
    world.pass(STEP_SECONDS);
    return codeAt(secret, world.now());
  };
}

/** A device that keeps passkeys and knows its owner: Chromium's own virtual authenticator. */
export async function passkeyDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
