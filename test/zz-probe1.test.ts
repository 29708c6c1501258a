import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { addDays, localDate } from '../src/kernel/time.ts';
import { openPool } from '../src/platform/database.ts';
import { type Client, type Json, startWorld, type World } from './support/world.ts';

const ADMIN = 'wahyu@balai-contoh.example';
const OTHER_ADMIN = 'hasanuddin@kantor-contoh.example';
const KPPN = 'kirana@perbendaharaan-contoh.example';
const today = localDate(new Date(), 'WIB');
const decree = { number: 'KEP-7/CONTOH/2026', date: addDays(today, -3) };
let serial = 0;
function newcomer(name: string, over: object = {}) {
  serial += 1;
  const n = String(serial).padStart(4, '0');
  return {
    name,
    nik: `990201010185${n}`,
    nip: null,
    email: `${name.toLowerCase().replaceAll(' ', '.')}.${n}@baru-contoh.example`,
    phone: null,
    ...over,
  };
}
const log = (...a: unknown[]) => console.log('PROBE', ...a.map((x) => (typeof x === 'string' ? x : JSON.stringify(x))));
describe('probe', () => {
  let world: World;
  let admin: Client;
  let kppn: Client;
  before(async () => {
    world = await startWorld({ bank: false, work: false });
    admin = await world.signIn(ADMIN);
    kppn = await world.signIn(KPPN);
  });
  after(() => world.close());
  const register = async (who: Client): Promise<Json[]> => (await who.get('/api/v1/people')).items;

  it('D: two at once for an office held by one', async () => {
    const ready: Json[] = [];
    for (const name of ['Satu Orang', 'Dua Orang']) {
      const body = { role: 'PPSPM', person: newcomer(name), decree, validFrom: today };
      const { confirm } = await admin.post('/api/v1/people', body);
      ready.push({ ...body, digest: confirm.digest });
    }
    const bodies = ready.map(({ digest, ...b }) => ({ ...b, stepUp: { digest, code: world.freshCode(ADMIN) } }));
    const owner = openPool(world.database.ownerUrl, 1);
    const c = await owner.connect();
    await c.query('BEGIN');
    await c.query('SELECT * FROM journal.head FOR UPDATE');
    const sent = bodies.map((b) => admin.send('POST', '/api/v1/people', b));
    await new Promise((go) => setTimeout(go, 2500));
    await c.query('COMMIT');
    c.release();
    const got = await Promise.all(sent);
    await owner.end();
    log(
      'D',
      got.map((g) => [g.status, g.body.code ?? g.body.id]),
    );
    log(
      'D holders',
      (await register(admin)).filter((r) => r.role === 'PPSPM').map((r) => [r.name, r.state]),
    );
  });
});
