'use client';
import { useRouter } from 'next/navigation';
import { useChoix } from './choix-client';

export function Reading() {
  const choix = useChoix(), router = useRouter();
  return <>
    <p id="client">{JSON.stringify(choix)}</p>
    <button id="refresh" onClick={() => router.refresh()}>Relire</button>
  </>;
}
