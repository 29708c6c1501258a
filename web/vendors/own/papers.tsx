import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCommand } from '../../shared/api/command.ts';
import { FormFrame, placedErrors } from '../../shared/register/form-frame.tsx';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { actOnVendor, ownVendorQuery, useRenewVendors, type Vendor } from '../vendor-data.ts';
import {
  LicenceFields,
  licenceOf,
  noSuket,
  SuketFields,
  suketOf,
  useLicenceFaults,
  useSuketFaults,
} from './paper-fields.tsx';
import { words } from './words.ts';

/** Rows R9, R10: a new letter of the tax office, a renewed licence. */
export default function Papers() {
  const say = useWords(words);
  const query = useQuery(ownVendorQuery);
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.papersTitle} lead={say.papersLead} narrow>
      <Loaded query={query}>
        {(vendor) => (
          <>
            {vendor.actions.includes('recordSuket') && <Suket of={vendor} />}
            {vendor.actions.includes('renewLicence') && <Licence of={vendor} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Back to the shop, which says what was done. */
function useDone(what: string): (done: { readonly vendor: Vendor | null }) => void {
  const navigate = useNavigate();
  const renew = useRenewVendors();
  return (done) => {
    renew(done);
    void navigate({ to: '/toko', search: { selesai: what } as never });
  };
}

function Suket({ of }: { of: Vendor }) {
  const say = useWords(words);
  const faults = useSuketFaults();
  const command = useCommand(actOnVendor(of.id, 'recordSuket'), useDone('surat'));
  const form = useForm({
    initial: noSuket,
    validate: faults,
    onSubmit: (values) => void command.send({ suket: suketOf(values) }),
    serverErrors: placedErrors(command, { letter_ended: 'suket.validTo', contract_date_order: 'suket.validTo' }),
  });
  return (
    <Card title={say.partSuket}>
      <p>{say.suketText}</p>
      <FormFrame form={form} outcome={command} submit={say.saveSuket} onBack={() => history.back()}>
        <SuketFields bind={form.bind} />
      </FormFrame>
    </Card>
  );
}

function Licence({ of }: { of: Vendor }) {
  const say = useWords(words);
  const faults = useLicenceFaults();
  const command = useCommand(actOnVendor(of.id, 'renewLicence'), useDone('izin'));
  const form = useForm({
    initial: {
      'licence.kind': of.licence?.kind ?? '',
      'licence.number': of.licence?.number ?? '',
      'licence.validTo': of.licence?.validTo ?? '',
    },
    validate: faults,
    onSubmit: (values) => void command.send({ licence: licenceOf(values) }),
    serverErrors: placedErrors(command, { letter_ended: 'licence.validTo' }),
  });
  return (
    <Card title={say.partLicence}>
      <FormFrame form={form} outcome={command} submit={say.saveLicence} onBack={() => history.back()}>
        <LicenceFields bind={form.bind} />
      </FormFrame>
    </Card>
  );
}
