import { Suspense } from 'react';
import { connection } from 'next/server';

async function Late() {
  await connection();
  await fetch(process.env.HOLD); // the test answers when it is done
  return <p>Plus tard</p>;
}

export default function Page() {
  return <main><Suspense fallback={<p>…</p>}><Late /></Suspense></main>;
}
