import Link from 'next/link';
import { Video } from '../apres-choix';
import { Reading } from '../reading';

export default function Page() {
  return <main id="second"><Link id="back" href="/">Retour</Link><Reading /><Video /></main>;
}
