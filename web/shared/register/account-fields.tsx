import { banks } from '../../../src/regulation/banks.ts';
import type { FieldError } from '../api/problem.ts';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useWords } from '../words/define.ts';
import { accountWords } from './account-words.ts';
import { bare, digitsIn } from './typed.ts';

/** Fields are called as the server calls them. */
export interface AccountValues {
  'account.bankCode': string;
  'account.accountNo': string;
  'account.name': string;
}

export const noAccount: AccountValues = { 'account.bankCode': '', 'account.accountNo': '', 'account.name': '' };

export const accountOf = (values: AccountValues) => ({
  bankCode: values['account.bankCode'],
  accountNo: bare(values['account.accountNo']),
  name: values['account.name'].trim(),
});

const ACCOUNT_NUMBER = /^\d{6,20}$/;
const SHORTEST_NAME = 3;

export function useAccountFaults(): (values: AccountValues) => FieldError[] {
  const say = useWords(accountWords);
  return (values) => {
    const { bankCode, accountNo, name } = accountOf(values);
    return [
      ...(bankCode === '' ? [{ path: 'account.bankCode', message: say.fillBank }] : []),
      ...(ACCOUNT_NUMBER.test(accountNo) ? [] : [{ path: 'account.accountNo', message: say.fillNumber }]),
      ...(name.length < SHORTEST_NAME ? [{ path: 'account.name', message: say.fillName }] : []),
    ];
  };
}

interface AccountFieldsProps {
  bind: (name: keyof AccountValues) => {
    name: string;
    value: string;
    onChange: (value: string) => void;
    error: string | undefined;
  };
}

/** An account at a bank; a number of unusual length is pointed out, not refused. */
export function AccountFields({ bind }: AccountFieldsProps) {
  const say = useWords(accountWords);
  const bank = banks.find(({ value }) => value.code === bind('account.bankCode').value)?.value;
  const number = bind('account.accountNo');
  const usual = bank?.accountDigits ?? null;
  const typed = digitsIn(number.value);
  const unusual = bank !== undefined && usual !== null && typed > 0 && typed !== usual;
  return (
    <>
      <SelectField
        {...bind('account.bankCode')}
        label={say.bank}
        options={banks.map(({ value }) => ({ value: value.code, label: value.name }))}
        width="medium"
      />
      <TextField
        {...number}
        label={say.number}
        hint={unusual ? say.unusual(bank.name, usual, typed) : say.numberHint}
        inputMode="numeric"
        width="medium"
      />
      <TextField {...bind('account.name')} label={say.name} hint={say.nameHint} />
    </>
  );
}
