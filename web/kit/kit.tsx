import { Stack } from '../shared/ui/layout.tsx';
import { Page } from '../shared/ui/page.tsx';
import { ActionParts } from './action-parts.tsx';
import { FormParts } from './form-parts.tsx';
import { ListParts } from './list-parts.tsx';
import { MoneyParts } from './money-parts.tsx';
import { StateParts } from './state-parts.tsx';

/** Every part in its states, with long names, large amounts, zero, one and many. For those who build screens. */
export default function Kit() {
  return (
    <Page title="Kit" lead="Setiap bagian antarmuka dalam setiap keadaannya.">
      <Stack gap="large">
        <StateParts />
        <ActionParts />
        <FormParts />
        <MoneyParts />
        <ListParts />
      </Stack>
    </Page>
  );
}
