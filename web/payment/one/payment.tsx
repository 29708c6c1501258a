import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CardAsks } from '../../card/card-asks.tsx';
import { Arrived } from '../../orders/acts/done.tsx';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { useParam } from '../../shared/shell/url.ts';
import { Columns, Stack } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useWords } from '../../shared/words/define.ts';
import { decides, type PaymentAction, paymentQuery, useFollow } from '../payment-data.ts';
import { words } from '../words.ts';
import { AskReturn, ReturnAsked } from './ask-return.tsx';
import { Decision } from './decision.tsx';
import { AccountsCard, ApprovalsCard, PaymentHeadline, PaymentReceipt } from './parts.tsx';
import { PayeeCard } from './payee-card.tsx';
import { Standing } from './standing.tsx';

const BLOCK_HEIGHT_PX = 180;

/** S12: one payment, from the instruction to the word of the bank. There is no button that sends it twice. */
export default function PaymentPage() {
  const id = useParam('id');
  const say = useWords(words);
  const query = useQuery(paymentQuery(id));
  const [done, setDone] = useState<PaymentAction>();
  useFollow(query.data);
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  const { data } = query;
  return (
    <Page
      title={say.one.title(data?.spbyNumber ?? '')}
      {...(data === undefined ? {} : { lead: `${data.orderNumber} · ${data.payee}` })}
    >
      <Loaded query={query} skeleton={<Skeleton rows={3} height={BLOCK_HEIGHT_PX} />}>
        {(payment) => (
          <>
            {done !== undefined && (
              <Arrived key={done}>
                <Notice
                  tone="good"
                  live
                  action={
                    <LinkButton to="/tugas" tone="quiet">
                      {say.toTasks}
                    </LinkButton>
                  }
                >
                  {say.done(done)}
                </Notice>
              </Arrived>
            )}
            <PaymentHeadline payment={payment} />
            <Standing payment={payment} />
            <ReturnAsked payment={payment} />
            {/* Another state is another decision: nothing typed for the last one is left over. */}
            <Decision key={payment.state} payment={payment} onDone={setDone} />
            <CardAsks payment={payment} />
            <Columns of="aside">
              <Stack>
                {!decides(payment) && <PaymentReceipt payment={payment} carded />}
                <AccountsCard payment={payment} />
                <PayeeCard payment={payment} />
                <AskReturn payment={payment} onDone={setDone} />
              </Stack>
              <ApprovalsCard payment={payment} />
            </Columns>
            {/* Room for the buttons that stay in reach on a phone. */}
            <div aria-hidden="true" className="h-16 lg:hidden" />
          </>
        )}
      </Loaded>
    </Page>
  );
}
