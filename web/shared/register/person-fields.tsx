import type { FieldError } from '../api/problem.ts';
import { TextField } from '../ui/text-field.tsx';
import { useWords } from '../words/define.ts';
import { bare, digitsIn, isEmail, isMobile, isNik, isNip, orNull } from './typed.ts';
import { words } from './words.ts';

/** Fields are called as the server calls them, so that its faults find their place. */
export interface PersonValues {
  'person.name': string;
  'person.nik': string;
  'person.nip': string;
  'person.email': string;
  'person.phone': string;
}

export const noPerson: PersonValues = {
  'person.name': '',
  'person.nik': '',
  'person.nip': '',
  'person.email': '',
  'person.phone': '',
};

/** Where refusals about a person belong. */
export const personFieldOf: Readonly<Record<string, string>> = {
  nik_invalid: 'person.nik',
  nik_known: 'person.nik',
  nip_invalid: 'person.nip',
  nip_required: 'person.nip',
  email_taken: 'person.email',
};

export const personOf = (values: PersonValues) => ({
  name: values['person.name'].trim(),
  nik: bare(values['person.nik']),
  nip: orNull(bare(values['person.nip'])),
  email: values['person.email'].trim(),
  phone: orNull(bare(values['person.phone'])),
});

const SHORTEST_NAME = 2;

/** `needsNip`: the office is for civil servants. */
export function usePersonFaults(needsNip: boolean): (values: PersonValues) => FieldError[] {
  const say = useWords(words);
  return (values) => {
    const { name, nip, email, phone } = personOf(values);
    const nik = values['person.nik'];
    return [
      ...fault(name.length < SHORTEST_NAME, 'person.name', say.fillName),
      ...fault(!isNik(nik), 'person.nik', say.fillNik(digitsIn(nik))),
      ...fault(nip === null ? needsNip : !isNip(nip), 'person.nip', say.fillNip(nip?.length ?? 0)),
      ...fault(!isEmail(email), 'person.email', say.fillEmail),
      ...fault(phone !== null && !isMobile(phone), 'person.phone', say.fillPhone),
    ];
  };
}

const fault = (wrong: boolean, path: keyof PersonValues, message: string): FieldError[] =>
  wrong ? [{ path, message }] : [];

interface PersonFieldsProps {
  bind: (name: keyof PersonValues) => {
    name: string;
    value: string;
    onChange: (value: string) => void;
    error: string | undefined;
  };
  /** Whether the office is for civil servants; null: a NIP is not asked for. */
  needsNip: boolean | null;
}

/** Who somebody is: what the invitation needs, and what the register keeps. */
export function PersonFields({ bind, needsNip }: PersonFieldsProps) {
  const say = useWords(words);
  return (
    <>
      <TextField {...bind('person.name')} label={say.name} hint={say.nameHint} />
      <TextField {...bind('person.nik')} label={say.nik} hint={say.nikHint} inputMode="numeric" width="medium" />
      {needsNip !== null && (
        <TextField
          {...bind('person.nip')}
          label={say.nip}
          hint={needsNip ? say.nipHintNeeded : say.nipHint}
          optional={!needsNip}
          inputMode="numeric"
          width="medium"
        />
      )}
      <TextField {...bind('person.email')} label={say.email} hint={say.emailHint} type="email" inputMode="email" />
      <TextField
        {...bind('person.phone')}
        label={say.phone}
        hint={say.phoneHint}
        type="tel"
        inputMode="tel"
        width="medium"
        optional
      />
    </>
  );
}
