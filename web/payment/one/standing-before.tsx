import { clock, localDate } from '../../../src/kernel/time.ts';
import { useMe } from '../../shared/api/me.ts';
import { fullDate } from '../../shared/ui/month-grid.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import type { Payment } from '../payment-data.ts';
import { words } from '../words.ts';

/** Not approved yet: what the bank said of the payee comes first, for nobody may approve before. */
export function BeforeApproval({ payment }: { payment: Payment }) {
  const say = useWords(words);
  const { payeeStanding, payeeCheck, turn } = payment;
  if (payeeStanding === 'WAITING') {
    return (
      <Notice tone="info" title={say.cms.payee.waiting} live>
        {say.cms.payee.waitingText}
      </Notice>
    );
  }
  if (payeeStanding === 'HELD') {
    const gone = payeeCheck?.result === 'not_found';
    return (
      <Notice tone="bad" title={gone ? say.cms.payee.notFound : say.cms.payee.held} live>
        {gone ? say.cms.payee.notFoundText : say.cms.payee.needs((payeeCheck?.waitsFor ?? []).join(', '))}
      </Notice>
    );
  }
  if (payment.actions.some(({ action }) => action !== 'withdraw')) return null;
  return turn === 'PPSPM' ? (
    <Notice tone="info" title={say.one.waitingCheck}>
      {say.cms.waitsFor(say.cms.turn(turn))}
    </Notice>
  ) : (
    <Notice tone="info" title={say.one.waitingKpa}>
      {say.one.waitingKpaText}
    </Notice>
  );
}

/** Approved: who still has to release it, or when it leaves and why not now. */
export function BeforeSending({ payment }: { payment: Payment }) {
  const say = useWords(words);
  const zone = useMe()?.zone ?? 'WIB';
  const language = useLanguage();
  const { turn, dueAt, dueWhy, channel } = payment;
  if (turn !== null && turn !== 'BANK' && turn !== 'CLOCK') {
    return (
      <Notice tone="info" title={say.cms.waitsRelease(say.cms.turn(turn))}>
        {say.cms.waitsReleaseText}
      </Notice>
    );
  }
  if (dueAt !== null && dueWhy === 'PAYEE_FROZEN') {
    return (
      <Notice tone="bad" title={say.cms.heldTitle} live>
        <p>{say.cms.dueWhy(dueWhy)}</p>
        <p>{say.cms.heldText}</p>
      </Notice>
    );
  }
  if (dueAt !== null) {
    return (
      <Notice tone="wait" live>
        <p className="font-bold">
          {say.cms.dueTitle(
            say.cms.dayAt(fullDate(localDate(new Date(dueAt), zone), language), clock(new Date(dueAt), zone)),
          )}
        </p>
        {dueWhy !== null && <p>{say.cms.dueWhy(dueWhy)}</p>}
        {channel !== null && <p className="text-small">{say.cms.channel(channel)}</p>}
        <p className="text-small">{say.cms.dueBack}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={payment.state === 'RELEASED' ? say.cms.released : say.one.approved} live>
      {say.one.approvedText}
    </Notice>
  );
}
