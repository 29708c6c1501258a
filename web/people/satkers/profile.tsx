import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { words as paymentWords } from '../../payment/words.ts';
import { useMe } from '../../shared/api/me.ts';
import { AccountFields, accountOf, noAccount, useAccountFaults } from '../../shared/register/account-fields.tsx';
import { useConfirmed } from '../../shared/register/confirmed.tsx';
import { FormFrame, placedErrors } from '../../shared/register/form-frame.tsx';
import { Part } from '../../shared/register/part.tsx';
import { bare, digitsIn, isDigits } from '../../shared/register/typed.ts';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { satkerQuery, setPaymentProfile, useRenewPeople } from '../people-data.ts';
import { SatkerStatus, useLacking } from './status.tsx';
import { words } from './words.ts';

/** S18, row R7: from which account the own work unit pays, and where it is. */
export default function Profile() {
  const say = useWords(words);
  const { levels } = useWords(paymentWords).cms;
  const me = useMe();
  const query = useQuery({ ...satkerQuery(me?.office.id ?? ''), enabled: me != null });
  const [changing, setChanging] = useState(false);
  const [saved, setSaved] = useState(false);
  const lacking = useLacking();
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.profileTitle} lead={say.profileLead} narrow>
      <Loaded query={query}>
        {(satker) => (
          <>
            {saved && !changing && (
              <Notice tone="good" live>
                {say.saved}
              </Notice>
            )}
            {lacking(satker).length > 0 && (
              <Notice tone="wait" title={say.whatLacks}>
                {lacking(satker).map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
              </Notice>
            )}
            <Card title={satker.name} aside={<SatkerStatus of={satker} />}>
              <Facts
                items={[
                  { label: say.facts.code, value: satker.code },
                  { label: say.facts.ministry, value: satker.ministry },
                  { label: say.facts.kppn, value: satker.kppn.name },
                  ...(satker.address === '' ? [] : [{ label: say.facts.address, value: satker.address }]),
                  ...(satker.npwp === '' ? [] : [{ label: say.facts.npwp, value: satker.npwp }]),
                  ...(satker.account === null || satker.account.accountNo === ''
                    ? []
                    : [
                        {
                          label: say.facts.account,
                          value: say.account(satker.account.bank, satker.account.accountNo, satker.account.name),
                        },
                      ]),
                ]}
              />
              {satker.account !== null && satker.account.accountNo !== '' && (
                <p>
                  <TextLink to="/bayar/jenjang">{levels.link}</TextLink>
                </p>
              )}
              {satker.actions.includes('setPaymentProfile') && !changing && (
                <div>
                  <Button tone={satker.status.profileComplete ? 'quiet' : 'primary'} onPress={() => setChanging(true)}>
                    {say.change}
                  </Button>
                </div>
              )}
            </Card>
            {changing && (
              <ProfileForm
                id={satker.id}
                npwp={satker.npwp}
                address={satker.address}
                onClose={(done) => {
                  setSaved(done);
                  setChanging(false);
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface ProfileFormProps {
  id: string;
  npwp: string;
  address: string;
  onClose: (done: boolean) => void;
}

const NPWP_DIGITS = 16;
const SHORTEST_ADDRESS = 10;

function ProfileForm({ id, npwp, address, onClose }: ProfileFormProps) {
  const say = useWords(words);
  const renew = useRenewPeople();
  const accountFaults = useAccountFaults();
  const { ask, outcome, dialog } = useConfirmed({
    act: setPaymentProfile(id),
    confirm: say.save,
    sentence: say.saveSentence,
    onDone: () => {
      renew();
      onClose(true);
    },
  });
  const form = useForm({
    initial: { ...noAccount, npwp, address },
    validate: (values) => [
      ...accountFaults(values),
      ...(isDigits(values.npwp, NPWP_DIGITS) ? [] : [{ path: 'npwp', message: say.fillNpwp(digitsIn(values.npwp)) }]),
      ...(values.address.trim().length < SHORTEST_ADDRESS ? [{ path: 'address', message: say.fillAddress }] : []),
    ],
    onSubmit: (values) => ask({ account: accountOf(values), npwp: bare(values.npwp), address: values.address.trim() }),
    serverErrors: placedErrors(outcome, {}),
  });
  return (
    <>
      <FormFrame form={form} outcome={outcome} submit={say.save} onBack={() => onClose(false)}>
        <Part title={say.partAccount}>
          <AccountFields bind={form.bind} />
        </Part>
        <Part title={say.partSatker}>
          <TextField {...form.bind('npwp')} label={say.npwp} hint={say.npwpHint} inputMode="numeric" width="medium" />
          <TextareaField {...form.bind('address')} label={say.address} hint={say.addressHint} rows={3} />
        </Part>
      </FormFrame>
      {dialog}
    </>
  );
}
