import Link from 'next/link';
import { PageView } from '@/components/PageView';

export default function Page() {
  return <main id="first"><PageView /><Link id="next" href="/suite">La page suivante</Link></main>;
}
