'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';
import { trackPageView } from '@/utils/analytics';

export function PageView() {
  const path = usePathname();
  useEffect(() => {
    const timer = setTimeout(trackPageView, 0, path); // the layout's effects come after the page's
    return () => clearTimeout(timer);
  }, [path]);
  return null;
}
