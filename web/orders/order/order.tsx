import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dateLong } from '../../../src/kernel/time.ts';
import { useMe } from '../../shared/api/me.ts';
import { Problem } from '../../shared/api/problem.ts';
import { ForbiddenScreen, NotFoundScreen } from '../../shared/shell/error-screens.tsx';
import { useParam } from '../../shared/shell/url.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Columns, Stack } from '../../shared/ui/layout.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { Decisions, decides, OtherActs } from '../acts/decisions.tsx';
import { Done, type DoneAct } from '../acts/done.tsx';
import { type Order, orderQuery } from '../order-data.ts';
import { BillCard, PaymentCard, SpbyCard } from './bill.tsx';
import { BillTests, BudgetEffect, Findings, SplitWarnings } from './checks.tsx';
import { BastCard, ComplaintsCard, ShipmentsCard } from './deliveries.tsx';
import { OrderFacts } from './facts.tsx';
import { Headline } from './headline.tsx';
import { LinesCard } from './lines.tsx';
import { ProgressCard } from './progress.tsx';
import { HistoryCard, NegotiationCard, PapersCard, RatingCard } from './side.tsx';
import { TaxReceipt } from './tax.tsx';
import { words } from './words.ts';

const FORBIDDEN = 403;
const NOT_FOUND = 404;
const BLOCK_HEIGHT_PX = 180;

/** C12: one page of an order for all roles. What the reader may decide comes first. */
export default function OrderPage() {
  const id = useParam('id');
  const say = useWords(words);
  const query = useQuery(orderQuery(id));
  const [done, setDone] = useState<DoneAct>();
  if (query.error instanceof Problem && query.error.status === FORBIDDEN) {
    return <ForbiddenScreen detail={query.error.message} />;
  }
  if (query.error instanceof Problem && query.error.status === NOT_FOUND) return <NotFoundScreen />;
  const number = query.data?.number ?? null;
  const finish = (action: DoneAct['action']) => setDone((before) => ({ action, count: (before?.count ?? 0) + 1 }));
  return (
    <Page title={number === null ? say.draftTitle : say.title(number)} lead={query.data?.title}>
      <Loaded query={query} skeleton={<Skeleton rows={4} height={BLOCK_HEIGHT_PX} />}>
        {(order) => (
          <>
            {done !== undefined && <Done key={done.count} done={done} order={order} />}
            <Headline order={order} />
            <News order={order} />
            <Decisions
              // Another state is another decision: nothing typed for the last one is left over.
              key={order.state}
              order={order}
              onDone={finish}
            />
            <ProgressCard order={order} />
            <Decisions later order={order} onDone={finish} />
            <Columns of="aside">
              <Main order={order} />
              <Stack>
                <PapersCard order={order} />
                <OtherActs order={order} onDone={finish} />
                <HistoryCard order={order} />
              </Stack>
            </Columns>
            {/* Room for the buttons that stay in reach on a phone. */}
            <div aria-hidden="true" className="h-24 lg:hidden" />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What the other side asked, and how it ended: said to who does not decide about it. */
function News({ order }: { order: Order }) {
  const say = useWords(words);
  const language = useLanguage();
  const { dateChange, ended } = order;
  return (
    <>
      {dateChange !== null && !decides(order, 'acceptNewDate') && (
        <Notice tone="info">
          {say.dateChange(say.sides[dateChange.by], dateLong(dateChange.date, language))} {dateChange.reason}
        </Notice>
      )}
      {order.cancelReason !== '' && ended === null && !decides(order, 'consentCancel') && (
        <Notice tone="info" title={say.cancelAsked}>
          {order.cancelReason}
        </Notice>
      )}
      {ended !== null && ended.reason !== '' && (
        <Notice tone="plain" title={say.ended}>
          {ended.reason} · {ended.by}
        </Notice>
      )}
    </>
  );
}

/** Everything else of the order; what a panel above already shows is not repeated. */
function Main({ order }: { order: Order }) {
  const say = useWords(words);
  const approves = decides(order, 'approve');
  const pays = decides(order, 'signSpby', 'startPayment', 'payByCard', 'bill');
  const forVendor = useMe()?.office.kind === 'VENDOR';
  const checked = order.findings.length + order.splits.length > 0 || order.splitReason !== '';
  return (
    <Stack>
      <LinesCard order={order} />
      {!pays && (order.tax.CMS !== null || order.tax.KKP !== null) && (
        <Card title={say.tax.title}>
          <TaxReceipt order={order} />
        </Card>
      )}
      {!approves && !decides(order, 'accept') && (
        <Card title={say.details}>
          <OrderFacts order={order} />
        </Card>
      )}
      {!approves && order.budget !== null && (
        <Card title={say.budget.title}>
          <BudgetEffect budget={order.budget} />
        </Card>
      )}
      {!approves && checked && (
        <Card title={say.checks.title}>
          <Findings findings={order.findings} />
          <SplitWarnings splits={order.splits} />
          {order.splitReason !== '' && (
            <p>
              <span className="block text-small text-muted">{say.checks.splitReason}</span>
              {order.splitReason}
            </p>
          )}
        </Card>
      )}
      <NegotiationCard order={order} />
      <ComplaintsCard order={order} />
      <ShipmentsCard order={order} />
      <BastCard order={order} />
      <BillCard order={order} />
      {!pays && order.billTests.length > 0 && (
        <Card title={say.checks.tests}>
          <BillTests tests={order.billTests} />
        </Card>
      )}
      <SpbyCard order={order} />
      <PaymentCard order={order} link={!forVendor} />
      <RatingCard order={order} />
    </Stack>
  );
}
