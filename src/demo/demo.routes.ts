/** What the start page of a trial shows: who may be played, how to sign in as each, and what comes next. */
import { z } from 'zod';
import { demoVendors } from '../catalogue/demo/vendors.ts';
import { codeAt, STEP_SECONDS } from '../identity/totp.ts';
import type { Codec } from '../journal/codec.ts';
import { type Pool, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { langOf } from '../platform/http/wire.ts';
import type { OrderState } from '../purchasing/order.machine.ts';
import { orderPage } from '../purchasing/order.store.ts';
import { demoPeople, storySatker } from './people.ts';
import { totpSecretOf } from './secrets.ts';
import { DEMO_PASSWORD } from './seed.ts';
import { storyOf } from './story.ts';

const demoAnswer = z.object({
  story: z.array(
    z.object({ step: z.int(), role: z.string(), personEmail: z.string(), text: z.string(), done: z.boolean() }),
  ),
  people: z.array(
    z.object({
      name: z.string(),
      email: z.string(),
      role: z.string(),
      office: z.string(),
      password: z.string(),
      code: z.string(),
      codeValidForSeconds: z.int(),
      /** The one after it: taken already, and not used up by signing in just now. */
      nextCode: z.string(),
    }),
  ),
});

const NOT_TOLD: readonly OrderState[] = ['REJECTED_PPK', 'EXPIRED', 'REJECTED_VENDOR', 'CANCELLED'];

export interface DemoDeps {
  readonly pool: Pool;
  readonly codec: Codec;
  readonly demoKey: Buffer;
  readonly clock: () => Date;
}

export function demoRoutes(app: App, { pool, codec, demoKey, clock }: DemoDeps): void {
  app.get(
    '/api/v1/demo',
    {
      config: { action: 'demo.read' },
      schema: {
        tags: ['demo'],
        summary: 'Invented people and the next step of the story; a real instance does not have this',
        response: { 200: demoAnswer },
        security: [],
      },
    },
    async (request) => {
      const now = clock();
      const { items } = await readAs(pool, { satkerId: storySatker.id }, (db) => orderPage(db, codec, {}, null));
      const latest = items.find((order) => !NOT_TOLD.includes(order.state)) ?? null;
      const language = langOf(request);
      return {
        story: storyOf(latest).map(({ step, role, text, done, vendorId }) => ({
          step,
          role,
          text: text[language],
          done,
          personEmail: emailOf(role, vendorId),
        })),
        people: demoPeople.map(({ person, assignment }) => ({
          name: person.name,
          email: person.email,
          role: assignment.role,
          office: assignment.officeName,
          password: DEMO_PASSWORD,
          code: codeAt(totpSecretOf(demoKey, person.email), now),
          nextCode: codeAt(totpSecretOf(demoKey, person.email), new Date(now.getTime() + STEP_SECONDS * 1_000)),
          codeValidForSeconds: STEP_SECONDS - (Math.floor(now.getTime() / 1000) % STEP_SECONDS),
        })),
      };
    },
  );
}

function emailOf(role: string, vendorId: string | null): string {
  if (role === 'VENDOR_ADMIN') return (demoVendors.find((v) => v.id === vendorId) ?? demoVendors[0])?.email ?? '';
  const found = demoPeople.find(({ assignment }) => assignment.role === role && assignment.satkerId === storySatker.id);
  return found?.person.email ?? '';
}
