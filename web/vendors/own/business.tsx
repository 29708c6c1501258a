import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCommand } from '../../shared/api/command.ts';
import { FormFrame, placedErrors } from '../../shared/register/form-frame.tsx';
import { Part } from '../../shared/register/part.tsx';
import { bare, digitsIn, isDigits, isMobile, isNik } from '../../shared/register/typed.ts';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { Checkbox, RadioField } from '../../shared/ui/choice-fields.tsx';
import { type Form, useForm } from '../../shared/ui/form.ts';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { SelectField } from '../../shared/ui/select-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { actOnVendor, ownVendorQuery, useRenewVendors, type Vendor } from '../vendor-data.ts';
import { words as vendorWords } from '../words.ts';
import { type BusinessValues, businessOf, FORMS, initialOf, SIZES, ZONES } from './business-values.ts';
import { LicenceFields, SuketFields, useLicenceFaults, useSuketFaults } from './paper-fields.tsx';
import { words } from './words.ts';

/** Row R9: the business (Daftar Usaha), as its owner records it. */
export default function Business() {
  const say = useWords(words);
  const query = useQuery(ownVendorQuery);
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.businessTitle} lead={say.businessLead} narrow>
      <Loaded query={query}>{(vendor) => <BusinessForm of={vendor} />}</Loaded>
    </Page>
  );
}

function BusinessForm({ of }: { of: Vendor }) {
  const say = useWords(words);
  const navigate = useNavigate();
  const renew = useRenewVendors();
  const faults = useFaults();
  const command = useCommand(actOnVendor(of.id, 'saveProfile'), (done) => {
    renew(done);
    void navigate({ to: '/toko', search: { selesai: 'usaha' } as never });
  });
  const form = useForm<BusinessValues>({
    initial: initialOf(of),
    validate: faults,
    onSubmit: (values) => void command.send(businessOf(values)),
    serverErrors: placedErrors(command, { letter_ended: 'suket.validTo', contract_date_order: 'suket.validTo' }),
  });
  const { bind, values } = form;
  const tick = (
    name: 'pkp' | 'hasSuket' | 'declaration500' | 'acceptsCard',
    label: string,
    hint?: string,
  ): ReactNode => {
    const { value, ...bound } = bind(name);
    return <Checkbox {...bound} checked={value} label={label} hint={hint} />;
  };
  return (
    <FormFrame form={form} outcome={command} submit={say.saveBusiness} onBack={() => history.back()}>
      <BusinessPart form={form} />
      <Part title={say.partOwner}>
        <TextField {...bind('owner.name')} label={say.owner} autoComplete="name" />
        <TextField
          {...bind('owner.nik')}
          label={say.nik}
          hint={of.owner.nikMasked === null ? say.nikHint : say.nikAgain(of.owner.nikMasked)}
          inputMode="numeric"
          width="medium"
        />
        <TextField
          {...bind('phone')}
          label={say.phone}
          hint={say.phoneHint}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          width="medium"
        />
      </Part>
      <PlacePart form={form} />
      <Part title={say.partLicence}>
        <LicenceFields bind={bind} />
      </Part>
      <Part title={say.partTax}>
        <RadioField
          {...bind('hasNpwp')}
          label={say.tax}
          options={[
            { value: 'yes', label: say.hasNpwp, hint: say.hasNpwpHint },
            { value: 'no', label: say.noNpwp, hint: say.noNpwpHint },
          ]}
        />
        {values.hasNpwp === 'yes' && (
          <TextField {...bind('npwp')} label={say.npwp} hint={say.npwpHint} inputMode="numeric" width="medium" />
        )}
        <div className="grid">
          {tick('pkp', say.pkp, say.pkpHint)}
          {values.legalForm === 'PERORANGAN' && tick('declaration500', say.declaration, say.declarationHint)}
          {tick('acceptsCard', say.card, say.cardHint)}
          {tick('hasSuket', say.hasSuket, say.suketText)}
        </div>
        {values.hasSuket && <SuketFields bind={bind} />}
      </Part>
    </FormFrame>
  );
}

function BusinessPart({ form: { bind } }: { form: Form<BusinessValues> }) {
  const say = useWords(words);
  const names = useWords(vendorWords);
  return (
    <Part title={say.partBusiness}>
      <TextField {...bind('name')} label={say.name} autoComplete="organization" />
      <RadioField
        {...bind('legalForm')}
        label={say.form}
        options={FORMS.map((value) => ({ value, label: names.forms[value] }))}
      />
      <RadioField
        {...bind('class')}
        label={say.class}
        hint={say.classHint}
        options={SIZES.map((value) => ({ value, label: names.classes[value] }))}
      />
    </Part>
  );
}

function PlacePart({ form: { bind } }: { form: Form<BusinessValues> }) {
  const say = useWords(words);
  const zone = bind('zone');
  return (
    <Part title={say.partPlace}>
      <TextareaField {...bind('address')} label={say.address} rows={2} />
      <TextField {...bind('town')} label={say.town} autoComplete="address-level2" width="medium" />
      <TextField {...bind('province')} label={say.province} autoComplete="address-level1" width="medium" />
      <SelectField
        {...zone}
        onChange={(chosen) => zone.onChange(ZONES.find((one) => one === chosen) ?? 'WIB')}
        label={say.zone}
        empty={false}
        options={ZONES.map((value) => ({ value, label: say.zones[value] }))}
      />
    </Part>
  );
}

const NPWP_DIGITS = 16;
const SHORTEST_NAME = 3;
const SHORTEST_PERSON = 2;
const SHORTEST_ADDRESS = 10;

function useFaults() {
  const say = useWords(words);
  const licenceFaults = useLicenceFaults();
  const suketFaults = useSuketFaults();
  const short = (text: string, least: number) => text.trim().length < least;
  return (values: BusinessValues) => {
    const fault = (wrong: boolean, path: keyof BusinessValues, message: string) => (wrong ? [{ path, message }] : []);
    return [
      ...fault(short(values.name, SHORTEST_NAME), 'name', say.fillName),
      ...fault(values.legalForm === '', 'legalForm', say.fillForm),
      ...fault(values.class === '', 'class', say.fillClass),
      ...fault(short(values['owner.name'], SHORTEST_PERSON), 'owner.name', say.fillOwner),
      ...fault(!isNik(values['owner.nik']), 'owner.nik', say.fillNik(digitsIn(values['owner.nik']))),
      ...fault(!isMobile(values.phone), 'phone', say.fillPhone),
      ...fault(short(values.address, SHORTEST_ADDRESS), 'address', say.fillAddress),
      ...fault(short(values.town, SHORTEST_PERSON), 'town', say.fillTown),
      ...fault(short(values.province, SHORTEST_PERSON), 'province', say.fillProvince),
      ...licenceFaults(values),
      ...fault(values.hasNpwp === '', 'hasNpwp', say.fillTax),
      ...fault(
        values.hasNpwp === 'yes' && !isDigits(values.npwp, NPWP_DIGITS),
        'npwp',
        say.fillNpwp(bare(values.npwp).length),
      ),
      ...fault(values.pkp && values.hasNpwp === 'no', 'pkp', say.pkpNeedsNpwp),
      ...(values.hasSuket ? suketFaults(values) : []),
    ];
  };
}
