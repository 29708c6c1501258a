/** What people type into the registers, and what is sent of it. The server judges; this only saves a round trip. */

const NIK_DIGITS = 16;
const NIP_DIGITS = 18;
const MOBILE = /^(\+62|62|0)8[1-9]\d{7,10}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Numbers are copied from cards with spaces, dots and dashes. */
export const bare = (typed: string): string => typed.replace(/[\s.–-]/g, '');

export const digitsIn = (typed: string): number => bare(typed).length;
export const isDigits = (typed: string, count: number): boolean => new RegExp(`^\\d{${count}}$`).test(bare(typed));
export const isNik = (typed: string): boolean => isDigits(typed, NIK_DIGITS);
export const isNip = (typed: string): boolean => isDigits(typed, NIP_DIGITS);
export const isMobile = (typed: string): boolean => MOBILE.test(bare(typed));
export const isEmail = (typed: string): boolean => EMAIL.test(typed.trim());

/** Nothing typed is null on the wire. */
export const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
