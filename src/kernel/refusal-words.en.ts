/** English mirror of `refusal-words.id.ts`: same keys, same parameters. */
import type { RefusalCode } from './refusal-codes.ts';
import type { Words } from './refusal-words.id.ts';

/** A wait, in seconds or in minutes. */
const waiting = (seconds = ''): string =>
  Number(seconds) > 90 ? `${Math.ceil(Number(seconds) / 60)} minutes` : `${seconds} seconds`;

export const en: Readonly<Record<RefusalCode, Words>> = {
  not_signed_in: () => 'Sign in first. What you typed is kept.',
  not_your_role: (p) => `This is not a task of your role. Who can do it: ${p.who}.`,
  not_yours: () => 'This belongs to another office or shop. Check the number you opened.',
  not_assigned_to_you: (p) => `This task is for ${p.who}. Ask them, or have it handed over by the Admin Satker.`,
  same_person: (p) => `You already ${p.did} on this order, so you may not take this step. Who can: ${p.who}.`,
  not_your_turn: (p) => `It is the turn of ${p.who}. Wait for the answer.`,
  not_possible_now: (p) => `This step is not possible in state “${p.state}”. Reload to see the next step.`,
  already_done: (p) => `${p.who} already did this on ${p.at}. We refresh the page.`,
  moved_on: () => 'Somebody else has just changed this. Reload, check, and try again.',
  erasure_asked: () => 'Your request for erasure is already recorded. You can take it back while you hold office.',
  data_erased: () => 'These data were erased at their owner’s request.',
  kept_by_law: (p) => `These data must be kept by law until ${p.until}. They can be destroyed after that.`,
  not_found: () => 'Not found. Check the number or the link.',
  key_reused: () => 'This request key was used for something else. Send again with a new key.',
  reason_required: () => 'Fill in the reason.',
  quantity_invalid: (p) => `Fill in a quantity between ${p.min} and ${p.max}.`,
  below_minimum_order: (p) => `Order at least ${p.min} ${p.unit}. Raise the quantity.`,
  out_of_stock: (p) => `Only ${p.stock} left. Lower the quantity or choose another product.`,
  line_unknown: () => 'This product is not in the order. Reload the page.',
  nothing_accepted: () => 'Nothing is accepted. Hold the delivery with a reason, or fill in what you accept.',
  cart_empty: () => 'The cart is empty. Add a product first.',
  date_in_past: (p) => `${p.date} is past. Choose today or later.`,
  date_invalid: (p) => `${p.date} is not a valid date. Write it like 24-11-2026.`,
  photo_required: () => 'Add at least one photo.',
  text_too_long: (p) => `At most ${p.max} characters. Shorten the text.`,
  amount_invalid: () => 'Fill in whole rupiah, without sen.',
  input_invalid: (p) => `Check the input: ${p.field}.`,
  file_invalid: (p) => `This file cannot be read as ${p.kind}. Choose another file.`,
  nik_invalid: () => 'A NIK has 16 digits, as on the identity card. Check it.',
  nip_invalid: () => 'A NIP has 18 digits. Check it.',
  nip_required: (p) => `${p.role} must be a civil servant. Fill in the NIP.`,
  nik_known: () => 'This NIK is registered with another e-mail. Use that one, or ask for a correction.',
  email_taken: () => 'Somebody else uses this e-mail. One person, one e-mail; use another.',
  holds_office: (p) => `${p.name} holds another role on those days. One person, one role; end that role first.`,
  office_taken: (p) => `${p.who} is ${p.role} on those days. Use the replacement of officials.`,
  successor_named: (p) => `A successor is named already: ${p.name}. Withdraw that appointment first.`,
  stand_in_only: () => 'This is a temporary office (Plh/Plt). End it earlier, or wait until it is over.',
  already_activated: () => 'This person has activated the account. No invitation is needed.',
  correction_own: () => 'A correction is decided by somebody else than who asked and whom it is about.',
  register_own: () => 'You cannot give an office to yourself. Choose somebody else, or ask whoever registers you.',
  nothing_changed: () => 'This is what is recorded already. Nothing to change.',
  code_taken: (p) => `Code ${p.code} is registered already. Check it.`,
  profile_incomplete: (p) => `The profile is incomplete: ${p.missing}. Complete it, then send it again.`,
  letter_ended: (p) => `This letter was valid until ${p.until}. Fill in one that still holds.`,
  product_not_ready: (p) => `${p.product} is not on sale now. Choose another product.`,
  vendor_not_active: (p) => `${p.vendor} cannot take orders yet. Choose another vendor.`,
  other_vendor: () => 'One order is for one vendor. This product goes to the cart of its own vendor.',
  price_changed: (p) => `The price changed from ${p.before} to ${p.now}. Accept it or remove the product.`,
  compare_too_many: (p) => `At most ${p.max} products can be compared. Remove one first.`,
  offer_above_list: (p) => `The offer is above the list price ${p.list}. Lower it.`,
  too_many_rounds: (p) => `There were ${p.max} rounds already. Accept the last offer or end the negotiation.`,
  negotiation_open: () => 'The negotiation is still open. Finish or end it first.',
  date_change_open: () => 'A change of date waits for an answer. Answer it first.',
  rating_window_closed: (p) => `Rating closed on ${p.until}.`,
  already_rated: () => 'You have already rated this order.',
  budget_line_required: () => 'Choose the account (MAK) for this order.',
  budget_line_unknown: () => 'This account (MAK) is not in the budget of your satker. Choose from the list.',
  budget_insufficient: (p) =>
    `${p.mak} has ${p.left} left, ${p.short} short. Choose another account or ask the PPK to add budget (pagu).`,
  up_insufficient: (p) =>
    `The petty cash (UP) has ${p.left} left, ${p.short} short. Ask for replenishment (GUP) first.`,
  card_limit_insufficient: (p) =>
    `The card has ${p.left} left, ${p.short} short. Use another card or pay the card bill first.`,
  limit_exceeded: (p) =>
    `${p.amount} is above the ceiling ${p.limit} of this way of paying. Order less or pay another way.`,
  akun_not_for_card: (p) => `Account ${p.akun} may not be paid by card. Choose CMS or another account.`,
  split_reason_required: (p) => `Similar orders add up to ${p.sum} in ${p.days} days. Write why this is not splitting.`,
  wrong_official: (p) => `${p.person} does not hold the office of ${p.role} now. Choose another official.`,
  rail_not_available: () => 'This way of paying is not available for this vendor yet. Choose another.',
  contract_date_order: (p) => `${p.later} may not be before ${p.earlier}. Check the order of dates.`,
  faktur_required: () => 'Fill in the tax invoice number (faktur pajak). A PKP vendor must issue one.',
  faktur_invalid: (p) => `A tax invoice number has 17 digits. You filled in ${p.length}.`,
  bill_incomplete: (p) => `The bill is incomplete: ${p.missing}. Return it to the vendor with a reason.`,
  account_name_differs: (p) =>
    `The bank knows the account as “${p.bankName}”, not “${p.name}”. Check the vendor's account before paying.`,
  payee_unchecked: () => 'The bank is being asked whose account this is. Wait a moment, this page refreshes by itself.',
  payee_changed: () =>
    'The vendor changed its account after the payment order (SPBy). Withdraw the payment instruction, then send the SPBy back to the PPK so that the bill takes the new account.',
  payee_not_found: (p) =>
    `The bank does not find the payee’s account, or it is not active (${p.message}). Ask the vendor to correct its account.`,
  payee_name_differs: (p) =>
    `The account is in the name of “${p.found}” at the bank, while the bill says “${p.expected}”. A statement is needed from: ${p.who}.`,
  level_limit_exceeded: (p) =>
    `${p.amount} is above the limit of ${p.limit} for level ${p.level} (${p.who}). Ask the Admin Satker or the KPA to change the levels of the CMS by decree.`,
  execution_too_late: (p) => `At most ${p.days} days from now. Choose a nearer date.`,
  not_a_working_day: (p) => `${p.date} is a holiday or a weekend. Choose a working day.`,
  return_amount_invalid: (p) => `Enter the amount that is asked back, at most ${p.most}.`,
  owner_in_office: () =>
    'The owner of this business holds an office in a work unit and cannot be a vendor (Perpres 16/2018 art. 7).',
  account_not_verified: () =>
    'The account of the vendor has changed and is not checked yet. Ask the procurement officer or the KPPN to check it on the vendor’s page.',
  card_required: () => 'Choose a government credit card (KKP).',
  card_not_yours: (p) => `This card is held by ${p.holder}. Only the holder may pay with it.`,
  card_inactive: (p) => `Card •••• ${p.last4} is not active. Choose another, or ask the Admin Satker to look at it.`,
  card_expired: (p) => `Card •••• ${p.last4} has expired (${p.expiry}). Choose another.`,
  card_number_refused: () =>
    'Do not enter a card number. Enter the token given by the bank; card numbers may not be kept here.',
  card_not_of_office: (p) => `Card •••• ${p.last4} is not registered in this office. Dispute the line with the issuer.`,
  card_domestic_only: () =>
    'KKP Domestik is only for domestic products of micro and small enterprises or cooperatives. Pay with another card.',
  card_void_too_late: () => 'A payment can be voided on the same day only. Ask the vendor for a refund.',
  refund_too_much: (p) => `At most ${p.left} can still be refunded. Lower the amount.`,
  receipt_missing: (p) => `There is no receipt for this line yet. ${p.who} has to hand it in first.`,
  merchant_not_for_card: (p) =>
    `This kind of merchant (MCC ${p.mcc}) may not be paid by KKP. Charge the holder, or dispute the line.`,
  amount_differs: (p) =>
    `Its amount is ${p.amount}, the line on the bill is ${p.expected}. Choose a payment of the same amount.`,
  credit_above_spending: (p) =>
    `Account ${p.mak} has ${p.spent} of spending, less than the credit of ${p.amount}. Choose the account that was charged then.`,
  lines_undecided: (p) => `Some lines are not decided yet: number ${p.lines}. Test all lines first.`,
  dpt_empty: () => 'Nothing on this bill is paid by the State. End the test without a DPT.',
  dpt_needed: (p) => `The State has ${p.total} to pay. Issue the DPT.`,
  paper_date_wrong: (p) => `The date of the paper must lie between ${p.from} and ${p.to}. Check the paper.`,
  kkp_fund_insufficient: (p) =>
    `The SP2D for this bill is not on the bank statement yet: ${p.left} available, ${p.short} short. Wait until it is.`,
  step_up_required: () => 'Enter the newest code of your authenticator for this step.',
  code_wrong: () => 'The code does not match or is too old. Enter the newest one.',
  code_used: () => 'This code was used already. Wait for the next one.',
  code_for_other: () => 'Payee or amount changed since the code was asked for. Check again, then enter a new code.',
  bank_silent: () => 'The bank has not answered. The money may have been sent. Do not pay again; we are asking.',
  credentials_wrong: () => 'E-mail, password or code do not match. Check and try again.',
  ticket_expired: () => 'The time to sign in has passed. Begin again with e-mail and password.',
  federated_expired: () => 'The time to sign in through your institution has passed, or was used. Begin again.',
  federated_not_linked: () =>
    'Your account at the institution is not linked. Sign in with e-mail and password, then link it on the Security page.',
  federated_other_person: () =>
    'This account at the institution is linked to somebody else. Check which account you use, or ask an admin.',
  federated_refused: () =>
    'Signing in through the institution could not be confirmed. Begin again, or use e-mail and password.',
  federated_unreachable: () =>
    'The sign-in service of the institution does not answer. Try again later, or use e-mail and password.',
  service_address_invalid: (p) =>
    `The network address ${p.address} is invalid or too wide. Write it like 192.0.2.0/24.`,
  service_key_invalid: () =>
    'The service key does not hold. Check the key and where it is sent from, or ask for a new one.',
  service_scope_refused: (p) => `A service key of this office cannot be given ${p.scope}. Choose another.`,
  link_expired: () => 'This link was used already or is too old. Ask for a new one.',
  passkey_wrong: () => 'The passkey does not match or the time has passed. Try again, or use another way.',
  email_code_forbidden: () => 'Codes by e-mail are not allowed in your office. Use another way.',
  nothing_to_replace: () =>
    'No payment from the petty cash waits to be replaced. Ask again when something has been paid.',
  gup_too_early: (p) =>
    `Only ${p.used}% of the petty cash is spent. It can be replenished from ${p.min}% on (PMK 190/PMK.05/2012).`,
  approval_required: () => 'Give number and date of the letter by which the KPPN approved this UP or TUP.',
  paper_before: (p) => `The date cannot be before ${p.date}, the date of ${p.paper}. Check the date.`,
  nothing_to_deposit: () => 'Choose at least one tax that is not deposited yet.',
  nothing_to_report: () => 'No tax is ready to be reported. Record the number of its slip first.',
  billing_expired: () => 'This billing code has run out. Make a new one, then pay again.',
  line_class_unfit: () => 'This kind does not fit the direction of the line. Choose another kind.',
  line_explained: () => 'This line is explained already. Reload the work list.',
  line_match_unfit: () =>
    'The line does not fit that choice: amount, direction or the state of the payment differ. Choose another.',
  line_not_undoable: () =>
    'This explanation cannot be taken back: a payment or a receipt has used it, or its month is closed.',
  month_needs_note: () => 'There is still money to be returned. Write why before you sign.',
  month_not_over: (p) => `The month ${p.period} is not over. Close it after its last day.`,
  month_not_proven: (p) =>
    `The platform does not agree with the bank statement yet (difference Rp${p.difference}). Read the statement again or upload its file.`,
  month_out_of_turn: (p) => `The month to close next is ${p.period}. Close that one first.`,
  month_unexplained: (p) => `There are still ${p.count} lines without explanation. Settle them in the work list.`,
  last_factor: () => 'This is your last way to sign in. Add a new one first, then remove this one.',
  password_wrong: () => 'The present password does not match. Check and try again.',
  password_expired: (p) => `Your password is older than ${p.days} days. Open the link in your e-mail to change it.`,
  account_unused: (p) =>
    `Your account was not used for more than ${p.days} days. Ask the admin of your office to activate it again.`,
  password_too_short: (p) => `A password has at least ${p.min} characters. A short sentence is easier to remember.`,
  password_too_long: (p) => `A password has at most ${p.max} characters. Shorten it.`,
  password_common: () => 'This password is too easy to guess. Choose another.',
  password_breached: () => 'This password has leaked elsewhere. Choose another.',
  password_personal: () => 'This password is only your name, e-mail or office. Choose another.',
  password_needs_letters_and_digits: () => 'A password must have letters and digits.',
  password_used_before: (p) => `This password is one of your last ${p.count}. Choose another.`,
  too_many_tries: (p) => `Too many tries. Try again in ${waiting(p.seconds)}.`,
  too_many_requests: (p) => `Too many requests. Try again in ${p.seconds} seconds.`,
  foreign_request: (p) =>
    `This request did not come from a page of Digipay Satu (${p.sign}). Open the app in this tab, then try again.`,
  body_too_large: (p) => `What was sent is larger than ${p.max}. Make the file smaller.`,
  unexpected: (p) =>
    `This page cannot be opened because of a fault on our side. Try again, or report code ${p.reference}.`,
};
