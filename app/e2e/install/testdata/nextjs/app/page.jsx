import Link from 'next/link';
import { headers } from 'next/headers';
import { Mesure } from './apres-choix';
import { lireChoix } from './choix-serveur';
import { choiceIn } from './node.mjs';
import { Reading } from './reading';

export default async function Page() {
  return (
    <main id="first">
      <Link id="next" href="/suite">La page suivante</Link>
      <Reading />
      <Mesure />
      <p id="server">{JSON.stringify(await lireChoix())}</p>
      <p id="strict">{JSON.stringify(choiceIn((await headers()).get('cookie')))}</p>
    </main>
  );
}
