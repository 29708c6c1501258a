import { ActDialog, ReasonDialog, ReasonField, useReasonFaults } from '../shared/register/act-dialog.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Cluster } from '../shared/ui/layout.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { actOnVendor, useRenewVendors, type Vendor } from './vendor-data.ts';
import { words } from './words.ts';

const HERE = ['remind', 'verifyAccount', 'verifySuket', 'rejectSuket', 'suspend', 'lift', 'block', 'endSanction'];
const SHORTEST_LISTING = 3;

/** What may be done beside the verification, as the server says. */
export function VendorActs({ of, onDone }: { of: Vendor; onDone: (text: string) => void }) {
  const say = useWords(words);
  const renew = useRenewVendors();
  const reasonFaults = useReasonFaults();
  const may = (act: string) => of.actions.includes(act);
  const done = (text: string) => () => {
    renew();
    onDone(text);
  };
  if (!HERE.some(may)) return null;
  return (
    <Card title={say.acts}>
      <Cluster>
        {may('remind') && (
          <ActDialog
            label={say.remind}
            title={`${say.remind}?`}
            initial={{}}
            validate={() => []}
            body={() => ({})}
            act={actOnVendor(of.id, 'remind')}
            onDone={done(say.reminded)}
          />
        )}
        {may('verifyAccount') && (
          <ReasonDialog
            label={say.verifyAccount}
            tone="primary"
            title={say.verifyAccountTitle}
            text={say.verifyAccountHint}
            act={actOnVendor(of.id, 'verifyAccount')}
            onDone={done(say.verifyAccountDone)}
          />
        )}
        {may('verifySuket') && (
          <ActDialog
            label={say.verifySuket}
            tone="primary"
            title={say.verifySuketTitle}
            text={say.suketValidHint}
            initial={{}}
            validate={() => []}
            body={() => ({})}
            act={actOnVendor(of.id, 'verifySuket')}
            onDone={done(say.verifySuketDone)}
          />
        )}
        {may('rejectSuket') && (
          <ReasonDialog
            label={say.rejectSuket}
            tone="danger"
            title={say.rejectSuketTitle}
            text={say.suketInvalidHint}
            act={actOnVendor(of.id, 'rejectSuket')}
            onDone={done(say.rejectSuketDone)}
          />
        )}
        {may('lift') && (
          <ReasonDialog
            label={say.lift}
            title={say.liftTitle(of.name)}
            text={say.liftText}
            act={actOnVendor(of.id, 'lift')}
            onDone={done(say.lifted)}
          />
        )}
        {may('endSanction') && (
          <ReasonDialog
            label={say.endSanction}
            title={say.endSanctionTitle(of.name)}
            text={say.endSanctionText}
            act={actOnVendor(of.id, 'endSanction')}
            onDone={done(say.sanctionEnded)}
          />
        )}
        {may('suspend') && (
          <ReasonDialog
            label={say.suspend}
            tone="danger"
            title={say.suspendTitle(of.name)}
            text={say.suspendText}
            act={actOnVendor(of.id, 'suspend')}
            onDone={done(say.suspended)}
          />
        )}
        {may('block') && (
          <ActDialog
            label={say.block}
            tone="danger"
            title={say.blockTitle(of.name)}
            text={say.blockText}
            initial={{ listing: '', reason: '' }}
            validate={(values) => [
              ...(values.listing.trim().length < SHORTEST_LISTING
                ? [{ path: 'listing', message: say.fillListing }]
                : []),
              ...reasonFaults(values),
            ]}
            body={({ listing, reason }) => ({ listing: listing.trim(), reason: reason.trim() })}
            act={actOnVendor(of.id, 'block')}
            onDone={done(say.blocked)}
          >
            {(form) => (
              <>
                <TextField {...form.bind('listing')} label={say.listing} />
                <ReasonField {...form.bind('reason')} />
              </>
            )}
          </ActDialog>
        )}
      </Cluster>
    </Card>
  );
}
