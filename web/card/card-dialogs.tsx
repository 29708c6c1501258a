import { useQuery } from '@tanstack/react-query';
import { localDate } from '../../src/kernel/time.ts';
import { banks } from '../../src/regulation/banks.ts';
import type { Card } from '../payment/payment-data.ts';
import { peopleQuery } from '../people/people-data.ts';
import { ActDialog } from '../shared/register/act-dialog.tsx';
import { DateField } from '../shared/ui/date-field.tsx';
import type { Form } from '../shared/ui/form.ts';
import { MoneyField } from '../shared/ui/money-field.tsx';
import { SelectField } from '../shared/ui/select-field.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { changeCard, registerCard, useRenewCards } from './card-data.ts';
import { words } from './words.ts';

const EXPIRY = /^(0[1-9]|1[0-2])\/\d{2}$/;
const SHORTEST_TOKEN = 8;
const today = () => localDate(new Date(), 'WIB');
type Faults = { path: string; message: string }[];
const when = (faulty: boolean, path: string, message: string): Faults => (faulty ? [{ path, message }] : []);

/** A card that the bank has registered on its own page. */
export function RegisterCard() {
  const say = useWords(words).cards;
  const renew = useRenewCards();
  const people = useQuery(peopleQuery());
  const holders = (people.data?.items ?? []).filter(({ role, state }) => role === 'KKP_HOLDER' && state === 'ACTIVE');
  const options = holders.map(({ personId, name }) => ({ value: personId, label: name }));
  return (
    <ActDialog
      label={say.register}
      tone="primary"
      title={say.registerTitle}
      text={say.registerText}
      initial={{
        holderPersonId: '',
        token: '',
        last4: '',
        expiry: '',
        kind: 'OPERATIONAL' as Card['kind'],
        scheme: 'INTERNATIONAL' as Card['scheme'],
        issuerBankCode: '',
        billingNo: '',
        billingName: '',
        limit: '',
        decree: '',
        decreeDate: today(),
      }}
      validate={(values) => [
        ...when(values.holderPersonId === '', 'holderPersonId', holders.length === 0 ? say.noHolders : say.fill),
        ...when(values.token.trim().length < SHORTEST_TOKEN, 'token', say.fillToken),
        ...when(!/^\d{4}$/.test(values.last4), 'last4', say.fillLast4),
        ...when(!EXPIRY.test(values.expiry), 'expiry', say.fillExpiry),
        ...when(values.issuerBankCode === '', 'issuerBankCode', say.fill),
        ...when(!/^\d{6,34}$/.test(values.billingNo), 'billingNo', say.fill),
        ...when(values.billingName.trim().length < 3, 'billingName', say.fill),
        ...when(!/^[1-9]\d*$/.test(values.limit), 'limit', say.fillLimit),
        ...decreeFaults(values, say.fill),
      ]}
      body={(values) => ({
        holderPersonId: values.holderPersonId,
        token: values.token.trim(),
        last4: values.last4,
        expiry: values.expiry,
        kind: values.kind,
        scheme: values.scheme,
        issuerBankCode: values.issuerBankCode,
        billing: { accountNo: values.billingNo, name: values.billingName.trim() },
        limit: values.limit,
        decree: { number: values.decree.trim(), date: values.decreeDate },
      })}
      fieldOf={{ card_number_refused: 'token', code_taken: 'token' }}
      act={registerCard}
      onDone={renew}
    >
      {(form) => (
        <>
          <SelectField {...form.bind('holderPersonId')} label={say.holder} options={options} />
          <SelectField {...form.bind('issuerBankCode')} label={say.issuer} options={issuers} />
          <TextField {...form.bind('token')} label={say.token} hint={say.tokenHint} autoComplete="off" />
          <TextField {...form.bind('last4')} label={say.last4} inputMode="numeric" maxLength={4} width="short" />
          <TextField {...form.bind('expiry')} label={say.expiry} hint={say.expiryHint} maxLength={5} width="short" />
          <SelectField
            {...form.bind('kind')}
            onChange={(kind) => form.bind('kind').onChange(kind as Card['kind'])}
            label={say.kind}
            options={optionsOf(say.kinds)}
            empty={false}
          />
          <SelectField
            {...form.bind('scheme')}
            onChange={(scheme) => form.bind('scheme').onChange(scheme as Card['scheme'])}
            label={say.scheme}
            options={optionsOf(say.schemes)}
            empty={false}
          />
          <TextField {...form.bind('billingNo')} label={say.billing} inputMode="numeric" width="medium" />
          <TextField {...form.bind('billingName')} label={say.billingName} />
          <MoneyField {...form.bind('limit')} label={say.limit} hint={say.limitHint} />
          <Decree form={form} />
        </>
      )}
    </ActDialog>
  );
}

const issuers = banks.map(({ value }) => ({ value: value.code, label: value.name }));
const optionsOf = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }));

const SHORTEST_DECREE = 3;
const decreeFaults = ({ decree, decreeDate }: { decree: string; decreeDate: string }, message: string): Faults => [
  ...when(decree.trim().length < SHORTEST_DECREE, 'decree', message),
  ...when(decreeDate === '', 'decreeDate', message),
];

function Decree<V extends { decree: string; decreeDate: string }>({ form }: { form: Form<V> }) {
  const say = useWords(words).cards;
  const bound = form as unknown as Form<{ decree: string; decreeDate: string }>;
  return (
    <>
      <TextField {...bound.bind('decree')} label={say.decreeNumber} width="medium" />
      <DateField {...bound.bind('decreeDate')} label={say.decreeDate} max={today()} />
    </>
  );
}

export function ChangeCard({ card }: { card: Card }) {
  const say = useWords(words).cards;
  const renew = useRenewCards();
  return (
    <ActDialog
      label={say.change}
      title={say.changeTitle(card.last4)}
      initial={{
        limit: card.limit,
        expiry: card.expiry,
        status: card.status,
        decree: '',
        decreeDate: today(),
      }}
      validate={(values) => [
        ...when(!/^[1-9]\d*$/.test(values.limit), 'limit', say.fillLimit),
        ...when(!EXPIRY.test(values.expiry), 'expiry', say.fillExpiry),
        ...decreeFaults(values, say.fill),
      ]}
      body={(values) => ({
        version: card.version,
        limit: values.limit,
        ...(values.expiry === card.expiry ? {} : { expiry: values.expiry }),
        ...(values.status === card.status ? {} : { status: values.status }),
        decree: { number: values.decree.trim(), date: values.decreeDate },
      })}
      fieldOf={{ card_limit_insufficient: 'limit' }}
      act={changeCard(card.id)}
      onDone={renew}
    >
      {(form) => (
        <>
          <MoneyField {...form.bind('limit')} label={say.limit} hint={say.limitHint} />
          <TextField {...form.bind('expiry')} label={say.expiry} hint={say.expiryHint} maxLength={5} width="short" />
          <SelectField
            {...form.bind('status')}
            onChange={(status) => form.bind('status').onChange(status as Card['status'])}
            label={say.status}
            options={optionsOf(say.statuses)}
            empty={false}
          />
          <Decree form={form} />
        </>
      )}
    </ActDialog>
  );
}
