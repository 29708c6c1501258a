/** For acts of which no proof is asked, in dialogs that know both kinds. */
export const unconfirmed = async <T extends object>(call: Promise<T>): Promise<T & { confirm: null }> => ({
  ...(await call),
  confirm: null,
});
