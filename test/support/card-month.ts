/** The card month from outside: what the issuer does (simulation doors of the bank), and what people do with its bill. */
import { demoCards } from '../../src/demo/people.ts';
import { mail } from './purchase.ts';
import { type Client, eventually, type Json, type World } from './world.ts';

const [first] = demoCards;
if (!first) throw new Error('there is a card');
/** The international card of the first office. */
export const mainCard = first;

const door = async (world: World, path: string, body: object): Promise<Json> => {
  const answer = await fetch(`${world.bankUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

/** A purchase by the card that the platform hears of by the bill alone. */
export const buyElsewhere = (world: World, merchantName: string, mcc: string, amount: bigint) =>
  door(world, '/simulation/card/purchase', {
    cardToken: mainCard.token,
    merchantName,
    mcc,
    amount: amount.toString(),
  });

/** The issuer makes its bill now. */
export const closeMonth = (world: World): Promise<Json> =>
  door(world, '/simulation/card/close-month', { billingAccountNo: mainCard.billingAccountNo });

/** The issuer makes its bill now, and the platform is asked to fetch it. */
export async function billedMonth(world: World, asker: Client): Promise<Json> {
  const issued = await closeMonth(world);
  await asker.post('/api/v1/card-bills/fetch');
  return eventually('the bill', async () => {
    const { items } = await asker.get('/api/v1/card-bills');
    const found = items.find((one: Json) => one.billNo === issued.billNo);
    return found && asker.get(`/api/v1/card-bills/${found.id}`);
  });
}

export const lineAct = (client: Client, bill: Json, act: string, body: object): Promise<Json> =>
  client.post(`/api/v1/card-bills/${bill.id}/${act}`, body);

export async function issueDpt(world: World, ppk: Client, bill: Json): Promise<Json> {
  const seen = await ppk.get(`/api/v1/card-bills/${bill.id}`);
  const open = seen.actions.find((one: Json) => one.action === 'issueDpt');
  if (!open) throw new Error(`no DPT may be issued: ${JSON.stringify(seen.actions)}`);
  return lineAct(ppk, bill, 'issueDpt', { stepUp: { code: world.freshCode(mail.ppk), digest: open.stepUp.digest } });
}

/** The treasury's money arrives at the treasurer's account. */
export const creditSp2d = (world: World, accountNo: string, amount: bigint, number: string) =>
  door(world, '/simulation/credit', { accountNo, amount: amount.toString(), remark: `SP2D ${number} GUP KKP` });
