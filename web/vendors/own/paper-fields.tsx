import type { FieldError } from '../../shared/api/problem.ts';
import { DateField } from '../../shared/ui/date-field.tsx';
import { SelectField } from '../../shared/ui/select-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from './words.ts';

/** Fields are called as the server calls them. */
export interface LicenceValues {
  'licence.kind': string;
  'licence.number': string;
  'licence.validTo': string;
}
export interface SuketValues {
  'suket.number': string;
  'suket.validFrom': string;
  'suket.validTo': string;
}

export const noSuket: SuketValues = { 'suket.number': '', 'suket.validFrom': '', 'suket.validTo': '' };

const SHORTEST_NUMBER = 3;
type Kind = 'NIB' | 'SIUP' | 'SURAT_KETERANGAN_USAHA';
const KINDS: readonly Kind[] = ['NIB', 'SIUP', 'SURAT_KETERANGAN_USAHA'];

export const licenceOf = (values: LicenceValues) => ({
  kind: values['licence.kind'] as Kind,
  number: values['licence.number'].trim(),
  validTo: values['licence.validTo'] === '' ? null : values['licence.validTo'],
});

export const suketOf = (values: SuketValues) => ({
  number: values['suket.number'].trim(),
  validFrom: values['suket.validFrom'],
  validTo: values['suket.validTo'],
});

export function useLicenceFaults(): (values: LicenceValues) => FieldError[] {
  const say = useWords(words);
  return (values) => [
    ...(values['licence.kind'] === '' ? [{ path: 'licence.kind', message: say.fillLicenceKind }] : []),
    ...(licenceOf(values).number.length < SHORTEST_NUMBER
      ? [{ path: 'licence.number', message: say.fillLicenceNumber }]
      : []),
  ];
}

export function useSuketFaults(): (values: SuketValues) => FieldError[] {
  const say = useWords(words);
  return (values) => {
    const { number, validFrom, validTo } = suketOf(values);
    return [
      ...(number.length < SHORTEST_NUMBER ? [{ path: 'suket.number', message: say.fillSuketNumber }] : []),
      ...(validFrom === '' ? [{ path: 'suket.validFrom', message: say.fillSuketFrom }] : []),
      ...(validTo === '' || validTo < validFrom ? [{ path: 'suket.validTo', message: say.fillSuketTo }] : []),
    ];
  };
}

interface Bound {
  name: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

export function LicenceFields({ bind }: { bind: (name: keyof LicenceValues) => Bound }) {
  const say = useWords(words);
  return (
    <>
      <SelectField
        {...bind('licence.kind')}
        label={say.licenceKind}
        options={KINDS.map((value) => ({ value, label: say.licenceKinds[value] }))}
      />
      <TextField {...bind('licence.number')} label={say.licenceNumber} width="medium" />
      <DateField {...bind('licence.validTo')} label={say.licenceTo} hint={say.licenceToHint} optional />
    </>
  );
}

export function SuketFields({ bind }: { bind: (name: keyof SuketValues) => Bound }) {
  const say = useWords(words);
  return (
    <>
      <TextField {...bind('suket.number')} label={say.suketNumber} width="medium" />
      <DateField {...bind('suket.validFrom')} label={say.suketFrom} />
      <DateField {...bind('suket.validTo')} label={say.suketTo} />
    </>
  );
}
