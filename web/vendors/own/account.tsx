import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { AccountFields, accountOf, noAccount, useAccountFaults } from '../../shared/register/account-fields.tsx';
import { useConfirmed } from '../../shared/register/confirmed.tsx';
import { FormFrame, placedErrors } from '../../shared/register/form-frame.tsx';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { actOnVendor, ownVendorQuery, useRenewVendors, type Vendor } from '../vendor-data.ts';
import { words } from './words.ts';

/** Row R12: where the shop is paid. A change is confirmed by a code for exactly this account. */
export default function Account() {
  const say = useWords(words);
  const query = useQuery(ownVendorQuery);
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.accountTitle} lead={say.accountLead} narrow>
      <Loaded query={query}>{(vendor) => <AccountForm of={vendor} />}</Loaded>
    </Page>
  );
}

function AccountForm({ of }: { of: Vendor }) {
  const say = useWords(words);
  const navigate = useNavigate();
  const renew = useRenewVendors();
  const faults = useAccountFaults();
  const { ask, outcome, dialog } = useConfirmed({
    act: actOnVendor(of.id, 'setAccount'),
    confirm: say.saveAccount,
    sentence: say.saveAccountSentence,
    onDone: (done) => {
      renew(done);
      void navigate({ to: '/toko', search: { selesai: 'rekening' } as never });
    },
  });
  const form = useForm({
    initial: noAccount,
    validate: faults,
    onSubmit: (values) => ask({ account: accountOf(values) }),
    serverErrors: placedErrors(outcome, { nothing_changed: 'account.accountNo' }),
  });
  const now = of.account !== null && of.account.accountNo !== '' ? of.account : null;
  return (
    <Card>
      {now !== null && (
        <Notice>
          <p>{say.accountNow(now.bank, now.accountNo)}</p>
          <p>{say.accountNote}</p>
        </Notice>
      )}
      <FormFrame form={form} outcome={outcome} submit={say.saveAccount} onBack={() => history.back()}>
        <AccountFields bind={form.bind} />
      </FormFrame>
      {dialog}
    </Card>
  );
}
