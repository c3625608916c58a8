import { Suspense } from 'react';
import { connection } from 'next/server';

async function Late() {
  await connection();
  await new Promise((resolve) => setTimeout(resolve, 12000));
  return <p>Plus tard</p>;
}

export default function Page() {
  return <main><Suspense fallback={<p>…</p>}><Late /></Suspense></main>;
}
