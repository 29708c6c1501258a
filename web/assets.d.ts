// Icons are imported one by one from their own files, which carry no types.
declare module '@tabler/icons-react/dist/esm/icons/*' {
  import type { FunctionComponent, SVGProps } from 'react';

  const icon: FunctionComponent<SVGProps<SVGSVGElement> & { size?: number; stroke?: number }>;
  export default icon;
}
