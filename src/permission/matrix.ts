/** The one matrix of who may do what: every room's actions, joined. Deny is the default. */
import { budgetPermissions } from '../budget/budget.permissions.ts';
import { cardPermissions } from '../card/card.permissions.ts';
import { cataloguePermissions } from '../catalogue/catalogue.permissions.ts';
import { demoPermissions } from '../demo/demo.permissions.ts';
import { documentPermissions } from '../document/document.permissions.ts';
import { federationPermissions } from '../identity/federation/federation.permissions.ts';
import { identityPermissions } from '../identity/identity.permissions.ts';
import { withServices } from '../identity/service-key/scopes.ts';
import { serviceKeyPermissions } from '../identity/service-key/service-key.permissions.ts';
import { inboxPermissions } from '../inbox/inbox.permissions.ts';
import { type Permissions, roleMay } from '../kernel/permission.ts';
import { organisationPermissions } from '../organisation/organisation.permissions.ts';
import { paymentPermissions } from '../payment/payment.permissions.ts';
import { peoplePermissions } from '../people/people.permissions.ts';
import { privacyPermissions } from '../privacy/privacy.permissions.ts';
import { purchasingPermissions } from '../purchasing/purchasing.permissions.ts';
import { reconciliationPermissions } from '../reconciliation/reconciliation.permissions.ts';
import { statementFilePermissions } from '../reconciliation/statement-file.permissions.ts';
import { taxPermissions } from '../tax/deposit/tax.permissions.ts';
import { treasuryPermissions } from '../treasury/treasury.permissions.ts';

export const matrix: Permissions = withServices({
  ...identityPermissions,
  ...cataloguePermissions,
  ...purchasingPermissions,
  ...documentPermissions,
  ...budgetPermissions,
  ...paymentPermissions,
  ...cardPermissions,
  ...statementFilePermissions,
  ...taxPermissions,
  ...treasuryPermissions,
  ...reconciliationPermissions,
  ...inboxPermissions,
  ...organisationPermissions,
  ...peoplePermissions,
  ...privacyPermissions,
  ...federationPermissions,
  ...serviceKeyPermissions,
  ...demoPermissions,
});

/** Whether a role (null: nobody signed in) may do an action at all. An action that is not in the matrix may nobody. */
export const may = (role: string | null, action: string): boolean =>
  roleMay(Object.hasOwn(matrix, action) ? matrix[action] : undefined, role);
