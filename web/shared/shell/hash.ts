import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/**
 * What stands behind the `#` of the address, taken once and then removed from the address bar and the history, since it is a
 * secret (RFC 9110 §4.2.5: browsers send it to nobody). A later link with another one replaces it.
 */
export function useHashOnce(): string {
  const navigate = useNavigate();
  const hash = useLocation({ select: (location) => location.hash });
  const [taken, setTaken] = useState(hash);
  useEffect(() => {
    if (hash === '') return;
    setTaken(hash);
    void navigate({ to: '.', hash: '', search: true, replace: true, resetScroll: false });
  }, [hash, navigate]);
  return taken;
}
