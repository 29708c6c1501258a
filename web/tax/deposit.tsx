import { useQuery } from '@tanstack/react-query';
import { localDate } from '../../src/kernel/time.ts';
import { ActDialog, ReasonDialog } from '../shared/register/act-dialog.tsx';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { useParam } from '../shared/shell/url.ts';
import { Card } from '../shared/ui/card.tsx';
import { DateField } from '../shared/ui/date-field.tsx';
import { type Fact, Facts } from '../shared/ui/facts.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { Page } from '../shared/ui/page.tsx';
import { PaperLink } from '../shared/ui/paper-link.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import { DEPOSIT_TONES } from './deposit-list.tsx';
import { depositAct, depositQuery, type TaxDeposit, useRenewTaxes } from './tax-data.ts';
import { TaxTable } from './tax-table.tsx';
import { words } from './words.ts';

const BLOCK_HEIGHT_PX = 180;

/** One deposit: its billing code, its payment, the State's receipt. */
export default function DepositPage() {
  const id = useParam('id');
  const say = useWords(words);
  const query = useQuery(depositQuery(id));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page
      title={say.deposit.title(query.data?.number ?? '')}
      actions={
        <LinkButton to="/pajak" tone="quiet">
          {say.deposit.back}
        </LinkButton>
      }
    >
      <Loaded query={query} skeleton={<Skeleton rows={2} height={BLOCK_HEIGHT_PX} />}>
        {(deposit) => (
          <>
            <Standing deposit={deposit} />
            <Card>
              <FactsOf deposit={deposit} />
              {deposit.state === 'DEPOSITED' && (
                <PaperLink
                  title={say.deposit.paper}
                  number={deposit.number}
                  href={`/api/v1/taxes/deposits/${deposit.id}/papers/bukti-setor`}
                  sealed={false}
                />
              )}
              {deposit.actions.length > 0 && <Acts deposit={deposit} />}
            </Card>
            <Card title={say.deposit.items}>
              <TaxTable caption={say.deposit.items} items={deposit.items} />
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ deposit }: { deposit: TaxDeposit }) {
  const say = useWords(words).deposit;
  if (deposit.trouble !== '') return <Notice tone="wait">{say.trouble(deposit.trouble)}</Notice>;
  const next = { DRAFTED: say.waiting, BILLED: say.toPay, PAYING: say.paying, DEPOSITED: null, WITHDRAWN: null };
  const text = next[deposit.state];
  return text === null ? null : <Notice tone={deposit.state === 'BILLED' ? 'wait' : 'info'}>{text}</Notice>;
}

function FactsOf({ deposit }: { deposit: TaxDeposit }) {
  const say = useWords(words);
  const { billing, ntpn, ntb, depositedAt, paymentId } = deposit;
  const items: Fact[] = [
    {
      label: say.state,
      value: <StatusTag tone={DEPOSIT_TONES[deposit.state]}>{say.depositStateOf(deposit.state)}</StatusTag>,
    },
    { label: say.deposit.amount, value: <Money amount={deposit.amount} /> },
    { label: say.deposit.account, value: `${deposit.kap}-${deposit.kjs}` },
    { label: say.deposit.period, value: say.months(deposit.period) },
    ...(billing === null
      ? []
      : [
          { label: say.deposit.billing, value: <span className="font-mono">{billing.code}</span> },
          ...(deposit.state === 'BILLED' ? [{ label: say.deposit.until, value: <When at={billing.expiresAt} /> }] : []),
        ]),
    ...(paymentId === null
      ? []
      : [
          {
            label: say.deposit.payment,
            value: <TextLink to={`/bayar/${paymentId}`}>{say.deposit.seePayment}</TextLink>,
          },
        ]),
    ...(ntpn === null ? [] : [{ label: say.deposit.ntpn, value: <span className="font-mono">{ntpn}</span> }]),
    ...(ntb === null ? [] : [{ label: say.deposit.ntb, value: <span className="font-mono">{ntb}</span> }]),
    ...(depositedAt === null ? [] : [{ label: say.deposit.depositedAt, value: <When at={depositedAt} /> }]),
    { label: say.deposit.draftedBy, value: deposit.draftedBy },
  ];
  return <Facts items={items} />;
}

const NTPN = /^[A-Za-z0-9]{16}$/;
const BILLING = /^[0-3]\d{14}$/;
const today = () => localDate(new Date(), 'WIB');

function Acts({ deposit }: { deposit: TaxDeposit }) {
  const say = useWords(words);
  const renew = useRenewTaxes();
  const may = (act: string) => deposit.actions.includes(act);
  const { id } = deposit;
  return (
    <Cluster>
      {may('pay') && (
        <ActDialog
          label={say.deposit.pay}
          tone="primary"
          title={say.deposit.payTitle}
          text={say.deposit.payText}
          initial={{}}
          validate={() => []}
          body={() => ({})}
          act={depositAct(id, 'pay')}
          onDone={renew}
        />
      )}
      {may('recordBilling') && (
        <ActDialog
          label={say.deposit.recordBilling}
          title={say.deposit.recordBilling}
          initial={{ code: '', expiresOn: '' }}
          validate={({ code, expiresOn }) => [
            ...(BILLING.test(code.trim()) ? [] : [{ path: 'code', message: say.deposit.fillBilling }]),
            ...(expiresOn === '' ? [{ path: 'expiresOn', message: say.fillDate }] : []),
          ]}
          body={({ code, expiresOn }) => ({ code: code.trim(), expiresOn })}
          fieldOf={{ billing_expired: 'expiresOn' }}
          act={depositAct(id, 'recordBilling')}
          onDone={renew}
        >
          {(form) => (
            <>
              <TextField
                {...form.bind('code')}
                label={say.deposit.billing}
                hint={say.deposit.billingHint}
                inputMode="numeric"
                width="medium"
              />
              <DateField {...form.bind('expiresOn')} label={say.deposit.expiresOn} min={today()} />
            </>
          )}
        </ActDialog>
      )}
      {may('recordNtpn') && (
        <ActDialog
          label={say.deposit.recordNtpn}
          title={say.deposit.recordNtpn}
          text={say.deposit.recordNtpnText}
          initial={{ number: '', date: today() }}
          validate={({ number, date }) => [
            ...(NTPN.test(number.trim()) ? [] : [{ path: 'number', message: say.fillNtpn }]),
            ...(date === '' ? [{ path: 'date', message: say.fillDate }] : []),
          ]}
          body={({ number, date }) => ({ number: number.trim(), date })}
          act={depositAct(id, 'recordNtpn')}
          onDone={renew}
        >
          {(form) => (
            <>
              <TextField {...form.bind('number')} label={say.ntpn} hint={say.ntpnHint} width="medium" />
              <DateField {...form.bind('date')} label={say.date} />
            </>
          )}
        </ActDialog>
      )}
      {may('withdraw') && (
        <ReasonDialog
          label={say.deposit.withdraw}
          tone="danger"
          title={say.deposit.withdrawTitle}
          text={say.deposit.withdrawText}
          act={depositAct(id, 'withdraw')}
          onDone={renew}
        />
      )}
    </Cluster>
  );
}
