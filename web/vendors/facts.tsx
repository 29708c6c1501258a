import { dateLong } from '../../src/kernel/time.ts';
import { Card } from '../shared/ui/card.tsx';
import { type Fact, Facts } from '../shared/ui/facts.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { useWords } from '../shared/words/define.ts';
import { useLanguage } from '../shared/words/language.ts';
import type { Vendor } from './vendor-data.ts';
import { words } from './words.ts';

const given = (label: string, value: string | null): Fact[] =>
  value === null || value === '' ? [] : [{ label, value }];

/** The business as the vendor recorded it. */
export function BusinessFacts({ of }: { of: Vendor }) {
  const say = useWords(words);
  const { facts } = say;
  const licence = useLicence();
  return (
    <Card title={say.particulars}>
      <Facts
        items={[
          ...given(facts.contact, of.contactName),
          ...given(facts.email, of.email),
          ...given(facts.phone, of.phone),
          ...given(facts.form, of.legalForm === null ? null : say.forms[of.legalForm]),
          ...given(facts.class, of.class === null ? null : say.classes[of.class]),
          ...given(facts.owner, of.legalForm === null ? null : of.owner.name),
          ...given(facts.nik, of.owner.nikMasked),
          ...given(facts.address, [of.address, of.town, of.province].filter((part) => part !== '').join(', ')),
          ...given(facts.licence, licence(of.licence)),
        ]}
      />
    </Card>
  );
}

/** Where it is paid, and what its tax follows from. */
export function AccountFacts({ of, own }: { of: Vendor; own?: boolean }) {
  const say = useWords(words);
  const { facts } = say;
  const language = useLanguage();
  const letter = (one: Vendor['suket']) =>
    one === null ? null : say.letter(one.number, dateLong(one.validFrom, language), dateLong(one.validTo, language));
  const yes = (value: boolean) => (value ? say.yes : say.no);
  const recorded = of.legalForm !== null;
  return (
    <Card title={say.accountAndTax}>
      <Facts
        items={[
          {
            label: facts.account,
            value:
              of.account === null || of.account.accountNo === ''
                ? say.none
                : say.account(of.account.bank, of.account.accountNo, of.account.name),
          },
          ...(recorded ? [{ label: facts.npwp, value: of.npwp ?? say.none }] : []),
          ...(recorded ? [{ label: facts.pkp, value: yes(of.pkp) }] : []),
          ...given(facts.suket, letter(of.suket)),
          ...given(facts.suketWaiting, letter(of.suketWaiting)),
          ...(recorded ? [{ label: facts.declaration, value: yes(of.declaration500) }] : []),
          ...(recorded ? [{ label: facts.card, value: yes(of.acceptsCard) }] : []),
        ]}
      />
      {own !== true && of.accountChanged !== null && (
        <Notice tone="warning">{say.accountChanged(dateLong(of.accountChanged.at, language))}</Notice>
      )}
    </Card>
  );
}

function useLicence(): (licence: Vendor['licence']) => string | null {
  const say = useWords(words);
  const language = useLanguage();
  return (licence) => {
    if (licence === null) return null;
    const kind = Object.hasOwn(say.licenceKinds, licence.kind)
      ? say.licenceKinds[licence.kind as keyof typeof say.licenceKinds]
      : licence.kind;
    return licence.validTo === null
      ? say.licence(kind, licence.number)
      : say.licenceUntil(kind, licence.number, dateLong(licence.validTo, language));
  };
}
