import Link from 'next/link';
import { PageView } from '@/components/PageView';

export default function Page() {
  return <main id="second"><PageView /><Link id="back" href="/">Retour</Link></main>;
}
