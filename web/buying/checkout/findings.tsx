import { Findings } from '../../orders/order/checks.tsx';
import type { Order } from '../../orders/order-data.ts';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import type { Rail } from './rail-choice.tsx';

interface JudgedFindingsProps {
  order: Order;
  rail: Rail | '';
  /** The chosen line has the akun that was judged. */
  sameAkun: boolean;
}

/**
 * What was checked. The server judges the order as it stands, as a transfer and on the akun it has; what was judged for
 * another choice is left out here and judged when the order is sent.
 */
export function JudgedFindings({ order, rail, sameAkun }: JudgedFindingsProps) {
  const { checkout: say } = useWords(words);
  const judgedRail = order.rail ?? 'CMS';
  const sameRail = rail === '' || rail === judgedRail;
  const shown = order.findings.filter(
    ({ code }) => (sameRail || !code.startsWith('rail_')) && (sameAkun || !code.startsWith('akun_')),
  );
  return (
    <>
      <Findings findings={shown} />
      {!sameRail && <p className="text-small text-muted">{say.railJudgedLater}</p>}
      {!sameAkun && <p className="text-small text-muted">{say.akunJudgedLater}</p>}
    </>
  );
}
