import { useEffect } from 'react';
import { useHashOnce } from '../shared/shell/hash.ts';

/** The secret of a link in a mail: kept for this tab, so that a reload in the middle loses nothing. Empty: opened without one. */
export function useLinkToken(place: string): { token: string; drop: () => void } {
  const name = `digipay.link.${place}`;
  const hash = useHashOnce();
  const token = hash === '' ? (sessionStorage.getItem(name) ?? '') : hash;
  useEffect(() => {
    if (hash !== '') sessionStorage.setItem(name, hash);
  }, [hash, name]);
  return { token, drop: () => sessionStorage.removeItem(name) };
}
