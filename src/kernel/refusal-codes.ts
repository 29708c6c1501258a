/** Every code with which a rule may say no. One meaning each; the words are in `refusal-words.*.ts`. */
export const refusalCodes = [
  // who
  'not_signed_in', 'not_your_role', 'not_yours', 'not_assigned_to_you', 'same_person', 'not_your_turn',
  // state
  'not_possible_now', 'already_done', 'moved_on', 'not_found', 'key_reused',
  // input
  'reason_required', 'quantity_invalid', 'below_minimum_order', 'out_of_stock', 'line_unknown', 'nothing_accepted', 'cart_empty',
  'date_in_past', 'date_invalid', 'photo_required', 'text_too_long', 'amount_invalid', 'input_invalid', 'file_invalid',
  // shopping
  'product_not_ready', 'vendor_not_active', 'other_vendor', 'price_changed', 'compare_too_many',
  'offer_above_list', 'too_many_rounds', 'negotiation_open', 'date_change_open', 'rating_window_closed', 'already_rated',
  // rules of the budget and of procurement
  'budget_line_required', 'budget_line_unknown', 'budget_insufficient', 'up_insufficient', 'card_limit_insufficient',
  'limit_exceeded', 'akun_not_for_card', 'split_reason_required', 'wrong_official', 'rail_not_available', 'contract_date_order',
  // bill and payment
  'faktur_required', 'faktur_invalid', 'bill_incomplete', 'account_name_differs', 'account_not_verified', 'card_required', 'card_not_yours',
  'step_up_required', 'code_wrong', 'code_used', 'code_for_other', 'bank_silent',
  // sign-in and limits of use
  'credentials_wrong', 'ticket_expired', 'too_many_tries', 'too_many_requests', 'body_too_large', 'unexpected',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];
